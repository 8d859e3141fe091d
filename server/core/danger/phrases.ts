/**
 * The phrases of a list of danger words, as they are written there, and as regular expressions over a reading.
 *
 *     хо(чу|чется) умереть    words as they stand; `|` in brackets, between endings or words
 *     порез*                  any ending
 *     лучше (бы )?умереть     with or without
 *     хочу ... умереть        up to three words between, none of another sentence
 *     ~суицид*                one letter of the word wrong, missing, too many, or two changed about; never the first
 */
import { readLetters } from './readings';

const parts = /\.\.\.|~\p{L}+|\p{L}+|[ |()?*]/gu;

/** What is wrong with a phrase, for whoever writes the list; null if nothing is. */
export function phraseFault(phrase: string): string | null {
  const rest = phrase.replace(parts, '');
  if (rest !== '') return `what does ${rest.slice(0, 1)} stand for?`;
  if (/^ | $| {2}|^\.\.\.|\.\.\.$|[^ ]\.\.\.|\.\.\.[^ ]/.test(phrase)) return 'a space too many or too few';
  if (/(^|[^)])\?/.test(phrase)) return '? stands after a bracket only';
  if (/\*[^ |)]/.test(phrase)) return '* stands at the end of a word only';
  if (phrase.split('(').length !== phrase.split(')').length) return 'a bracket is missing';
  if (/(^|\|)[^()]*\|/.test(phrase.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, '')))
    return '| stands in brackets only';
  return null;
}

/** One letter wrong, missing or too many, or two changed about. */
function mistyped(word: string): string {
  const letters = [...readLetters(word)];
  const places = letters.slice(1).map((letter, index) => {
    const [before, after] = [letters.slice(0, index + 1).join(''), letters.slice(index + 2)];
    const [next = '', ...rest] = after;
    return [
      `${before}[а-я]{0,2}${after.join('')}`,
      ...(next ? [before + next + letter + rest.join('')] : []),
    ];
  });
  return `(?:${places.flat().join('|')})`;
}

/** The sets of a list stand in many of its phrases: each of their words is read once, which takes a tenth of the time. */
const sources = new Map<string, string>();

function partSource(part: string): string {
  const known = sources.get(part);
  if (known !== undefined) return known;
  const source = readPart(part);
  sources.set(part, source);
  return source;
}

function readPart(part: string): string {
  if (part === '...') return '(?:[а-я0-9]+ ){0,3}';
  if (part === '(') return '(?:';
  if (part === '*') return '[а-я]*';
  if (part.startsWith('~')) return mistyped(part.slice(1));
  return /\p{L}/u.test(part) ? readLetters(part) : part;
}

/** As a reading has no letter twice in a row. */
const withoutDoubles = (source: string): string => source.replace(/([а-я])\1+/g, '$1');

const sourceOf = (phrase: string): string =>
  (phrase.replaceAll('... ', '...').match(parts) ?? []).map(partSource).join('');

/** Whole words of a reading; the space before is part of what matches. */
export function wordsPattern(phrases: string[]): RegExp {
  return new RegExp(` (?:${phrases.map(sourceOf).join('|')})(?= )`, 'g');
}

/** The phrases of several words where somebody leaves out the spaces, anywhere within a long word. */
export function runTogetherPattern(phrases: string[]): RegExp | null {
  const several = phrases.filter((phrase) => phrase.includes(' '));
  if (several.length === 0) return null;
  const sources = several.map((phrase) => sourceOf(phrase.replaceAll('... ', '')).replaceAll(' ', ''));
  return new RegExp(sources.map(withoutDoubles).join('|'));
}
