// LMDB with group commit: everything that waits to be written goes into one transaction, and each writer is answered
// only when that transaction is on disk. Commits do not wait for the flush of the one before.
import { open, type RootDatabase } from 'lmdb';
import { MongoError } from './errors';

/** LMDB's flags: abortable, committed when the call returns, flushed to disk in the background (`flushed`). */
const committedThenFlushed = 0x10003;

interface Waiting {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

type Outcome = { value: unknown } | { error: unknown };

export interface Range {
  start: Buffer;
  end: Buffer;
  reverse?: boolean;
  limit: number;
}

export class Storage {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private waiting: Waiting[] = [];
  private scheduled = false;
  private readonly pendingFlushes = new Set<Promise<unknown>>();
  /** Called inside each transaction after the writers ran, to write what is kept per transaction (counts). */
  beforeCommit: () => void = () => {};
  /** Called when a transaction was given up: whatever memory knows of it must be read again. */
  afterAbort: () => void = () => {};

  constructor(folder: string) {
    this.db = open<Buffer, Buffer>({
      path: folder,
      noSubdir: false,
      encoding: 'binary',
      keyEncoding: 'binary',
      cache: false,
      maxReaders: 64,
    });
    this.db.readerCheck();
  }

  get(key: Buffer): Buffer | undefined {
    return this.db.get(key);
  }

  /** Only inside `write`. */
  put(key: Buffer, value: Buffer): void {
    this.db.putSync(key, value);
  }

  /** Only inside `write`. */
  remove(key: Buffer): void {
    this.db.removeSync(key);
  }

  /** At most `limit` entries with start <= key < end (in reverse: from the end down). No snapshot outlives the call. */
  entries({ start, end, reverse = false, limit }: Range): { key: Buffer; value: Buffer }[] {
    const range = reverse
      ? { start: end, end: start, exclusiveStart: true, inclusiveEnd: true, reverse }
      : { start, end };
    return Array.from(this.db.getRange({ ...range, limit }));
  }

  keys({ start, end, limit }: Range): Buffer[] {
    return Array.from(this.db.getKeys({ start, end, limit }));
  }

  /** Runs `run` in the next group; resolves when its transaction is on disk. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve: resolve as (value: never) => void, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.commitGroup());
    });
  }

  /** One transaction at once, for opening the folder. */
  writeNow<T>(run: () => T): T {
    return this.db.transactionSync(run);
  }

  private commitGroup(): void {
    this.scheduled = false;
    const group = this.waiting;
    this.waiting = [];
    if (group.length === 0) return;
    try {
      this.commit(group);
    } catch {
      // A writer failed half-way, so nothing of the group was kept: each one again, alone, so that only it fails.
      this.afterAbort();
      for (const writer of group) {
        try {
          this.commit([writer]);
        } catch (error) {
          this.afterAbort();
          writer.reject(error);
        }
      }
    }
  }

  /** Writers refuse with MongoError before they write; any other error abandons the whole transaction. */
  private commit(group: Waiting[]): void {
    const outcomes = this.db.transactionSync(() => {
      const results = group.map(({ run }): Outcome => {
        try {
          return { value: run() };
        } catch (error) {
          if (error instanceof MongoError) return { error };
          throw error;
        }
      });
      this.beforeCommit();
      return results;
    }, committedThenFlushed as never);
    const flushed = Promise.resolve(this.db.flushed).then(
      () => {
        this.pendingFlushes.delete(flushed);
        group.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index]!;
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.value as never);
        });
      },
      (error) => {
        this.pendingFlushes.delete(flushed);
        for (const { reject } of group) reject(error);
      },
    );
    this.pendingFlushes.add(flushed);
  }

  async close(): Promise<void> {
    while (this.waiting.length || this.pendingFlushes.size) {
      if (this.waiting.length) this.commitGroup();
      await Promise.all(this.pendingFlushes);
    }
    // LMDB starts an empty write after the last flush; closing in the same turn would meet it.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await this.db.close();
  }
}
