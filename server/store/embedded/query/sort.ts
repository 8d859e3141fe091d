// Sorting outside an index: documents are reduced to order-preserving keys; with a limit only the best are kept.

import { pickFields, topLevel } from '../bson/fields';
import { compareValues, encodeValue } from '../bson/index-key';
import { isNumeric, toDouble } from '../bson/numbers';
import { keyValues } from '../bson/paths';
import { type Doc, decode, isDocument } from '../bson/values';
import { badValue, MongoError } from '../errors';
import type { SortSpec } from './planner';
import { type Found, type Pausing, pause } from './scan';

/** MongoDB's own limit for a sort in memory. */
const maxSortBytes = 100 * 1024 * 1024;
const entryOverheadBytes = 64;
/** Kept beyond the limit before the worst are dropped. */
const slack = 1000;

export function parseSort(sort: Doc): SortSpec {
  return Object.entries(sort).map(([path, direction]) => {
    if (path.startsWith('$')) throw badValue(`FieldPath field names may not start with '$'.`);
    if (isDocument(direction)) throw badValue(`Illegal key in $sort specification: ${path}`);
    const number = isNumeric(direction) ? toDouble(direction) : Number.NaN;
    if (number !== 1 && number !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [path, number];
  });
}

/** Arrays count by their lowest element upwards, by their highest downwards. */
function sortKey(doc: Doc, sort: SortSpec): Buffer {
  return Buffer.concat(
    sort.map(([path, direction]) => {
      const best = keyValues(doc, path).values.reduce((a, b) =>
        compareValues(b, a) * direction < 0 ? b : a,
      );
      return encodeValue(best, direction);
    }),
  );
}

interface Entry {
  key: Buffer;
  recordId: number;
}

/** Record ids in order; equal ones in the order in which they came. */
export function* sortedIds(found: Pausing<Found>, sort: SortSpec, limit: number): Pausing<number> {
  const byKey = (a: Entry, b: Entry) => Buffer.compare(a.key, b.key);
  const fields = new Set(sort.map(([path]) => topLevel(path)));
  let entries: Entry[] = [];
  let bytes = 0;
  for (const item of found) {
    if (item === pause) {
      yield pause;
      continue;
    }
    const key = sortKey(decode(pickFields(item.bytes, fields)), sort);
    entries.push({ key, recordId: item.recordId });
    bytes += key.length + entryOverheadBytes;
    if (entries.length >= limit + slack) {
      entries = entries.sort(byKey).slice(0, limit);
      bytes = entries.reduce((sum, entry) => sum + entry.key.length + entryOverheadBytes, 0);
    }
    if (bytes > maxSortBytes)
      throw new MongoError(
        292,
        `Sort exceeded memory limit of ${maxSortBytes} bytes; add an index or a limit`,
      );
  }
  for (const { recordId } of entries.sort(byKey).slice(0, limit)) yield recordId;
}
