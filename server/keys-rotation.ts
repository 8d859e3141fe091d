/**
 * New keys while servers run. Each process reads the file again every few seconds; so new keys are first only added,
 * and used once every process can open what is made with them.
 */
import { randomBytes } from 'node:crypto';
import { changeKeys, followMs, type KeysFile, rotatedNames } from './keys';
import type { Keyring } from './shared/sealing';

const numberOf = (id: string) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0);
const nextId = ({ keys }: Keyring) => `k${Math.max(...Object.keys(keys).map(numberOf)) + 1}`;

const mapRings = (
  file: KeysFile,
  change: (ring: Keyring, name: (typeof rotatedNames)[number]) => Keyring,
): KeysFile => ({
  ...file,
  ...Object.fromEntries(rotatedNames.map((name) => [name, change(file[name], name)])),
});

/** The first step: each ring has one more key, which nothing is made with yet. */
export function withAddedKeys(file: KeysFile, newKey: () => Buffer): KeysFile {
  return mapRings(file, (ring) => ({ ...ring, keys: { ...ring.keys, [nextId(ring)]: newKey() } }));
}

/**
 * The second step: the newest keys are used. What is short-lived keeps the key before as well, so that nobody is
 * signed out, unless it has leaked; texts are sealed for years, and each of their keys stays.
 */
export function withNewestInUse(file: KeysFile, { hasLeaked }: { hasLeaked: boolean }): KeysFile {
  return mapRings(file, ({ current, keys }, name) => {
    const newest = Object.keys(keys).reduce((left, right) =>
      numberOf(right) > numberOf(left) ? right : left,
    );
    const kept = hasLeaked ? [newest] : [current, newest];
    const entries = Object.entries(keys).filter(([id]) => name === 'texts' || kept.includes(id));
    return { current: newest, keys: Object.fromEntries(entries) };
  });
}

/** @param waitMs long enough for every process to have read what was added */
export async function rotateKeys(
  folder: string,
  { hasLeaked, waitMs = 3 * followMs }: { hasLeaked: boolean; waitMs?: number },
): Promise<void> {
  await changeKeys(folder, async (read, write) => {
    write(withAddedKeys(read(), () => randomBytes(32)));
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    write(withNewestInUse(read(), { hasLeaked }));
  });
}
