// One process owns a folder: it holds the operating system's lock on a file in it for as long as it lives. The system gives
// the lock back whatever ended the process. Process numbers and temporary folders would say nothing to a process in another
// container or service.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Another process has the folder open. It listens where this one would. */
export class FolderOwnedError extends Error {
  constructor(folder: string) {
    super(`The store folder ${folder} is already open in another process. Only one can own it.`);
  }
}

/** The folder cannot hold a store; says what to do. */
export class UnusableFolderError extends Error {}

export interface Lock {
  /**
   * False once the lock's file, or the folder with it, was taken away or put in place of another: the next process can begin
   * there, and this one may write nothing any more. Asked inside each transaction, for which the next one would wait.
   */
  isHeld(): boolean;
  release(): void;
}

/** Linux cuts longer paths of sockets silently at 108 bytes, macOS at 104. */
const longestSocket = 103;

/** Where the owner of a folder listens: a socket in it, that only this user can reach; on Windows a pipe named after it. */
export function socketOf(folder: string): string {
  const place = realpathSync(folder);
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\self-check-${createHash('sha256').update(place).digest('hex').slice(0, 32)}.sock`;
  const path = join(place, 'store.sock');
  if (Buffer.byteLength(path) > longestSocket)
    throw new UnusableFolderError(
      `the path ${place} is too long for a socket in it. Choose one of at most ${longestSocket - '/store.sock'.length} bytes.`,
    );
  return path;
}

/**
 * LMDB maps a small file into memory, and where the disk cannot hold it the system ends the process without a word. A start
 * writes some hundred kilobytes besides.
 */
const leastFreeBytes = 2 ** 20;

/** @throws UnusableFolderError */
export function expectRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < leastFreeBytes)
    throw new UnusableFolderError(
      `there is no room on the disk of ${folder}. Make at least ${leastFreeBytes / 2 ** 20} MB free.`,
    );
}

/** @throws FolderOwnedError, UnusableFolderError where the system gives no locks */
export async function lockFolder(folder: string): Promise<Lock> {
  const { tryLock } = await import('fs-native-extensions').catch((error: Error) => {
    throw new UnusableFolderError(
      `files cannot be locked on this system (${error.message}). Use MongoDB by MONGODB_URI.`,
    );
  });
  const path = join(folder, 'owner.lock');
  const file = openSync(path, 'a+', 0o600);
  try {
    if (!tryLock(file)) throw new FolderOwnedError(folder);
  } catch (error) {
    closeSync(file);
    if (error instanceof FolderOwnedError) throw error;
    throw new UnusableFolderError(
      `${folder} gives no lock (${(error as Error).message}): it may be on a network disk. Choose one of this machine, or use MongoDB by MONGODB_URI.`,
    );
  }
  const mine = fstatSync(file, { bigint: true });
  return {
    isHeld: () => {
      const there = statSync(path, { bigint: true, throwIfNoEntry: false });
      return there?.ino === mine.ino && there.dev === mine.dev;
    },
    release: () => closeSync(file),
  };
}
