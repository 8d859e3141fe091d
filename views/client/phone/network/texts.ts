/** The interface's texts, each language and part a file of its own; see scripts/browser-texts.mjs. */
import files from 'texts:files';
import type { Language } from '../../../../server/core/text/languages';
import { type Namespaces, withTexts } from '../model/translate';

/** The first is enough until the questions; the rest comes while they are answered. */
export type Part = 'first' | 'rest' | 'my';

const loaded: Partial<Record<Language, Namespaces>> = {};

/** @throws TypeError where a file is neither kept nor to be had */
export async function loadTexts(language: Language, parts: Part[]): Promise<Namespaces> {
  const texts = await Promise.all(parts.map((part) => files[language][part]()));
  const all = texts.reduce((some, more) => withTexts(some, more.default), loaded[language] ?? {});
  loaded[language] = all;
  return all;
}
