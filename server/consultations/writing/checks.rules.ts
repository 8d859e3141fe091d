/**
 * What is looked at before a letter goes out. An error refuses it, a hint asks whether it shall go all the same. Pure; in
 * which words a fault is told stands in `faults.view.ts`.
 */
import type { ForbiddenWord } from '../../core/feedback/text-content';
import { helpLines } from '../../core/pages/help-lines';
import type { Language } from '../../core/text/languages';
import { forbiddenIn, longSentences, longWords, mixedAlphabets, wordCount } from '../../core/text/prose';
import { type LanguageSigns, spokenIn } from './language-signs.rules';
import { isSameParagraph, paragraphsOf } from './paragraphs.rules';

export type LetterFault =
  | { kind: 'error'; code: 'asGenerated' | 'noHelpLine' }
  | { kind: 'error'; code: 'otherLanguage'; spoken: Language }
  | { kind: 'error'; code: 'placeholder' | 'forbidden'; word: string }
  | { kind: 'hint'; code: 'long'; words: number }
  | { kind: 'hint'; code: 'noHelpLineAgain' }
  | { kind: 'hint'; code: 'longSentence' | 'repeated' | 'partInOtherLanguage'; beginning: string }
  | { kind: 'hint'; code: 'longWord' | 'mixedAlphabets'; word: string };

export interface LetterFacts {
  /** As the letter declares. */
  language: Language;
  signs: Record<Language, LanguageSigns>;
  forbidden: readonly ForbiddenWord[];
  /** Of a case with a flag or danger words; `first` where no letter has answered them yet. */
  danger: 'first' | 'answered' | 'none';
  /** What the page put into the letter or offered for it. */
  offered: readonly string[];
  /** What the student read with the result. */
  alreadyRead: readonly string[];
}

/** What takes about four minutes to read: at school one reads some 150 words in one. */
export const mostWords = 600;
/** The library's texts keep to fifteen; somebody who writes to one person may be less strict. */
export const mostSentenceWords = 25;
/** In signs; the longest forms of both languages stay below it. */
const longestWord = 40;
/** A line of fewer words, such as a greeting, says nothing of one's own. */
const fewestOwnWords = 3;
/** Of each kind; more would be read by nobody. */
const mostTold = 3;

/** `{{имя}}`, `{name}`, `[ВСТАВИТЬ …]`, `<имя>`, `%имя%`, `___` and a row of dots to fill in: out of a template. */
const placeholder =
  /\{\{?[^{}\n]*\}?\}|\[[^[\]\n]*\p{L}[^[\]\n]*\]|<[\p{Script=Cyrillic} ]+>|%[\p{L}_]+%|_{3,}|\.{5,}|…{2,}/gu;

const helpNumber = new RegExp(`(?<!\\d)(?:${helpLines.map(({ number }) => number).join('|')})(?!\\d)`);

export function letterFaults(text: string, facts: LetterFacts): LetterFault[] {
  return [...errorsOf(text, facts), ...hintsOf(text, facts)];
}

export const isRefused = (faults: readonly LetterFault[]): boolean =>
  faults.some(({ kind }) => kind === 'error');

function errorsOf(text: string, { language, signs, forbidden, danger, offered }: LetterFacts): LetterFault[] {
  const spoken = spokenIn(text, signs);
  const words = (code: 'placeholder' | 'forbidden', found: string[]) =>
    some(found).map((word): LetterFault => ({ kind: 'error', code, word }));
  return [
    ...(spoken && spoken !== language ? [{ kind: 'error', code: 'otherLanguage', spoken } as const] : []),
    ...words('placeholder', text.match(placeholder) ?? []),
    ...words('forbidden', forbiddenIn(text, forbidden)),
    ...(danger === 'first' && !helpNumber.test(text) ? [{ kind: 'error', code: 'noHelpLine' } as const] : []),
    ...(isAsGenerated(text, offered) ? [{ kind: 'error', code: 'asGenerated' } as const] : []),
  ];
}

function hintsOf(text: string, { language, signs, danger, alreadyRead }: LetterFacts): LetterFault[] {
  const words = wordCount(text);
  const isWholeOther = (spokenIn(text, signs) ?? language) !== language;
  const isOther = (paragraph: string) => (spokenIn(paragraph, signs) ?? language) !== language;
  const paragraphs = paragraphsOf(text);
  const isRead = (paragraph: string) =>
    wordCount(paragraph) > fewestOwnWords && alreadyRead.some((read) => isSameParagraph(read, paragraph));
  const beginnings = (code: 'longSentence' | 'repeated' | 'partInOtherLanguage', found: string[]) =>
    some(found).map((one): LetterFault => ({ kind: 'hint', code, beginning: beginningOf(one) }));
  const single = (code: 'longWord' | 'mixedAlphabets', found: string[]) =>
    some(found).map((word): LetterFault => ({ kind: 'hint', code, word: word.slice(0, longestWord) }));
  return [
    ...(danger === 'answered' && !helpNumber.test(text)
      ? [{ kind: 'hint', code: 'noHelpLineAgain' } as const]
      : []),
    ...(words > mostWords ? [{ kind: 'hint', code: 'long', words } as const] : []),
    ...beginnings('repeated', paragraphs.filter(isRead)),
    ...beginnings('partInOtherLanguage', isWholeOther ? [] : paragraphs.filter(isOther)),
    ...beginnings('longSentence', longSentences(text, mostSentenceWords)),
    ...single('longWord', longWords(text, longestWord)),
    ...single('mixedAlphabets', mixedAlphabets(text)),
  ];
}

/** Nothing in it is the writer's own: all but a line or two of it is what the page offered. */
function isAsGenerated(text: string, offered: readonly string[]): boolean {
  const generated = offered.flatMap(paragraphsOf);
  const isOffered = (paragraph: string) => generated.some((one) => isSameParagraph(one, paragraph));
  const others = paragraphsOf(text).filter((paragraph) => !isOffered(paragraph));
  const hasOwn = others.some((paragraph) => wordCount(paragraph) >= fewestOwnWords);
  return !hasOwn && others.length < paragraphsOf(text).length;
}

const some = (found: readonly string[]): string[] => [...new Set(found)].slice(0, mostTold);

const beginningOf = (text: string): string => {
  const words = text.split(/\s+/);
  return words.length > 8 ? `${words.slice(0, 8).join(' ')}…` : text;
};
