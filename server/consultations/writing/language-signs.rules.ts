/** In which language somebody wrote, by the words that stand in every text of it and the letters that only it has. Pure. */
import { type Language, languages } from '../../core/text/languages';
import { wordsOf } from '../../core/text/prose';

export interface LanguageSigns {
  /** In lower case. */
  words: readonly string[];
  /** In lower case; none where it has no letter that the others lack. */
  letters: string;
}

/** Of a few words nobody can tell. */
const fewestSigns = 3;
/** So much more often than those of any other language: a name or a quotation decides nothing. */
const clearly = 2;

const withoutPunctuation = (word: string): string => word.toLowerCase().replace(/[^\p{L}]+/gu, '');

/** @returns null where it is not clear */
export function spokenIn(text: string, signs: Record<Language, LanguageSigns>): Language | null {
  const words = wordsOf(text).map(withoutPunctuation);
  const counted = languages.map((language) => ({ language, count: countOf(words, signs[language]) }));
  const [most, next] = counted.sort((one, other) => other.count - one.count);
  if (!most || most.count < fewestSigns) return null;
  return most.count > clearly * (next?.count ?? 0) ? most.language : null;
}

const countOf = (words: string[], { words: common, letters }: LanguageSigns): number =>
  words.filter((word) => common.includes(word) || [...letters].some((letter) => word.includes(letter)))
    .length;
