/** What the phone fetches ahead for later: the other language, pages to read, what lies behind the code and the danger words, and the way back of what was lost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../../server/config';
import type { Language } from '../../../server/core/definition/types';
import type { Exchange } from './network';

/** @returns whether an exchange serves nothing but later */
export function isPrefetchFor(language: Language): (exchange: Exchange) => boolean {
  const files: Record<string, string[]> = JSON.parse(readFileSync(join(publicFolder, 'phone.json'), 'utf8'));
  const other = language === 'kk' ? 'ru' : 'kk';
  const rare = Object.values(files).flatMap((names) =>
    names.filter((name) => /^(my|recovery|crisis)-/.test(name)),
  );
  const late = [...files[other]!, ...rare].map((name) => `/assets/${name}`);
  const inOther = new RegExp(`/${other}/\\w+\\.json$|language=${other}`);
  return ({ path }) =>
    late.includes(path) || inOther.test(path) || /^\/(about|privacy|guides|api\/danger-words)\b/.test(path);
}
