// Walks a plan in small batches. Between batches it yields `pause`, where an asynchronous reader lets others in; a
// position is a key, not an open snapshot, so that a forgotten cursor costs nothing and the file does not grow.

import { pickFields } from '../bson/fields';
import { type Doc, decode } from '../bson/values';
import type { Collection } from '../storage/collection';
import { afterKey, recordIdOf, recordIdOfKey } from '../storage/keys';
import type { Predicate } from './matcher';
import type { Interval, Plan } from './planner';

export const pause = Symbol('pause');
export type Pausing<T> = Generator<T | typeof pause, void, undefined>;

/** A record that matched. The whole document is decoded when it is first asked for. */
export class Found {
  private decoded: Doc | undefined;

  constructor(
    readonly recordId: number,
    readonly bytes: Buffer,
  ) {}

  get doc(): Doc {
    this.decoded ??= decode(this.bytes);
    return this.decoded;
  }
}

const firstBatch = 16;
const largestBatch = 256;

/** Documents of the plan that pass the predicate, each once. `fields`: what the predicate looks at. */
export function* scan(
  collection: Collection,
  plan: Plan,
  accepts: Predicate,
  fields: ReadonlySet<string>,
): Pausing<Found> {
  const branches = plan.branches ?? [plan];
  const needsDistinct = branches.length > 1 || branches.some(({ index }) => index?.definition.isMultikey);
  const seen = needsDistinct ? new Set<number>() : null;
  for (const branch of branches) {
    for (const item of records(collection, branch)) {
      if (item === pause) {
        yield pause;
        continue;
      }
      if (seen?.has(item.recordId)) continue;
      if (fields.size > 0 && !accepts(decode(pickFields(item.bytes, fields)))) continue;
      seen?.add(item.recordId);
      yield item;
    }
  }
}

function* records(collection: Collection, { index, intervals, reverse }: Plan): Pausing<Found> {
  const ordered = reverse ? [...intervals].reverse() : intervals;
  let limit = firstBatch;
  for (const interval of ordered) {
    let { start, end }: Interval = interval;
    for (;;) {
      const { entries, isEnd } = collection.entries({ start, end, reverse, limit });
      for (const { key, value } of entries) {
        const recordId = index ? recordIdOf(value) : recordIdOfKey(key);
        const bytes = index ? collection.read(recordId) : value;
        if (bytes) yield new Found(recordId, bytes);
      }
      const last = entries.at(-1);
      if (isEnd || !last) break;
      if (reverse) end = last.key;
      else start = afterKey(last.key);
      limit = Math.min(limit * 2, largestBatch);
      yield pause;
    }
  }
}

/** Reads a generator to its end at once, for use inside a write. */
export function* withoutPauses<T>(items: Iterable<T | typeof pause>): Generator<T, void, undefined> {
  for (const item of items) if (item !== pause) yield item as T;
}

const sliceMs = 8;

/** Reads a generator without holding the thread longer than a slice. Stops where `visit` returns false. */
export async function drain<T>(
  items: Iterable<T | typeof pause>,
  visit: (item: T) => boolean | undefined,
): Promise<void> {
  let sliceStart = performance.now();
  for (const item of items) {
    if (item !== pause) {
      if (visit(item as T) === false) return;
      continue;
    }
    if (performance.now() - sliceStart < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    sliceStart = performance.now();
  }
}
