import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LetterFacts,
  letterFaults,
  mostWords,
} from '../../../../server/consultations/writing/checks.rules';
import { spokenIn } from '../../../../server/consultations/writing/language-signs.rules';
import { inEachLanguage, languageTable } from '../../../../server/core/text/languages';

const signs = inEachLanguage((language) => {
  const path = join(__dirname, '../../../../locales', language, 'writing.json');
  const { words } = JSON.parse(readFileSync(path, 'utf8')).signs;
  return { words: words.split(' '), letters: languageTable[language].ownLetters };
});

const facts: LetterFacts = {
  ...{ language: 'ru', signs, danger: 'none' },
  forbidden: [{ stem: 'наркоман', reason: 'a label' }],
  offered: ['Привет!', 'Вот что есть в твоих ответах:\n— Ты засиживаешься.', 'Если захочется, напиши.'],
  alreadyRead: ['За час до сна выключай экран и клади телефон подальше.'],
};

const russian = 'Я вижу, что тебе сейчас трудно заснуть, и хочу предложить одну простую вещь на эту неделю.';
const kazakh = 'Түнде ұйықтай алмай жүргеніңді көріп отырмын, осы аптада бір нәрсені бірге байқап көрейік.';

const faultsOf = (text: string, more: Partial<LetterFacts> = {}) =>
  letterFaults(text, { ...facts, ...more }).map(({ kind, code }) => `${kind} ${code}`);

describe('the language of a text', () => {
  it.each([
    ['ru', russian],
    ['kk', kazakh],
    ['ru', 'Привет! Это Әсел, и я хочу тебе ответить на то, что ты пишешь.'],
    ['kk', 'Сәлем! 111-ге қоңырау шал немесе «Мне нужна помощь» деп айт, бұл ұят емес.'],
    [null, 'Привет!'],
    [null, 'OK, 111'],
    [null, ''],
  ] as const)('is %s: %s', (language, text) => {
    expect(spokenIn(text, signs)).toBe(language);
  });
});

describe('a letter', () => {
  it('with nothing wrong has no faults', () => {
    expect(faultsOf(russian)).toEqual([]);
    expect(faultsOf(kazakh, { language: 'kk' })).toEqual([]);
  });

  it.each([
    ['in another language than declared', kazakh, {}, ['error otherLanguage']],
    ['in Russian, declared Kazakh', russian, { language: 'kk' as const }, ['error otherLanguage']],
    [
      'with a paragraph in the other language',
      `${russian}\n\n${russian}\n\n${kazakh}`,
      {},
      ['hint partInOtherLanguage'],
    ],
    ['with a forbidden word', `${russian} Ты не наркоман.`, {}, ['error forbidden']],
    ['with what was read already', `${russian}\n\n${facts.alreadyRead[0]}`, {}, ['hint repeated']],
    ['with a sentence too long', `${russian} Это ${'очень '.repeat(26)}длинно.`, {}, ['hint longSentence']],
    ['with a Latin letter in a word', `${russian} Oтдохни.`, {}, ['hint mixedAlphabets']],
    ['with a pasted address', `${russian} ${'ы'.repeat(41)}`, {}, ['hint longWord']],
    ['too long to be read', `${russian} ${'Это да. '.repeat(mostWords / 2)}`, {}, ['hint long']],
    ['without a help line after a flag', russian, { danger: 'first' as const }, ['error noHelpLine']],
    [
      'with a number that only looks like one',
      `${russian} 1112`,
      { danger: 'first' as const },
      ['error noHelpLine'],
    ],
    ['without a help line later on', russian, { danger: 'answered' as const }, ['hint noHelpLineAgain']],
    ['with a help line after a flag', `${russian} Позвони 111.`, { danger: 'first' as const }, []],
    ['as it was generated', facts.offered.join('\n\n'), {}, ['error asGenerated']],
    [
      'as it was generated but for a word',
      'Привет!\n\nПока\n\nЕсли захочется, напиши.',
      {},
      ['error asGenerated'],
    ],
    ['with a paragraph of one’s own', `${facts.offered.join('\n\n')}\n\n${russian}`, {}, []],
  ])('%s', (_, text, more, faults) => {
    expect(faultsOf(text, more)).toEqual(faults);
  });

  it.each([
    '{{имя}}',
    '{name}',
    '[ВСТАВИТЬ СОВЕТ]',
    '[ӨЗ СӨЗІҢІЗДІ ЖАЗЫҢЫЗ: …]',
    '<имя ученика>',
    '%имя%',
    '____',
    '......',
  ])('still has to be filled in: %s', (word) => {
    expect(letterFaults(`${russian} ${word}`, facts)).toEqual([{ kind: 'error', code: 'placeholder', word }]);
  });

  it.each(['(111)', '[1]', 'Я думаю… ну да...', '5 < 7', '<b>', '100 %', 'имя_фамилия'])(
    'has nothing to fill in: %s',
    (word) => {
      expect(faultsOf(`${russian} ${word}`)).toEqual([]);
    },
  );

  it('tells no more than three of a kind', () => {
    expect(faultsOf(`${russian} {{a}} {{b}} {{c}} {{d}}`)).toHaveLength(3);
  });
});
