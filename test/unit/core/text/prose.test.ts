import {
  forbiddenIn,
  longSentences,
  mixedAlphabets,
  sentencesOf,
  unseenSigns,
  wordCount,
  wordsOf,
  wrongQuotes,
} from '../../../../server/core/text/prose';

describe('words', () => {
  it.each<[string, string, string[]]>([
    ['stand between spaces', 'Ты  решаешь\nсама', ['Ты', 'решаешь', 'сама']],
    ['keep their punctuation', '«Жиі» деген, жауап.', ['«Жиі»', 'деген,', 'жауап.']],
    ['may be joined by a hyphen', 'Қайта-қайта бір-екі рет', ['Қайта-қайта', 'бір-екі', 'рет']],
    ['may be numbers', '25 минут, 10–15 раз', ['25', 'минут,', '10–15', 'раз']],
    ['are no dashes', 'Это – привычка', ['Это', 'привычка']],
    [
      'are no heading, list or bold marks',
      '### Шаги\n\n- **Сон.** Да\n2. Учёба',
      ['Шаги', 'Сон.', 'Да', 'Учёба'],
    ],
    ['may stand between non-breaking spaces', 'на\u00A0112', ['на', '112']],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
    expect(wordCount(text)).toBe(words.length);
  });

  // A search that looks past the end of a line, at each line anew, would not end within an hour.
  it('are counted line by line, however many empty lines stand between them', () => {
    expect(wordCount(`бір${'\n'.repeat(2_000_000)}екі`)).toBe(2);
  });

  it('are none in an empty text', () => expect(wordCount(' \n— ')).toBe(0));
});

describe('sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'end with a mark before a capital letter',
      'Ты читаешь. Да? Вот… Всё',
      ['Ты читаешь.', 'Да?', 'Вот…', 'Всё'],
    ],
    [
      'go on before a small letter',
      'Сюда входят карты и т. д. в игре.',
      ['Сюда входят карты и т. д. в игре.'],
    ],
    ['end before a digit', 'Жди. 20 минут хватит.', ['Жди.', '20 минут хватит.']],
    ['end before an opening quote', 'Скажи так. «Мне трудно».', ['Скажи так.', '«Мне трудно».']],
    ['end after a closing quote', 'Он сказал «нет.» Потом ушёл.', ['Он сказал «нет.»', 'Потом ушёл.']],
    [
      'know the Kazakh capitals',
      'Тоқта. Ұйқың қанады. Өзің сеніп көр.',
      ['Тоқта.', 'Ұйқың қанады.', 'Өзің сеніп көр.'],
    ],
    [
      'are headings, list items and lines',
      '### Шаги\n- Сон\n- Учёба\nКонец',
      ['Шаги', 'Сон', 'Учёба', 'Конец'],
    ],
  ])('%s', (_, text, sentences) => expect(sentencesOf(text)).toEqual(sentences));

  it('are long above the limit, not at it', () => {
    const text = 'Раз два три. Раз два три четыре.';
    expect(longSentences(text, 3)).toEqual(['Раз два три четыре.']);
    expect(longSentences(text, 4)).toEqual([]);
  });

  it('have no list number among their words', () => expect(longSentences('12. Раз два три', 3)).toEqual([]));
});

describe('alphabets', () => {
  it.each<[string, string]>([
    ['a Latin letter in a Russian word', 'интeрнет'],
    ['a Latin letter in a Kazakh word', 'қауiп'],
    ['a Latin capital', 'Cон'],
    ['a Cyrillic letter in a Latin word', 'eGоv'],
    ['a Cyrillic letter in a Latin abbreviation', 'SMЅС'],
  ])('%s is found', (_, word) => expect(mixedAlphabets(`Раз ${word}, два`)).toEqual([word]));

  it('looks at the parts of a hyphenated word', () => expect(mixedAlphabets('QR-кoд')).toEqual(['кoд']));

  it.each(['eGov', 'Wi-Fi', 'QR-код', 'eGov-та', 'SMS-тен', '112-ге', 'DSM-5', 'видео', '{{count}}-сұрақ'])(
    '%s is fine',
    (word) => expect(mixedAlphabets(`Раз ${word}, два`)).toEqual([]),
  );
});

describe('signs that nobody sees', () => {
  it.each([
    ['a control character', 'Сон\u0007'],
    ['half a sign', '\ud800Сон'],
    ['a mark that turns the direction', 'С\u202eон'],
    ['a space without width, which hides a word from the forbidden ones', 'Со\u200bн'],
    ['a soft hyphen', 'Со\u00adн'],
    ['a separator of lines', 'Сон\u2028'],
  ])('%s is found', (_, word) => {
    expect(unseenSigns(`Раз ${word} два`)).toEqual([word.replace(/[^А-я]/, '\ufffd')]);
  });

  it('are no spaces, line ends and pictures', () =>
    expect(unseenSigns('Раз\u00a0два,\tтри\n— 😀 «Ә»')).toEqual([]));
});

describe('quotation marks', () => {
  it.each<[string, string[]]>([
    ['Ответ «Часто».', []],
    ['Сразу «два» слова «тут».', []],
    ['Он сказал: «Читай „Абая“ вслух».', []],
    ['Ответ "Часто".', ['"', '"']],
    ['Ответ “Часто”.', ['“', '”']],
    ['Ответ „Часто“.', ['„', '“']],
    ["Ответ 'Часто'.", ["'", "'"]],
    ['«Читай «Абая» вслух»', ['«', '»']],
    ['«Читай "Абая" вслух»', ['"', '"']],
    ['Ответ «Часто.', ['«']],
    ['Ответ часто».', ['»']],
    ['«Первая строка\nвторая»', ['«', '»']],
  ])('in %s', (text, wrong) => expect(wrongQuotes(text)).toEqual(wrong));
});

describe('forbidden words', () => {
  const forbidden = [{ stem: 'зависим(?!ост)' }, { stem: 'точно поможет' }, { stem: 'нашақор' }];

  it.each<[string, string[]]>([
    ['Зависимый человек', ['Зависимый']],
    ['интернет-зависимых', ['зависимых']],
    ['нашақорлар мен НАШАҚОР', ['нашақорлар', 'НАШАҚОР']],
    ['Это точно\nпоможет', ['точно\nпоможет']],
    ['Это точно\u00A0поможет', ['точно\u00A0поможет']],
    ['Независимый, зависит, зависимость', []],
  ])('in %j', (text, found) => expect(forbiddenIn(text, forbidden)).toEqual(found));
});
