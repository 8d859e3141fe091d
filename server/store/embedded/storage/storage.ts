// LMDB with group commit: everything that waits to be written goes into one transaction. A commit is visible at once and
// flushed to disk in the background, together with those before it; whoever acknowledges a write to a client first
// awaits `durable`.
import { open, type RootDatabase } from 'lmdb';
import { MongoError } from '../errors';

/** LMDB's flags: abortable, committed when the call returns, flushed to disk in the background (`flushed`). */
const committedThenFlushed = 0x10003;

interface Waiting {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

const batchBytes = 4 * 1024 * 1024;

export interface Entry {
  key: Buffer;
  value: Buffer;
}

export interface Entries {
  entries: Entry[];
  isEnd: boolean;
}

export interface Range {
  start: Buffer;
  end: Buffer;
  reverse?: boolean;
  limit: number;
}

/** Another process may write there, though this one had the lock. */
export class FolderLostError extends Error {
  constructor() {
    super('The folder of the store was taken away, or its lock: another process may have it now.');
  }
}

export class Storage {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private waiting: Waiting[] = [];
  private scheduled = false;
  private readonly flushes = new Set<Promise<unknown>>();
  /** Called when a transaction was given up: whatever memory knows of it must be read again. */
  afterAbort: () => void = () => {};
  /** Asked inside each transaction: what memory knows holds only while no other process writes. */
  isMine: () => boolean = () => true;

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

  /**
   * Entries with start <= key < end (in reverse: from the end down), at most `limit` and a few megabytes of them.
   * `isEnd`: there are no more. No snapshot outlives the call.
   */
  entries({ start, end, reverse = false, limit }: Range): Entries {
    const range = reverse
      ? { start: end, end: start, exclusiveStart: true, inclusiveEnd: true, reverse }
      : { start, end };
    const entries: Entry[] = [];
    let bytes = 0;
    for (const entry of this.db.getRange({ ...range, limit })) {
      entries.push(entry);
      bytes += entry.value.length;
      if (bytes > batchBytes) return { entries, isEnd: false };
    }
    return { entries, isEnd: entries.length < limit };
  }

  keys({ start, end, limit }: Range): Buffer[] {
    return Array.from(this.db.getKeys({ start, end, limit }));
  }

  /** Runs `run` in the next group; resolves when it is committed, which is not yet `durable`. */
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
    } catch (error) {
      if (error instanceof FolderLostError) {
        this.giveUp(group, error);
        return;
      }
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

  /** Nothing that this process knows of the folder is true any more: its thread ends, and with it the server. */
  private giveUp(group: Waiting[], error: FolderLostError): void {
    for (const { reject } of group) reject(error);
    setImmediate(() => {
      throw error;
    });
  }

  /** Writers refuse with MongoError before they write; any other error abandons the whole transaction. */
  private commit(group: Waiting[]): void {
    const answers = this.db.transactionSync(() => {
      if (!this.isMine()) throw new FolderLostError();
      return group.map(({ run, resolve, reject }) => {
        try {
          const value = run();
          return () => resolve(value as never);
        } catch (error) {
          if (error instanceof MongoError) return () => reject(error);
          throw error;
        }
      });
    }, committedThenFlushed as never);
    const flushed = Promise.resolve(this.db.flushed).finally(() => this.flushes.delete(flushed));
    // A failed flush is told to everyone who awaits `durable`.
    flushed.catch(() => {});
    this.flushes.add(flushed);
    for (const answer of answers) answer();
  }

  /** Resolves when everything committed so far is on disk. */
  async durable(): Promise<void> {
    await Promise.all(this.flushes);
  }

  async close(): Promise<void> {
    if (this.waiting.length) this.commitGroup();
    await this.durable();
    // LMDB starts an empty write after the last flush; closing in the same turn would meet it.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await this.db.close();
  }
}
