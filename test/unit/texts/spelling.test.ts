import { type Language, languages } from '../../../server/core/definition/types';
import { passages, placeOf } from './passages';
import { checkSpelling, isInstalled, spelledWords, wordLists } from './spelling';

/**
 * Where a word is unknown: mend the text, or, if the word is right, add it by hand to the list under a comment that says
 * why it is there. A Kazakh word stands in the list as a dictionary would name it; its endings are understood.
 */
describe.each(languages)('the spelling in %s', (language) => {
  const list = wordLists[language];
  const own = passages.filter((passage) => passage.language === language);

  it('has a reason for every word of the list', () => expect(list.unexplained).toEqual([]));

  if (isInstalled(language)) {
    const { unknown, unused } = checkSpelling(language, [
      ...new Set(own.flatMap(({ text }) => spelledWords(text))),
    ]);

    it('is known to the dictionary or to the list', () => {
      const found = own.flatMap((passage) =>
        spelledWords(passage.text)
          .filter((word) => unknown.has(word))
          .map((word) => placeOf(passage, word)),
      );
      expect(found).toEqual([]);
    });

    it('uses every word of the list', () => expect(unused).toEqual([]));
  } else
    it('WAS NOT CHECKED: hunspell or its dictionary is not installed here', () =>
      console.warn(`Spelling was not checked: install hunspell and hunspell-${language}.`));
});

describe('words to spell', () => {
  it.each<[string, string[]]>([
    ['«Қайта-қайта» деп, 112-ге!', ['Қайта-қайта', 'деп']],
    ['{{count}}-сұрақ {{name}}', ['сұрақ']],
    ['95 %-ный, QR-код, eGov-та, ҰБТ-дан', ['QR', 'eGov', 'ҰБТ']],
    ['9–11-сынып', ['сынып']],
  ])('of %s', (text, words) => expect(spelledWords(text)).toEqual(words));
});

const wrong: Record<Language, [string, string][]> = {
  kk: [
    ['телефонге', 'back vowels take a back ending'],
    ['мектепта', 'front vowels take a front one'],
    ['адамтар', 'a voiced sound takes a voiced ending'],
    ['сабақда', 'a voiceless sound takes a voiceless one'],
    ['псехолог', 'a wrong letter'],
    ['қайта-кайта', 'a wrong part'],
    ['интернетке', 'a stem that only the list knows'],
  ],
  ru: [
    ['псехолог', 'a wrong letter'],
    ['кого-небудь', 'a wrong part'],
    ['скриншот', 'a word that only the list knows'],
  ],
};

const right: Record<Language, [string, string][]> = {
  kk: [
    ['достарыңнан', 'plural, owner and case'],
    ['тірегіңе', 'к becomes г'],
    ['жазбағандар', 'negation and participle'],
    ['қайта-қайта', 'parts with a hyphen'],
    ['экранға', 'a borrowed stem'],
  ],
  ru: [['кого-нибудь', 'parts with a hyphen']],
};

// A table may not be empty, as it is where no dictionary is installed.
for (const language of languages.filter(isInstalled))
  describe(`without the list, in ${language}`, () => {
    const words = [...wrong[language], ...right[language]].map(([word]) => word);
    const { unknown } = checkSpelling(language, words, new Set());

    it.each(wrong[language])('%s is unknown: %s', (word) => expect(unknown).toContain(word));
    it.each(right[language])('%s is known: %s', (word) => expect(unknown).not.toContain(word));
  });
