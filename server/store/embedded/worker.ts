// Entry of the store's own thread: opens the folder, tells where it listens, cleans up and closes when told to.

import { parentPort, workerData } from 'node:worker_threads';
import { defined } from '../../core/defined';
import { EmbeddedServer } from './server';
import { FolderOwnedError } from './storage/ownership';

/** What the thread is told: to clean up as of a time, or to close. */
export type WorkerRequest = { kind: 'housekeep'; now: Date } | { kind: 'close' };

export type WorkerMessage =
  | { kind: 'open'; address: EmbeddedServer['address'] }
  | { kind: 'owned'; address: EmbeddedServer['address']; message: string }
  | { kind: 'failed'; message: string; isFolder: boolean }
  | { kind: 'error'; message: string }
  | { kind: 'closed' };

const port = defined(parentPort, 'the thread that started this one');
const send = (message: WorkerMessage) => port.postMessage(message);
const textOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The folder cannot be made, read or written. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

async function main(): Promise<void> {
  try {
    const server = await EmbeddedServer.open(workerData.folder, (error) =>
      send({ kind: 'error', message: textOf(error) }),
    );
    port.on('message', async (request: WorkerRequest) => {
      if (request.kind === 'housekeep') return server.housekeep(request.now);
      await server.close();
      send({ kind: 'closed' });
      port.close();
    });
    send({ kind: 'open', address: server.address });
  } catch (error) {
    if (error instanceof FolderOwnedError)
      send({ kind: 'owned', address: error.address, message: error.message });
    else if (isOfSystem(error))
      send({ kind: 'failed', message: `(${error.code}): ${workerData.folder}`, isFolder: true });
    else send({ kind: 'failed', message: textOf(error), isFolder: false });
  }
}

void main();
