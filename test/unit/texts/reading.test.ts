import { type Language, languages } from '../../../server/core/definition/types';
import { longSentences } from '../../../server/core/text/prose';
import { definition } from '../core/support';
import { passages } from './passages';
import { fleschOborneva, lix } from './reading-index';

/**
 * Limits of this project, a little beyond the hardest of its own texts (November 2026: Russian 60 to 81, Kazakh 29 to
 * 46), which were written for school year 7. They keep new texts as easy as these and stand for no school year.
 */
const isEasy: Record<Language, (text: string) => boolean> = {
  kk: (text) => lix(text) <= 50,
  ru: (text) => fleschOborneva(text) >= 55,
};

const indexOf: Record<Language, (text: string) => number> = { kk: lix, ru: fleschOborneva };

/** Every recommendation and guide with all that stands in its file but the title and the summary. */
const wholeTexts = (language: Language): [string, string][] => {
  const whole = new Map<string, string>();
  for (const { kind, path, file, text, language: written } of passages)
    if (written === language && kind !== 'interface' && /^(body|byAge|boxes)/.test(path))
      whole.set(file, `${whole.get(file) ?? ''}\n${text}`);
  return [...whole];
};

/** In the words of an office, with no sentence above the limit: only the index finds them hard. */
const bureaucratic: Record<Language, string> = {
  kk: `Білім алушыларға консультациялық психологиялық қолдау көрсету жүзеге асырылады. Іс-шаралар мінез-құлықтың
    қалыптасуының алдын алуға бағытталған. Кәмелетке толмағандардың психоэмоциялық жағдайына жүйелі мониторинг
    жүргізіледі. Мониторингтің қорытындысы бойынша ұсынымдар әзірленеді.`.replace(/\s+/g, ' '),
  ru: `Осуществляется предоставление обучающимся консультационной психологической поддержки. Мероприятия направлены на
    профилактику отклоняющегося поведения. Проводится систематический мониторинг эмоционального состояния
    несовершеннолетних. По результатам мониторинга разрабатываются рекомендации.`.replace(/\s+/g, ' '),
};

describe.each(languages)('the texts in %s', (language) => {
  it('are all as easy as the first ones were', () => {
    const hard = wholeTexts(language)
      .filter(([, text]) => !isEasy[language](text))
      .map(([file, text]) => `${file}: ${indexOf[language](text).toFixed(1)}`);
    expect(hard).toEqual([]);
  });

  it('would not be in the words of an office, however short the sentences', () => {
    expect(longSentences(bureaucratic[language], definition.limits.sentenceWords)).toEqual([]);
    expect(isEasy[language](bureaucratic[language])).toBe(false);
  });
});
