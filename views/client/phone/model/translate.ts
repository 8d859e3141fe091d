/** The little of i18next that the phone needs: keys with a namespace, values in `{{}}`, plurals, lists. */

import { type Language, languageTable } from '../../../../server/core/text/languages';
import type { Translate } from '../../../../server/core/text/translate';

export interface Reader {
  t: Translate;
  language: Language;
}

export type Namespaces = Record<string, Record<string, unknown>>;

type Values = Record<string, unknown> & { count?: number };

function textAt(namespaces: Namespaces, key: string): unknown {
  const [namespace = '', path = ''] = key.split(':');
  let found: unknown = namespaces[namespace];
  for (const step of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[step];
  return found;
}

/** A missing text shows its key, as on the server. */
export function translator(namespaces: Namespaces, language: Language): Translate {
  const translate = (key: string, values: Values = {}): unknown => {
    const plural = values.count === undefined ? '' : `_${languageTable[language].plural(values.count)}`;
    const found = textAt(namespaces, key + plural) ?? textAt(namespaces, key);
    if (typeof found === 'string')
      return found.replace(/\{\{(\w+)\}\}/g, (kept, name: string) => String(values[name] ?? kept));
    return found ?? values.defaultValue ?? key;
  };
  return translate as Translate;
}

type Group = Record<string, unknown>;

const isGroup = (value: unknown): value is Group => value?.constructor === Object;

const joined = (some: Group, more: Group): Group => {
  const all = { ...some };
  for (const [name, value] of Object.entries(more)) {
    const known = all[name];
    all[name] = isGroup(known) && isGroup(value) ? joined(known, value) : value;
  }
  return all;
};

/** With more of a language's texts; a group may come in pieces. */
export const withTexts = (some: Namespaces, more: Namespaces): Namespaces => joined(some, more) as Namespaces;
