// Runs the embedded store in a thread of its own and gives the address it listens on.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/clock';
import { projectRoot } from '../../shared/project-root';
import type { WorkerMessage, WorkerRequest } from './worker';

const workerFile = join(projectRoot, 'dist/server/store/embedded/worker.js');
const housekeepingMs = 60_000;

export interface RunningStore {
  /** A connection string without a database. */
  uri: string;
  /** Another process has the folder open, and this one waits for it. */
  isWaiting: boolean;
  /** Settles when the thread ended without being told to. */
  failed: Promise<Error>;
  close(): Promise<void>;
}

export interface StoreOptions {
  folder: string;
  clock: Clock;
  /** Gets the store's unexpected errors (no document content). */
  report: (message: string) => void;
}

/** Says itself what is wrong. */
export class FolderError extends Error {}

/** @throws FolderError */
export async function startEmbeddedStore({ folder, clock, report }: StoreOptions): Promise<RunningStore> {
  if (!existsSync(workerFile)) throw new Error(`${workerFile} is missing: run "npm run build" first`);
  const worker = new Worker(workerFile, { workerData: { folder } });
  const ended = new Promise<Error>((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', (code) => resolve(new Error(`The embedded store's thread ended with code ${code}`)));
  });
  const first = await Promise.race([messageFrom(worker, ['open', 'waiting', 'failed']), ended]);
  if (first instanceof Error) throw first;
  if (first.kind === 'failed') {
    await worker.terminate();
    throw first.isFolder
      ? new FolderError(`DATA_DIR cannot be used${first.message}`)
      : new Error(first.message);
  }
  if (first.kind !== 'open' && first.kind !== 'waiting') throw new Error('The embedded store did not open');
  let isClosing = false;
  const failed = new Promise<Error>((resolve) => {
    void ended.then((error) => {
      if (!isClosing) resolve(error);
    });
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'failed') resolve(new Error(message.message));
      if (message.kind === 'error') report(message.message);
      if (message.kind === 'open')
        report('The process that had the store open has ended; this one has it now.');
    });
  });
  const post = (request: WorkerRequest) => worker.postMessage(request);
  // A clock is a function, which cannot be given to a thread: the thread is told the time when it matters.
  const housekeeping = setInterval(() => post({ kind: 'housekeep', now: clock() }), housekeepingMs);
  housekeeping.unref();
  return {
    uri: `mongodb://${encodeURIComponent(first.socket)}`,
    isWaiting: first.kind === 'waiting',
    failed,
    async close() {
      isClosing = true;
      clearInterval(housekeeping);
      const closed = messageFrom(worker, ['closed']);
      post({ kind: 'close' });
      await Promise.race([closed, ended]);
      await worker.terminate();
    },
  };
}

function messageFrom(worker: Worker, kinds: WorkerMessage['kind'][]): Promise<WorkerMessage> {
  return new Promise((resolve) => {
    const listen = (message: WorkerMessage) => {
      if (!kinds.includes(message.kind)) return;
      worker.off('message', listen);
      resolve(message);
    };
    worker.on('message', listen);
  });
}
