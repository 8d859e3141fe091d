// Entry of the store's own thread: opens the folder, or waits for it while another process has it, cleans up and closes when
// told to.

import { parentPort, workerData } from 'node:worker_threads';
import { defined } from '../../core/defined';
import { EmbeddedServer } from './server';
import { FolderOwnedError, socketOf, UnusableFolderError } from './storage/ownership';

/** What the thread is told: to clean up as of a time, or to close. */
export type WorkerRequest = { kind: 'housekeep'; now: Date } | { kind: 'close' };

export type WorkerMessage =
  | { kind: 'open'; socket: string }
  /** Another process has the folder and answers there; should it end, `open` follows. */
  | { kind: 'waiting'; socket: string }
  | { kind: 'failed'; message: string; isFolder: boolean }
  | { kind: 'error'; message: string }
  | { kind: 'closed' };

const betweenTriesMs = 500;

const { folder } = workerData;
const port = defined(parentPort, 'the thread that started this one');
const send = (message: WorkerMessage) => port.postMessage(message);
const textOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let server: EmbeddedServer | null = null;
let isClosing = false;

port.on('message', async (request: WorkerRequest) => {
  if (request.kind === 'housekeep') return server?.housekeep(request.now);
  isClosing = true;
  await server?.close();
  send({ kind: 'closed' });
  port.close();
});

/** The folder cannot be made, read or written. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

async function open(): Promise<boolean> {
  try {
    server = await EmbeddedServer.open(folder, (error) => send({ kind: 'error', message: textOf(error) }));
    send({ kind: 'open', socket: server.socket });
    return true;
  } catch (error) {
    if (error instanceof FolderOwnedError) return false;
    throw error;
  }
}

async function main(): Promise<void> {
  try {
    if (await open()) return;
    send({ kind: 'waiting', socket: socketOf(folder) });
    do await pause(betweenTriesMs);
    while (!isClosing && !(await open()));
  } catch (error) {
    if (error instanceof UnusableFolderError)
      send({ kind: 'failed', message: `: ${error.message}`, isFolder: true });
    else if (isOfSystem(error))
      send({ kind: 'failed', message: ` (${error.code}): ${folder}`, isFolder: true });
    else send({ kind: 'failed', message: textOf(error), isFolder: false });
  }
}

void main();
