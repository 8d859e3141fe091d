import {
  fleschOborneva,
  forbiddenIn,
  lix,
  longSentences,
  mixedAlphabets,
  sentencesOf,
  wordCount,
  wordsOf,
  wrongQuotes,
} from '../../../server/questionnaire/prose';

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

describe('the reading ease of a Russian text', () => {
  it('is the value that the ruTS documentation gives for its example', () =>
    expect(fleschOborneva('Существуют три вида лжи: ложь, наглая ложь и статистика')).toBeCloseTo(
      74.935,
      10,
    ));

  it('falls with longer words and with longer sentences', () => {
    const easy = fleschOborneva('Ты ждёшь. Ты пьёшь чай.');
    expect(fleschOborneva('Ты ждёшь и пьёшь чай.')).toBeLessThan(easy);
    expect(fleschOborneva('Ты ожидаешь. Ты выпиваешь чай.')).toBeLessThan(easy);
  });

  it('reads a number as a word without syllables', () =>
    // 3 words in a sentence, 2 + 1 syllables in 2 words to read
    expect(fleschOborneva('Жди 20 минут')).toBeCloseTo(206.835 - 1.3 * 3 - (60.1 * 3) / 2, 10));
});

describe('the reading index of a Kazakh text', () => {
  it('is words per sentence and the percentage of long words', () =>
    // 2 sentences of 3 words; «сауалнама» and «жауаптарың» have more than 6 letters
    expect(lix('Бұл бір сауалнама. Міне, сенің жауаптарың.')).toBeCloseTo(3 + 200 / 6, 10));

  it.each([
    ['6 letters are not long', 'экраны', 1],
    ['7 letters are', 'экранда', 101],
    ['punctuation is no letter', '«экран».', 1],
  ])('%s', (_, text, value) => expect(lix(text)).toBe(value));

  it('does not count a number among the words to read', () => expect(lix('20 экранда')).toBe(102));
});
