/**
 * Writes and reads second copies. Each is a file of its own, named by attempt and revision: the next one is there before the
 * last one goes, and of several the newest counts. Where nothing can be kept here, all goes on without.
 */
import type { LocalAttempt } from '../model/attempt';
import { readSecondCopy, type SecondCopy, secondCopyText } from '../model/second-copy';
import { forgetSecond, idIn, inTurn, remove } from './forget-second';
import { hasSecondPlace, secondPlace } from './second-place';

const addressOf = ({ id, revision = 0 }: Pick<LocalAttempt, 'id' | 'revision'>): string =>
  `/${secondPlace}/${id}/${revision}`;

const revisionIn = ({ url }: Request): number => Number(new URL(url).pathname.split('/')[3]);

/** What is still to be written, the newest of each attempt. */
const waiting = new Map<string, LocalAttempt>();

async function writeWaiting(id: string): Promise<void> {
  const attempt = waiting.get(id);
  if (!attempt) return;
  waiting.delete(id);
  const cache = await caches.open(secondPlace);
  await cache.put(addressOf(attempt), new Response(secondCopyText(attempt)));
  for (const request of await cache.keys())
    if (idIn(request) === id && revisionIn(request) < (attempt.revision ?? 0)) await cache.delete(request);
}

async function readAll(): Promise<SecondCopy[]> {
  if (!(await hasSecondPlace())) return [];
  const cache = await caches.open(secondPlace);
  const newest = new Map<string, SecondCopy>();
  const unread = new Set<string>();
  for (const request of await cache.keys()) {
    const copy = readSecondCopy((await (await cache.match(request))?.text()) ?? '');
    if (!copy || copy.id !== idIn(request)) unread.add(request.url);
    else if (copy.revision >= (newest.get(copy.id)?.revision ?? 0)) newest.set(copy.id, copy);
  }
  await remove(({ url }) => unread.has(url));
  return [...newest.values()];
}

export const secondCopies = {
  /** What cannot be read is removed. */
  all: (): Promise<SecondCopy[]> => inTurn(readAll).catch(() => []),

  /** In the background, and only the newest of what comes meanwhile; nothing on a shared phone. */
  put(attempt: LocalAttempt): void {
    if (!('caches' in globalThis)) return;
    if (attempt.isSharedPhone) return void forgetSecond(attempt.id);
    waiting.set(attempt.id, attempt);
    void inTurn(() => writeWaiting(attempt.id)).catch(() => undefined);
  },
};
