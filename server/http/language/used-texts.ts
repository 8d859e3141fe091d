/** Which texts of the interface a piece of code says: what the build gives each part of the phone, and no more. */

/** By namespace; what lies in it is a text, a list of texts, or more of the same. */
export type Texts = Record<string, Group>;
interface Group {
  [name: string]: unknown;
}

const literal = /(['"`])([a-z][\w-]*):((?:[\w.-]|\$\{[^}]*\})+)\1/g;
const asked = /\bt\(\s*(['"`])(.*?)\1/gs;

interface Text {
  /** `screening:about.title` */
  key: string;
  value: unknown;
}

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listed(texts: Texts): Text[] {
  const below = (value: unknown, key: string): Text[] =>
    isGroup(value)
      ? Object.entries(value).flatMap(([name, inner]) => below(inner, `${key}.${name}`))
      : [{ key, value }];
  return Object.entries(texts).flatMap(([namespace, group]) =>
    Object.entries(group).flatMap(([name, value]) => below(value, `${namespace}:${name}`)),
  );
}

/** The text in each of its numbers, or all texts of a group; what is computed in a key has no dot. */
const patternOf = (key: string): RegExp => {
  const parts = key.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^.:]+')}(_(one|few|many|other)|\\..+)?$`);
};

/**
 * The keys in a piece of TypeScript or in a view: `screening:about.title`; `screening:about.*Title` where a part is computed.
 * @param file for errors @throws Error for a key that names no text
 */
export function keysIn(source: string, texts: Texts, file: string): string[] {
  const all = listed(texts);
  const starred = (key: string) => key.replace(/\$\{[^}]*\}/g, '*');
  const said = [...source.matchAll(asked)].map(([, , key = '']) => starred(key));
  const named = [...source.matchAll(literal)].filter(([, , namespace = '']) => namespace in texts);
  const keys = new Set([
    ...said,
    ...named.map(([, , namespace, path = '']) => starred(`${namespace}:${path}`)),
  ]);
  for (const key of keys) {
    const pattern = patternOf(key);
    if (!all.some((text) => pattern.test(text.key))) throw new Error(`${file}: no such text: ${key}`);
  }
  return [...keys];
}

/** @param known keys that are left out; those found join them. @returns the texts that the keys name, grouped as they were */
export function textsOf(keys: string[], texts: Texts, known: Set<string>): Texts {
  const patterns = keys.map(patternOf);
  const found: Texts = {};
  for (const { key, value } of listed(texts)) {
    if (known.has(key) || !patterns.some((pattern) => pattern.test(key))) continue;
    known.add(key);
    const [namespace = '', path = ''] = key.split(':');
    const groups = path.split('.');
    const name = groups.pop() as string;
    found[namespace] ??= {};
    let group = found[namespace];
    for (const one of groups) {
      group[one] ??= {};
      group = group[one] as Group;
    }
    group[name] = value;
  }
  return found;
}
