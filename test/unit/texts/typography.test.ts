import { type Language, languages } from '../../../server/core/definition/types';
import { mixedAlphabets, wrongQuotes } from '../../../server/core/text/prose';
import { isForStudents, type Passage, passages, placeOf, textFiles } from './passages';

/** The parts that a rule finds wrong, with a little of what stands around them. */
const around = (wrong: RegExp) => {
  const inContext = new RegExp(`.{0,12}(?:${wrong.source}).{0,12}`, wrong.ignoreCase ? 'giu' : 'gu');
  return (text: string): string[] => text.match(inContext) ?? [];
};

const rules: [string, (text: string) => string[]][] = [
  ['have no quotation marks but «…», and „…“ inside', wrongQuotes],
  ['mix no Latin and Cyrillic letters in a word', mixedAlphabets],
  ['have no Cyrillic letter of a third alphabet', around(/(?=\p{Script=Cyrillic})[^а-яёәіңғүұқөһ]/iu)],
  [
    'have no lone Latin letter that looks Cyrillic',
    around(/(?<![\p{L}\p{N}])[aceoyx](?![\p{L}\p{N}]|-\p{Script=Latin})/u),
  ],
  ['have one space between words', around(/(?<=\S) {2,}/u)],
  ['have no space at the end of a line', around(/ (?=\n|$)/u)],
  ['have no space before a punctuation mark', around(/(?<!^) [,.;:!?…»)]/u)],
  ['have no space after an opening mark', around(/[«„(] /u)],
  ['have a space after a punctuation mark', around(/[,;!?…](?=\p{L})|\.(?=\p{Lu})/u)],
  ['write … as one sign', around(/\.\.+/u)],
  ['have an en dash between numbers', around(/\d-\d/u)],
  ['have no spaces round the dash of a range', around(/(?<![\p{L}\p{N}])\d+ [–—] \d/u)],
  ['have an em dash between words', around(/ – | - |(?<=\p{L})[–—](?=\p{L})/u)],
  ['have a comma before a decimal', around(/\d\.\d/u)],
  ['have a space after the number sign', around(/№\S/u)],
  ['close what they open', (text) => (isBalanced(text) ? [] : [text])],
];

/** As Intl (CLDR) writes them, so that a text agrees with the numbers put into it: 95% in Kazakh, 95 % in Russian. */
const percentRules: Record<Language, (text: string) => string[]> = {
  kk: around(/(?:\d|\}\}) %/u),
  ru: around(/(?:\d|\}\})(?:%(?!-)| %-)/u),
};

const isBalanced = (text: string): boolean =>
  [/\(|\)/g, /\*\*/g, /\{\{|\}\}/g].every((marks) => (text.match(marks)?.length ?? 0) % 2 === 0);

/** The signs that a login may have are listed as they are. */
const signs = / \. _ - @/;

const wrongIn = (texts: Passage[], find: (text: string) => string[]): string[] =>
  texts.flatMap((passage) => find(passage.text.replace(signs, '')).map((part) => placeOf(passage, part)));

describe.each(languages)('the texts in %s', (language) => {
  const all = passages.filter((passage) => passage.language === language);

  it('are read from every kind of file', () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set(['questionnaire', 'recommendation', 'guide', 'interface']),
    );
  });

  it.each(rules)('%s', (_, find) => expect(wrongIn(all, find)).toEqual([]));

  it('write percentages as this language does', () => {
    expect(wrongIn(all, percentRules[language])).toEqual([]);
    const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(0.95).replace('\u00A0', ' ');
    expect(percentRules[language](percent)).toEqual([]);
  });

  it('shout at no student: only a greeting and thanks have an exclamation mark', () => {
    const shouts = (text: string) =>
      text.replace(/^(Сәлем|Рақмет|Привет|Спасибо)!/, '').match(/.{0,20}!/gu) ?? [];
    expect(wrongIn(all.filter(isForStudents), shouts)).toEqual([]);
  });

  it('have no placeholder where nothing is filled in', () => {
    const fixed = all.filter(({ kind }) => kind !== 'interface');
    expect(wrongIn(fixed, (text) => text.match(/\{\{|\}\}/g) ?? [])).toEqual([]);
  });
});

describe('the source files', () => {
  it('have ordinary spaces only: where a line must not break is known to typeset()', () => {
    const hidden = /[\u00A0\u00AD\u2000-\u200F\u202F\u2060\uFEFF\t\r]/;
    const wrong = [...textFiles].flatMap(([file, source]) =>
      source
        .split('\n')
        .flatMap((line, index) => (hidden.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a rule finds what is wrong', () => {
  it.each<[string, string]>([
    ['have no quotation marks but «…», and „…“ inside', 'Жауап "Жиі".'],
    ['mix no Latin and Cyrillic letters in a word', 'интeрнет'],
    ['have no Cyrillic letter of a third alphabet', 'ҳалық'],
    ['have no lone Latin letter that looks Cyrillic', 'чай c мамой'],
    ['have one space between words', 'екі  сөз'],
    ['have no space at the end of a line', 'бір \nекі'],
    ['have no space before a punctuation mark', 'да , нет'],
    ['have no space after an opening mark', '« да»'],
    ['have a space after a punctuation mark', 'да,нет'],
    ['have a space after a punctuation mark', 'Да.Нет'],
    ['write … as one sign', 'сөйтіп...'],
    ['have an en dash between numbers', '9-11 класс'],
    ['have no spaces round the dash of a range', '9 – 11'],
    ['have an em dash between words', 'бұл – тест'],
    ['have an em dash between words', 'бұл - тест'],
    ['have an em dash between words', 'ата–ана'],
    ['have a comma before a decimal', '0.5 бөлігі'],
    ['have a space after the number sign', '№5'],
    ['close what they open', '**Сон. Да'],
    ['close what they open', 'да (нет'],
  ])('%s: %s', (name, text) => {
    const find = rules.find(([one]) => one === name)![1];
    expect(find(text)).not.toEqual([]);
  });

  it.each<[Language, string]>([
    ['kk', '95 %'],
    ['ru', '95%'],
    ['ru', '95 %-ный'],
  ])('in the percentages of %s: %s', (language, text) => {
    expect(percentRules[language](text)).not.toEqual([]);
  });

  it.each([
    '«…»: жауап жоқ.',
    'Бұл — тест, 10–15 минут…',
    '1 + (m0 − 1)',
    '(«да», нет)',
    'Wi-Fi, QR-код, бір-екі',
    '0,5 %',
  ])('and leaves %s alone', (text) => expect(rules.flatMap(([, find]) => find(text))).toEqual([]));
});
