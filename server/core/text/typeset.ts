/**
 * Where a line must not break. Source texts are written with ordinary spaces only; this is the one place that knows
 * better. Nothing but spaces changes, so a text keeps its words, its Markdown and its placeholders.
 *
 * In every language a number stays with its word or sign, a sign of percent with what it is of, initials with their surname, and a dash begins no line. The
 * Kazakh rules of hyphenation ask for the first two as well («100 г», «Ә. Жұмабаев»; 365info.kz/2021/02). Which words stay
 * with the next one is a language's own rule.
 */
import { inEachLanguage, type Language, languageTable } from './languages';

const nonBreaking = '\u00A0';

const bold = String.raw`\*{0,2}`;

/** A placeholder is taken for a number: most are, and of other values only the last word is held. */
const number = String.raw`(?:\d|\}\})${bold}`;
const initial = String.raw`(?<!\p{L})\p{Lu}\.`;
const surname = String.raw`\p{Lu}\p{Ll}+`;

/** What stands before and behind a space; it is found first, since most signs are none. */
const between = (before: string, behind: string) => `(?<=${before} )(?=${behind})`;

const everywhere = [
  between(number, String.raw`${bold}[\p{L}%]`),
  between(String.raw`\d`, String.raw`\d{3}(?!\d)`),
  between(',', '%'),
  between('№', String.raw`\d|\{\{`),
  between(String.raw`\S`, String.raw`[—–](?:\s|$)`),
  between(initial, `${initial}|${surname}`),
  between(surname, initial),
];

function afterWords(words: string): string {
  const any = words
    .split(' ')
    .map(([first = '', ...rest]) => `[${first}${first.toUpperCase()}]${rest.join('')}`)
    .join('|');
  return between(
    String.raw`(?<![\p{L}\p{N}-])(?:${any})${bold}`,
    String.raw`${bold}(?:[\p{L}\p{N}«„(]|\{\{)`,
  );
}

/** A placeholder is matched first and kept, so that a space in it is never looked at. */
const spaces = (kinds: string[]) => new RegExp(String.raw`(\{\{[^}]*\}\})| (?:${kinds.join('|')})`, 'gu');

const patterns = inEachLanguage((language) => {
  const words = languageTable[language].wordsKeptWithNext;
  return spaces(words ? [...everywhere, afterWords(words)] : everywhere);
});

/** The text with non-breaking spaces; done again, it changes nothing more. */
export const typeset = (text: string, language: Language): string =>
  text.replace(patterns[language], (_match, kept?: string) => kept ?? nonBreaking);
