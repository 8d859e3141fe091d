import { fleschOborneva, lix } from './reading-index';

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
