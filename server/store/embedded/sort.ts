// Sorting outside an index: documents are reduced to order-preserving keys, sorted in runs and merged, so that no step
// holds the thread for long; with a limit only the best are kept.
import { compareValues } from './compare';
import { badValue, MongoError } from './errors';
import { encodeField } from './index-key';
import { isNumeric, toDouble } from './numbers';
import { keyValues } from './paths';
import type { SortSpec } from './planner';
import { type Pausing, pause } from './scan';
import { type Doc, isDocument } from './values';

const runLength = 4096;
const maxKeptForLimit = 10_000;
/** MongoDB's own limit for a sort in memory. */
const maxSortBytes = 100 * 1024 * 1024;
const entryOverheadBytes = 64;

export function parseSort(sort: unknown): SortSpec {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new MongoError(14, 'Expected field sort to be of type object');
  return Object.entries(sort).map(([path, direction]) => {
    if (isDocument(direction) && '$meta' in direction)
      throw badValue('$meta sort is not supported by this store');
    const number = isNumeric(direction) ? toDouble(direction) : Number.NaN;
    if (number !== 1 && number !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [path, number];
  });
}

/** Arrays count by their lowest element upwards, by their highest downwards. */
export function sortKey(doc: Doc, sort: SortSpec): Buffer {
  const fields = sort.map(([path, direction]) => {
    const { values } = keyValues(doc, path);
    let best = values[0];
    for (const value of values) if (compareValues(value, best) * direction < 0) best = value;
    return encodeField(best, direction);
  });
  return fields.length === 1 ? fields[0]! : Buffer.concat(fields);
}

interface Entry<T> {
  key: Buffer;
  order: number;
  item: T;
}

const byKey = <T>(a: Entry<T>, b: Entry<T>) => Buffer.compare(a.key, b.key) || a.order - b.order;

/** Sorted items; equal ones keep their order. `sizeOf` counts what an item holds in memory, in bytes. */
export function* sorted<T>(
  items: Iterable<T | typeof pause>,
  keyOf: (item: T) => Buffer,
  { limit, sizeOf = () => 0 }: { limit: number; sizeOf?: (item: T) => number },
): Pausing<T> {
  const runs: Entry<T>[][] = [];
  let run: Entry<T>[] = [];
  let order = 0;
  let bytes = 0;
  const isLimited = limit <= maxKeptForLimit;
  const fullRun = isLimited ? Math.max(2 * limit, 64) : runLength;
  for (const item of items) {
    if (item === pause) {
      yield pause;
      continue;
    }
    const key = keyOf(item as T);
    bytes += key.length + sizeOf(item as T) + entryOverheadBytes;
    if (!isLimited && bytes > maxSortBytes)
      throw new MongoError(292, 'Sort exceeded memory limit of 104857600 bytes; add an index or a limit');
    run.push({ key, order: order++, item: item as T });
    if (run.length < fullRun) continue;
    run.sort(byKey);
    if (isLimited) run.length = limit;
    else {
      runs.push(run);
      run = [];
    }
    yield pause;
  }
  run.sort(byKey);
  runs.push(run);
  let left = limit;
  for (const entry of merged(runs)) {
    if (entry === pause) yield pause;
    else if (left-- > 0) yield entry.item;
    else return;
  }
}

/** Pairs of runs are merged lazily, like a tournament. */
function merged<T>(runs: Entry<T>[][]): Iterable<Entry<T> | typeof pause> {
  let level: Iterable<Entry<T>>[] = runs;
  while (level.length > 1) {
    const next: Iterable<Entry<T>>[] = [];
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? mergeTwo(level[i]!, level[i + 1]!) : level[i]!);
    level = next;
  }
  return withPauses(level[0]!);
}

function* mergeTwo<T>(a: Iterable<Entry<T>>, b: Iterable<Entry<T>>): Generator<Entry<T>> {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  let x = left.next();
  let y = right.next();
  while (!x.done || !y.done) {
    if (y.done || (!x.done && byKey(x.value, y.value) <= 0)) {
      yield (x as IteratorYieldResult<Entry<T>>).value;
      x = left.next();
    } else {
      yield y.value;
      y = right.next();
    }
  }
}

function* withPauses<T>(items: Iterable<T>): Pausing<T> {
  let count = 0;
  for (const item of items) {
    yield item;
    if (++count % 512 === 0) yield pause;
  }
}
