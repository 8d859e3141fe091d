// Open cursors: a generator each, read batch by batch. Idle ones are dropped after ten minutes, as in MongoDB.
import { randomBytes } from 'node:crypto';
import { MongoError } from '../errors';
import { drain, type Pausing } from './scan';

const defaultFirstBatch = 101;
/** Room for the rest of the reply below the 48 MB of a message; MongoDB's own batches are 16 MB. */
const maxBatchBytes = 16 * 1024 * 1024 - 64 * 1024;
const idleMs = 10 * 60_000;

export type Documents = Pausing<Buffer>;

/** Of a collection that is not there. */
export function* none(): Documents {}

interface Cursor {
  namespace: string;
  /** One iteration over `source` that survives a stop in the middle. */
  source: Documents;
  /** Read from the source, but did not fit into the last batch. */
  carried: Buffer | null;
  /** By the clock that nobody can set. */
  lastUsedMs: number;
  isBusy: boolean;
}

export interface Batch {
  /** Zero when there is no more. */
  id: bigint;
  documents: Buffer[];
}

const newId = (): bigint => (randomBytes(8).readBigUInt64BE() >> 1n) | 1n;

export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  async start(
    namespace: string,
    source: Documents,
    { batchSize = defaultFirstBatch, isSingle = false },
  ): Promise<Batch> {
    const cursor = { namespace, source, carried: null, lastUsedMs: performance.now(), isBusy: false };
    const { documents, isDone } = await nextBatch(cursor, batchSize);
    if (isDone || isSingle) return { id: 0n, documents };
    const id = newId();
    this.open.set(id, cursor);
    return { id, documents };
  }

  async more(id: bigint, namespace: string, batchSize = Number.POSITIVE_INFINITY): Promise<Batch> {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace`,
      );
    if (cursor.isBusy) throw new MongoError(143, `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    cursor.lastUsedMs = performance.now();
    try {
      const { documents, isDone } = await nextBatch(cursor, batchSize);
      if (isDone) this.open.delete(id);
      return { id: isDone ? 0n : id, documents };
    } catch (error) {
      this.open.delete(id);
      throw error;
    } finally {
      cursor.isBusy = false;
    }
  }

  /** True when there was such a cursor. */
  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  dropIdle(): void {
    const before = performance.now() - idleMs;
    for (const [id, cursor] of this.open)
      if (!cursor.isBusy && cursor.lastUsedMs < before) this.open.delete(id);
  }
}

async function nextBatch(cursor: Cursor, size: number): Promise<{ documents: Buffer[]; isDone: boolean }> {
  const documents = cursor.carried ? [cursor.carried] : [];
  let bytes = cursor.carried?.length ?? 0;
  cursor.carried = null;
  let isFull = documents.length >= size;
  if (isFull) return { documents, isDone: false };
  await drain(unfinished(cursor.source), (document) => {
    if (bytes + document.length > maxBatchBytes && documents.length > 0) {
      cursor.carried = document;
      isFull = true;
      return false;
    }
    documents.push(document);
    bytes += document.length;
    isFull = documents.length >= size;
    return !isFull;
  });
  return { documents, isDone: !isFull };
}

/** Iterating by hand, since leaving a `for … of` early would close the generator. */
function unfinished<T>(source: Generator<T, void, undefined>): Iterable<T> {
  return { [Symbol.iterator]: () => ({ next: () => source.next() }) };
}
