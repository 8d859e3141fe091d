// The document an upsert starts from: the fields the filter holds to one value.

import { setAt, splitPath, valueAt } from '../bson/paths';
import type { Doc } from '../bson/values';
import { MongoError } from '../errors';
import { isOperatorDocument } from '../query/matcher';
import { comparePaths, type Updater } from './update';

function equalities(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, value]): [string, unknown][] => {
    if (key === '$and' || (key === '$or' && value.length === 1)) return value.flatMap(equalities);
    if (key.startsWith('$')) return [];
    if (!isOperatorDocument(value)) return [[key, value]];
    return value.$in?.length === 1 ? [[key, value.$in[0]]] : [];
  });
}

export function upsertedDocument(filter: Doc, { isReplacement, apply }: Updater): Doc {
  const base: Doc = {};
  // In the order of paths, in which MongoDB makes the fields.
  for (const [path, value] of equalities(filter).sort(([a], [b]) => comparePaths(a, b))) {
    if (isReplacement && path !== '_id') continue;
    const parts = splitPath(path);
    if (valueAt(base, parts) !== undefined)
      throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    setAt(base, parts, value);
  }
  return apply(base, { isInsert: true });
}
