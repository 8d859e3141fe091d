/**
 * The installation's secrets: made once, kept apart from the data in KEYS_DIR, backed up apart. Without them
 * consultations cannot be read and codes open nothing, so a lost file is never silently replaced: a store remembers
 * its keys' fingerprint, and for a store that is there no keys are made (see operations/installation.store.ts).
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keyring } from './shared/sealing';
import { type SealingKey, sealingKeyFrom } from './shared/sealing-key';

/** What can have new keys while the former ones still open what was made with them. */
export const rotatedNames = ['tokens', 'forms', 'cookies', 'texts'] as const;

/** The rings are changed in place when the file is (see followKeys). */
export interface Keys extends Record<(typeof rotatedNames)[number], Keyring> {
  /** HMAC of students' codes. */
  codes: Buffer;
  /** Signs staff tokens (JWT, HS256). */
  tokens: Keyring;
  /** HMAC behind form tokens. */
  forms: Keyring;
  /** What each day’s HMAC key of addresses is made of; HMAC of the logins that were tried. */
  limits: Buffer;
  /** Seals students' session cookies. */
  cookies: Keyring;
  /** Seals consultations and replies at rest. */
  texts: Keyring;
  /** HMAC of codes' hashes that makes the ids of cases; made of `codes`. */
  cases: Buffer;
  /** What phones seal unsent attempts to at hand-over; made of `codes`, so that the file need not hold it. */
  handOver: SealingKey;
  /** Tells installations apart without telling the keys; of `codes`, which never change. */
  fingerprint: string;
  /** As stores know it that were made when the tokens' one key was part of it; null once that key is gone. */
  formerFingerprint: string | null;
}

/** A file that is there and cannot be used, or one that is missing and must not be made; the message says what to do. */
export class KeysError extends Error {}

const secret = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32);
const ring = z
  .object({ current: z.string(), keys: z.record(z.string(), secret) })
  .refine((value) => value.current in value.keys, 'the current key is missing');
/** Files made before tokens and forms had rings hold their one key. */
const ringOrKey = z.union([ring, secret.transform((key) => ({ current: 'k1', keys: { k1: key } }))]);
const keysFile = z.object({
  codes: secret,
  tokens: ringOrKey,
  forms: ringOrKey,
  limits: secret,
  cookies: ring,
  texts: ring,
});
/** What lies in the file; the rest of `Keys` is made of it. */
export type KeysFile = Pick<Keys, 'codes' | 'limits' | (typeof rotatedNames)[number]>;

const casesInfo = 'self-check case ids';
const newKey = () => randomBytes(32);
const pathIn = (folder: string) => join(folder, 'keys.json');

function freshKeys(): KeysFile {
  const newRing = () => ({ current: 'k1', keys: { k1: newKey() } });
  return {
    ...{ codes: newKey(), limits: newKey() },
    ...{ tokens: newRing(), forms: newRing(), cookies: newRing(), texts: newRing() },
  };
}

/** With keys as base64: JSON's own way of writing a buffer is a list of numbers. */
function written({ codes, limits, ...rings }: KeysFile): string {
  const text = (key: Buffer) => key.toString('base64');
  const ofRing = ({ current, keys }: Keyring) => ({
    current,
    keys: Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, text(key)])),
  });
  const ofRings = Object.entries(rings).map(([name, one]) => [name, ofRing(one)]);
  const all = { codes: text(codes), limits: text(limits), ...Object.fromEntries(ofRings) };
  return `${JSON.stringify(all, null, 2)}\n`;
}

/** The whole text is on disk under a name of its own before it gets its place. */
function draft(folder: string, file: KeysFile): string {
  const path = join(folder, `.keys-${process.pid}-${randomBytes(4).toString('hex')}`);
  const handle = openSync(path, 'wx', 0o600);
  writeSync(handle, written(file));
  fsyncSync(handle);
  closeSync(handle);
  return path;
}

/** When two processes start at once, the first one's keys stand. */
function writeOnce(folder: string): void {
  const path = draft(folder, freshKeys());
  try {
    linkSync(path, pathIn(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(path, { force: true });
  }
}

function readFile(folder: string): KeysFile | null {
  const path = pathIn(folder);
  const text = readIfThere(path);
  if (text === null) return null;
  const parsed = keysFile.safeParse(parseJson(text));
  if (!parsed.success) throw new KeysError(`${path} is not a keys file; restore it from its backup`);
  return parsed.data;
}

function keysFrom(file: KeysFile): Keys {
  const { codes, tokens } = file;
  const print = (...parts: Buffer[]) =>
    createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 16);
  const firstOfTokens = tokens.keys.k1;
  return {
    ...file,
    cases: Buffer.from(hkdfSync('sha256', codes, '', casesInfo, 32)),
    handOver: sealingKeyFrom(codes),
    fingerprint: print(codes),
    formerFingerprint: firstOfTokens ? print(codes, firstOfTokens) : null,
  };
}

/** Of a folder that has none, null. @throws KeysError */
export function findKeys(folder: string): Keys | null {
  const file = readFile(folder);
  return file && keysFrom(file);
}

/** Made where there are none. @throws KeysError */
export function readKeys(folder: string): { keys: Keys; areNew: boolean } {
  const existing = findKeys(folder);
  if (existing) return { keys: existing, areNew: false };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    writeOnce(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new KeysError(`KEYS_DIR cannot be written (${code ?? message}): ${folder}`);
  }
  const made = findKeys(folder);
  if (!made) throw new KeysError(`${pathIn(folder)} was taken away a moment after it was made`);
  return { keys: made, areNew: true };
}

/** How soon a running process knows of other keys. */
export const followMs = 5_000;

/** Keeps a running process's rings as the file has them. @returns what ends it */
export function followKeys(
  folder: string,
  keys: Keys,
  report: (error: unknown) => void,
  everyMs = followMs,
): () => void {
  const timer = setInterval(() => {
    try {
      const file = readFile(folder);
      if (file) for (const name of rotatedNames) become(keys[name], file[name]);
    } catch (error) {
      report(error);
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function become(own: Keyring, { current, keys }: Keyring): void {
  Object.assign(own.keys, keys);
  own.current = current;
  for (const id of Object.keys(own.keys)) if (!(id in keys)) delete own.keys[id];
}

/** Puts a changed file in the place of the former one. @throws KeysError when there is none, or another change is under way */
export async function changeKeys(
  folder: string,
  change: (read: () => KeysFile, write: (file: KeysFile) => void) => Promise<void>,
): Promise<void> {
  const lock = join(folder, '.rotating');
  const read = () => {
    const file = readFile(folder);
    if (!file) throw new KeysError(`There is no ${pathIn(folder)}`);
    return file;
  };
  read();
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch {
    throw new KeysError(`Another change of the keys is under way; if none is, remove ${lock}`);
  }
  try {
    await change(read, (file) => renameSync(draft(folder, file), pathIn(folder)));
  } finally {
    rmSync(lock, { force: true });
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new KeysError(`KEYS_DIR cannot be read (${code}): ${path}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
