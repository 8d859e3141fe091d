import { type Language, languages, languageTable } from './languages';

/** What a reader chooses from. */
export interface LanguageChoice {
  language: Language;
  name: string;
  short: string;
}

export const languageChoices: readonly LanguageChoice[] = languages.map((language) => {
  const { name, short } = languageTable[language];
  return { language, name, short };
});
