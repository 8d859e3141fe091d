import { defined } from '../../core/defined';
import { defaultLanguage, inEachLanguage, type Language } from '../../core/text/languages';

/** What stands at the same place in every language, place by place. */
export function placeByPlace<T>(lists: Record<Language, readonly T[]>): Record<Language, T>[] {
  return lists[defaultLanguage].map((_, place) =>
    inEachLanguage((language) => defined(lists[language][place], `the same place in ${language}`)),
  );
}
