/** Languages' names in one another, for staff: browsers on phones know no Kazakh ones. */
import { type Language, languageTable } from './languages';

/** 'казахский'; a language's own name for itself where `Intl` does not know the reader's. */
export function languageName(named: Language, reader: Language): string {
  const [tag] = languageTable[reader].tags;
  const isKnown = Intl.DisplayNames.supportedLocalesOf(tag).length > 0;
  const name = isKnown && new Intl.DisplayNames(tag, { type: 'language' }).of(named);
  return name || languageTable[named].name;
}
