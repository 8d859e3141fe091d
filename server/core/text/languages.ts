/**
 * The languages of the product, in the order in which they are offered; the first is the default. Nothing else names one:
 * whatever there is one of for each language is made from this table, or lies in a file or folder named as it is here.
 */
import { kk } from './languages/kk';
import { ru } from './languages/ru';
import type { LanguageRules } from './languages/rules';

export const languageTable = { kk, ru } satisfies Record<string, LanguageRules>;

export type Language = keyof typeof languageTable;

export const languages = Object.keys(languageTable) as [Language, ...Language[]];

export const [defaultLanguage] = languages;

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** One of each language. */
export const inEachLanguage = <T>(make: (language: Language) => T): Record<Language, T> =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>;
