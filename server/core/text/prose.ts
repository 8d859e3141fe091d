/**
 * Measures and checks plain text and the little Markdown of our texts (paragraphs, ### headings, lists, **bold**).
 * A word is what stands between spaces and has a letter or a digit. A heading, a list item and a line are sentences of
 * their own; inside a line . ! ? or … ends one before a space and a capital letter, a digit or an opening quote.
 */

const wordSign = /[\p{L}\p{N}]/u;
const sentenceEnd = /(?<=[.!?…]["»”)]*)\s+(?=["«(]*[\p{Lu}\d])/u;
const lineMarks = /^[^\S\n]*(?:#+|[-*]|\d+[.)])\s+/gm;

const withoutMarks = (text: string): string => text.replace(lineMarks, '').replaceAll('**', '');

const tokensOf = (plain: string): string[] => plain.split(/\s+/).filter((token) => wordSign.test(token));

/** As they stand, with their punctuation; list numbers and other marks are none. */
export const wordsOf = (text: string): string[] => tokensOf(withoutMarks(text));

export const wordCount = (text: string): number => wordsOf(text).length;

export const sentencesOf = (text: string): string[] =>
  withoutMarks(text)
    .split('\n')
    .flatMap((line) => line.split(sentenceEnd))
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordSign.test(sentence));

/** Sentences of more than `most` words. */
export const longSentences = (text: string, most: number): string[] =>
  sentencesOf(text).filter((sentence) => tokensOf(sentence).length > most);

/** Words of more than `most` signs, such as a pasted address, which no narrow page can hold. */
export const longWords = (text: string, most: number): string[] =>
  wordsOf(text).filter((word) => [...word].length > most);

/** Control characters, which no Word file can hold, and signs that take no ink: they part a word or turn it round. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** With � in their place. */
export const unseenShown = (text: string): string => text.replace(unseen, '\ufffd');

/** Words with a sign that nobody sees. */
export const unseenSigns = (text: string): string[] =>
  unseenShown(text)
    .split(/\s+/)
    .filter((word) => word.includes('\ufffd'));

const placeholder = /\{\{[^}]*\}\}/g;

/**
 * Words with letters of both alphabets: a Latin look-alike in a Cyrillic word, or a Cyrillic one in a Latin word. The
 * parts of a hyphenated word are looked at one by one, so that «QR-код» and «eGov-та» are fine.
 */
export function mixedAlphabets(text: string): string[] {
  const words = text.replace(placeholder, ' ');
  // Most texts have no Latin letter at all.
  if (!/\p{Script=Latin}/u.test(words)) return [];
  return (words.match(/[\p{L}\p{M}]+/gu) ?? []).filter(
    (part) => /\p{Script=Latin}/u.test(part) && /\p{Script=Cyrillic}/u.test(part),
  );
}

/**
 * Quotation marks that are wrong in Kazakh and in Russian. Both print «…», and „…“ for a quotation inside one: Russian
 * by its typesetting rules, Kazakh by advice to use two different kinds (Маратов 2016, rusnauka.com/18_NPN_2016).
 * Every other mark is wrong, and so is one without its partner; a quotation ends in its own line.
 */
export const wrongQuotes = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/«[^«»]*»/g, (quoted) => quoted.slice(1, -1).replace(/„[^„“]*“/g, '')))
    .flatMap((line) => line.match(/["'«»„“”‚‘’`]/g) ?? []);

/**
 * Forbidden words as they stand in the text. A `stem` is a regular expression in lower case for the beginning of a
 * word, whose endings it leaves open; a space in it is any space.
 */
export const forbiddenIn = (text: string, forbidden: readonly { stem: string }[]): string[] =>
  forbidden.flatMap(({ stem }) => text.match(wordsFrom(stem)) ?? []);

/** By stem: each is looked for in every text. */
const stemPatterns = new Map<string, RegExp>();

function wordsFrom(stem: string): RegExp {
  const known = stemPatterns.get(stem);
  if (known) return known;
  const spaced = stem.replaceAll(' ', '(?:\\s+)');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})\\p{L}*`, 'giu');
  stemPatterns.set(stem, pattern);
  return pattern;
}
