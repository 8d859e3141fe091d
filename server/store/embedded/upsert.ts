// The document an upsert starts from: the fields the filter holds to one value.
import { ObjectId } from 'bson';
import { rank, rankOf } from './compare';
import { MongoError } from './errors';
import { isOperatorDocument } from './matcher';
import { setAt, splitPath, valueAt } from './paths';
import { isReplacement } from './update';
import type { Updater } from './updater';
import type { Doc } from './values';

function equalities(filter: Doc, found: [string, unknown][] = []): [string, unknown][] {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) for (const clause of value) equalities(clause, found);
    else if (key === '$or' && Array.isArray(value) && value.length === 1) equalities(value[0], found);
    else if (key.startsWith('$')) continue;
    else if (!isOperatorDocument(value)) {
      if (rankOf(value) !== rank.regex) found.push([key, value]);
    } else if ('$eq' in value) found.push([key, value.$eq]);
    else if (Array.isArray(value.$in) && value.$in.length === 1 && rankOf(value.$in[0]) !== rank.regex)
      found.push([key, value.$in[0]]);
    else if (Array.isArray(value.$all) && value.$all.length === 1) found.push([key, value.$all[0]]);
  }
  return found;
}

export function upsertedDocument(filter: Doc, update: unknown, updater: Updater): Doc {
  const base: Doc = {};
  for (const [path, value] of equalities(filter)) {
    if (isReplacement(update) && path !== '_id') continue;
    const parts = splitPath(path);
    if (valueAt(base, parts) !== undefined)
      throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    setAt(base, parts, value);
  }
  const doc = updater(base, { isInsert: true, filter });
  const { _id, ...rest } = doc;
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}
