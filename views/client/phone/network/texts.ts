/** The interface's texts, each language and part a file of its own. */
import type { Language } from '../../../../server/core/definition/types';
import { type Namespaces, withTexts } from '../model/translate';

/** The first is enough until the questions; the rest comes while they are answered. */
export type Part = 'first' | 'rest' | 'my';

const files: Record<Language, Record<Part, () => Promise<{ default: Namespaces }>>> = {
  kk: {
    first: () => import('texts:kk/first'),
    rest: () => import('texts:kk/rest'),
    my: () => import('texts:kk/my'),
  },
  ru: {
    first: () => import('texts:ru/first'),
    rest: () => import('texts:ru/rest'),
    my: () => import('texts:ru/my'),
  },
};

const loaded: Record<Language, Namespaces> = { kk: {}, ru: {} };

/** @throws TypeError where a file is neither kept nor to be had */
export async function loadTexts(language: Language, parts: Part[]): Promise<Namespaces> {
  const texts = await Promise.all(parts.map((part) => files[language][part]()));
  for (const { default: more } of texts) loaded[language] = withTexts(loaded[language], more);
  return loaded[language];
}
