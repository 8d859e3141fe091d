/** Which words neither the dictionary nor the project's list knows. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '../../../server/core/definition/types';
import { projectRoot } from '../core/support';
import { stemsOf } from './kazakh-stems';

const dictionaries: Record<Language, string> = { kk: 'kk_KZ', ru: 'ru_RU' };

/** null where hunspell or the dictionary is not installed. */
function unknownToDictionary(language: Language, words: string[]): Set<string> | null {
  const { status, stdout } = spawnSync('hunspell', ['-d', dictionaries[language], '-i', 'utf-8', '-l'], {
    input: `${words.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 2 ** 26,
  });
  return status === 0 ? new Set(stdout.split('\n')) : null;
}

export const isInstalled = (language: Language): boolean => unknownToDictionary(language, []) !== null;

const folder = join(projectRoot, 'questionnaires', 'self-diagnosis', 'v1', 'spelling');

export interface WordList {
  /** In lower case. */
  words: Set<string>;
  /** Words before the first comment, which say nowhere why they are there. */
  unexplained: string[];
}

const readList = (language: Language): WordList => {
  const lines = readFileSync(join(folder, `${language}.txt`), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isComment = (line: string) => line.startsWith('#');
  const firstComment = lines.findIndex(isComment);
  return {
    words: new Set(lines.filter((line) => !isComment(line)).map((line) => line.toLowerCase())),
    unexplained: firstComment < 0 ? lines : lines.slice(0, firstComment),
  };
};

export const wordLists = Object.fromEntries(
  languages.map((language) => [language, readList(language)]),
) as Record<Language, WordList>;

/** An ending after a number, a sign, a placeholder, an abbreviation or a Latin word: 112-ге, 95 %-ный, ҰБТ-дан, eGov-та. */
const attachedEnding = /(?<=[\d%}\p{Lu}\p{Script=Latin}])-\p{Ll}{1,4}(?!\p{L})/gu;

/** Words as they stand, hyphens included; each once. */
export const spelledWords = (text: string): string[] => [
  ...new Set(
    text
      .replace(attachedEnding, ' ')
      .replace(/\{\{[^}]*\}\}/g, ' ')
      .match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu),
  ),
];

export interface Spelling {
  /** Words that neither the dictionary nor the list knows, nor the stem of. */
  unknown: Set<string>;
  /** Words of the list that stand in none of the words. */
  unused: string[];
}

/** @throws Error where the dictionary is not installed. */
export function checkSpelling(
  language: Language,
  words: string[],
  list = wordLists[language].words,
): Spelling {
  const parts = [...new Set(words.flatMap((word) => word.split('-')))];
  const unknownParts = unknownToDictionary(language, parts);
  if (!unknownParts) throw new Error(`hunspell has no dictionary ${dictionaries[language]}`);
  const hasStems = (part: string) => language === 'kk' && unknownParts.has(part);
  const stems = new Map(parts.filter(hasStems).map((part) => [part, stemsOf(part.toLowerCase())]));
  const unknownStems = unknownToDictionary(language, [...new Set([...stems.values()].flat())])!;

  const isListed = (forms: string[]): boolean => forms.some((form) => list.has(form));
  const isKnownPart = (part: string): boolean => {
    const own = stems.get(part) ?? [];
    if (!unknownParts.has(part) || own.some((stem) => !unknownStems.has(stem))) return true;
    return isListed([part.toLowerCase(), ...own]);
  };
  const isKnown = (word: string) =>
    word.split('-').every(isKnownPart) || (word.includes('-') && isListed([word.toLowerCase()]));
  return {
    unknown: new Set(words.filter((word) => !isKnown(word))),
    unused: unusedIn(list, language, words),
  };
}

/** Whatever the dictionary knows by itself, since dictionaries grow. */
function unusedIn(list: Set<string>, language: Language, words: string[]): string[] {
  const forms = new Set(
    words
      .flatMap((word) => [word, ...word.split('-')])
      .map((word) => word.toLowerCase())
      .flatMap((word) => (language === 'kk' ? [word, ...stemsOf(word)] : [word])),
  );
  return [...list].filter((word) => !forms.has(word));
}
