// Open cursors: a generator each, read batch by batch. Idle ones are dropped after ten minutes, as in MongoDB.
import { MongoError } from './errors';
import { drain, type Pausing } from './scan';
import { type Doc, encode } from './values';

const defaultFirstBatch = 101;
/** Room for the rest of the reply below the 48 MB of a message; MongoDB's own batches are 16 MB. */
const maxBatchBytes = 16 * 1024 * 1024 - 64 * 1024;
const idleMs = 10 * 60_000;

export type Documents = Pausing<Buffer | Doc>;

interface Cursor {
  id: bigint;
  namespace: string;
  /** One iteration over `source` that survives a stop in the middle. */
  source: Documents;
  /** Read from the source, but did not fit into the last batch. */
  carried: Buffer | null;
  lastUsedMs: number;
  isBusy: boolean;
}

export interface Batch {
  id: bigint;
  namespace: string;
  documents: Buffer[];
}

export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private lastId = BigInt(Date.now()) << 20n;

  async start(
    namespace: string,
    source: Documents,
    { batchSize = defaultFirstBatch, isSingle = false },
  ): Promise<Batch> {
    const cursor = {
      id: ++this.lastId,
      namespace,
      source,
      carried: null,
      lastUsedMs: Date.now(),
      isBusy: true,
    };
    const { documents, isDone } = await nextBatch(cursor, batchSize);
    cursor.isBusy = false;
    if (isDone || isSingle) {
      source.return();
      return { id: 0n, namespace, documents };
    }
    this.open.set(cursor.id, cursor);
    return { id: cursor.id, namespace, documents };
  }

  async more(id: bigint, namespace: string, batchSize: number): Promise<Batch> {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace`,
      );
    if (cursor.isBusy) throw new MongoError(12051, `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    cursor.lastUsedMs = Date.now();
    try {
      const { documents, isDone } = await nextBatch(cursor, batchSize || Number.POSITIVE_INFINITY);
      if (isDone) this.open.delete(id);
      return { id: isDone ? 0n : id, namespace, documents };
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

  dropIdle(nowMs: number): void {
    for (const [id, cursor] of this.open)
      if (!cursor.isBusy && nowMs - cursor.lastUsedMs > idleMs) this.open.delete(id);
  }

  get count(): number {
    return this.open.size;
  }
}

async function nextBatch(cursor: Cursor, size: number): Promise<{ documents: Buffer[]; isDone: boolean }> {
  const documents: Buffer[] = [];
  let bytes = 0;
  if (size === 0) return { documents, isDone: false };
  if (cursor.carried) {
    documents.push(cursor.carried);
    bytes = cursor.carried.length;
    cursor.carried = null;
    if (documents.length >= size) return { documents, isDone: false };
  }
  let isFull = false;
  await drain(unfinished(cursor.source), (item) => {
    const document = Buffer.isBuffer(item) ? item : encode(item);
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
