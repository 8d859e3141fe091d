/**
 * The installation's secrets: made once, kept apart from the data in KEYS_DIR, backed up apart. Without them
 * consultations cannot be read and codes open nothing, so a lost file is never silently replaced: the store
 * remembers the keys' fingerprint (see services.ts).
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
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keyring } from './shared/sealing';
import { type SealingKey, sealingKeyFrom } from './shared/sealing-key';

export interface Keys {
  /** HMAC of students' codes. */
  codes: Buffer;
  /** Signs staff tokens (JWT, HS256). */
  tokens: Buffer;
  /** HMAC behind form tokens. */
  forms: Buffer;
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
  /** Tells installations apart without telling the keys. */
  fingerprint: string;
}

const secret = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32);
const ring = z
  .object({ current: z.string(), keys: z.record(z.string(), secret) })
  .refine((value) => value.current in value.keys, 'the current key is missing');
const keysFile = z.object({
  codes: secret,
  tokens: secret,
  forms: secret,
  limits: secret,
  cookies: ring,
  texts: ring,
});

const casesInfo = 'self-check case ids';

function freshKeys(): string {
  const make = () => randomBytes(32).toString('base64');
  const makeRing = () => ({ current: 'k1', keys: { k1: make() } });
  const keys = {
    codes: make(),
    tokens: make(),
    forms: make(),
    limits: make(),
    cookies: makeRing(),
    texts: makeRing(),
  };
  return `${JSON.stringify(keys, null, 2)}\n`;
}

/** Writes the file whole or not at all; when two processes start at once, the first one's keys stand. */
function writeOnce(folder: string, path: string): void {
  const draft = join(folder, `.keys-${process.pid}-${randomBytes(4).toString('hex')}`);
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, freshKeys());
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export function readKeys(folder: string): { keys: Keys; areNew: boolean } {
  const path = join(folder, 'keys.json');
  const existing = readIfThere(path);
  if (existing === null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    writeOnce(folder, path);
  }
  const text = existing ?? readFileSync(path, 'utf8');
  const parsed = keysFile.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${path} is not a keys file; restore it from its backup`);
  const fingerprint = createHash('sha256')
    .update(parsed.data.codes)
    .update(parsed.data.tokens)
    .digest('hex')
    .slice(0, 16);
  const handOver = sealingKeyFrom(parsed.data.codes);
  const cases = Buffer.from(hkdfSync('sha256', parsed.data.codes, '', casesInfo, 32));
  return { keys: { ...parsed.data, cases, handOver, fingerprint }, areNew: existing === null };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
