/** What words a page in: i18next on the server, a small twin of it on the phone. */
import type { Language } from '../definition/types';

type Values = Record<string, unknown>;

/** @param key `namespace:path` @returns the text; a list of texts where `returnObjects` asks for one */
export interface Translate {
  (key: string, values: Values & { returnObjects: true }): string[];
  (key: string, values?: Values): string;
}

export interface Reader {
  t: Translate;
  language: Language;
}
