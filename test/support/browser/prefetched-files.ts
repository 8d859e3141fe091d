/** What the phone fetches ahead for later: the other language, pages to read, what lies behind the code, the start page, what follows the result, comparisons and danger words, and the way back of what was lost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../../server/config';
import type { Language } from '../../../server/core/definition/types';
import type { Exchange } from './network';

const isRareName = (name: string) => /^(my|comparing|other-pages|recovery|crisis)-/.test(name);

/** What a built file imports as it is loaded. */
const importsOf = (name: string): string[] =>
  name.endsWith('.js')
    ? [
        ...readFileSync(join(publicFolder, 'assets', name), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g),
      ].map(([, path]) => path as string)
    : [];

/** The files that come late, with what only they need. */
function rareAmong(names: string[]): string[] {
  const others = names.filter((name) => !isRareName(name));
  const isNeeded = (name: string) => others.some((other) => importsOf(other).includes(name));
  const withThem = names.filter(isRareName).flatMap(importsOf);
  return names.filter((name) => isRareName(name) || (withThem.includes(name) && !isNeeded(name)));
}

/** @returns whether an exchange serves nothing but later */
export function isPrefetchFor(language: Language): (exchange: Exchange) => boolean {
  const { every, ofLanguage } = JSON.parse(readFileSync(join(publicFolder, 'phone.json'), 'utf8'));
  const other = language === 'kk' ? 'ru' : 'kk';
  const rare = rareAmong([...every, ...Object.values<string[]>(ofLanguage).flat()]);
  const late = [...ofLanguage[other], ...rare].map((name) => `/assets/${name}`);
  const inOther = new RegExp(`/${other}/\\w+\\.json$|language=${other}`);
  return ({ path }) =>
    late.includes(path) || inOther.test(path) || /^\/(about|privacy|guides|api\/danger-words)\b/.test(path);
}
