// One process owns a folder. Who it is stands in the store itself, so that claiming it is one LMDB transaction (whose
// lock the system frees when a process dies): nobody can win against a live owner, and a dead one stands in nobody's way.
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { partKey } from './keys';
import type { Storage } from './storage';

export interface Address {
  /** A Unix socket. */
  path?: string;
  /** A loopback port, where there are no Unix sockets. */
  port?: number;
}

interface Owner extends Address {
  pid: number;
  /** When the process began, as the system counts it: a number used again by a later process is told apart. */
  started: string;
  token: string;
}

export class FolderOwnedError extends Error {
  constructor(
    readonly folder: string,
    readonly address: Address,
    pid: number,
  ) {
    super(`The store folder ${folder} is already open in process ${pid}. Only one process can own it.`);
  }
}

const ownerKey = partKey(0, Buffer.from('owner'));
const claimWaitMs = 3000;

/** A short name in a folder only this user can enter: the system cuts longer socket paths silently (104-108 bytes). */
export function addressFor(folder: string): Address {
  if (process.platform === 'win32') return { port: 0 };
  const home = join(tmpdir(), `embedded-store-${userInfo().uid}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const stat = lstatSync(home);
  if (!stat.isDirectory() || stat.uid !== userInfo().uid)
    throw new Error(`${home} is not this user's own folder`);
  if ((stat.mode & 0o077) !== 0) chmodSync(home, 0o700);
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const path = join(home, `${name}.sock`);
  if (Buffer.byteLength(path) > 100)
    throw new Error(`The socket path ${path} is too long; set TMPDIR to a shorter folder`);
  return { path };
}

function readOwner(storage: Storage): { owner: Owner | null; bytes: string } {
  const bytes = storage.get(ownerKey)?.toString() ?? '';
  return { owner: bytes ? (JSON.parse(bytes) as Owner) : null, bytes };
}

/** Linux tells when a process began (field 22 of its stat line, after the name in brackets). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function processLives({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return started === startOf(pid);
}

function answers(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = address.path ? connect(address.path) : connect(address.port ?? 0, '127.0.0.1');
    socket.setTimeout(1000);
    const end = (isAlive: boolean) => {
      socket.destroy();
      resolve(isAlive);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}

/**
 * An owner that has just claimed the folder may not listen yet, and one that a busy machine keeps waiting may not answer in
 * time: while it is the same process it owns the folder, and two that write would spoil it. Where the system does not tell
 * when a process began, another one may have its number: there only an answer counts.
 */
async function isAlive(owner: Owner): Promise<boolean> {
  for (const end = performance.now() + claimWaitMs; performance.now() < end; ) {
    if (await answers(owner)) return true;
    if (!processLives(owner)) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return owner.started !== '' && processLives(owner);
}

/** Claims the folder. Throws FolderOwnedError, with the owner's address, while another process has it open. */
export async function claim(
  storage: Storage,
  folder: string,
  address: Address,
): Promise<{ release(): void; announce(address: Address): void }> {
  const mine: Owner = { ...address, pid: process.pid, started: startOf(process.pid), token: randomUUID() };
  for (;;) {
    const seen = readOwner(storage);
    if (seen.owner && (await isAlive(seen.owner)))
      throw new FolderOwnedError(folder, seen.owner, seen.owner.pid);
    const isMine = storage.writeNow(() => {
      if (readOwner(storage).bytes !== seen.bytes) return false;
      storage.put(ownerKey, Buffer.from(JSON.stringify(mine)));
      return true;
    });
    if (isMine) break;
  }
  return {
    announce: (final) =>
      storage.writeNow(() => storage.put(ownerKey, Buffer.from(JSON.stringify({ ...mine, ...final })))),
    release: () =>
      storage.writeNow(() => {
        if (readOwner(storage).owner?.token === mine.token) storage.remove(ownerKey);
      }),
  };
}
