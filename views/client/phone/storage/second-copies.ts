/**
 * Writes, reads and wipes second copies. Each is a file of its own, named by attempt and revision: the next one is there
 * before the last one goes, and of several the newest counts. Where nothing can be kept here, all goes on without.
 */
import type { LocalAttempt } from '../model/attempt';
import { readSecondCopy, type SecondCopy, secondCopyText } from '../model/second-copy';
import { hasSecondPlace, secondPlace } from './second-place';

/** A wiping does not wait longer for a browser that does not answer. */
const patienceMs = 1_000;

const addressOf = ({ id, revision = 0 }: Pick<LocalAttempt, 'id' | 'revision'>): string =>
  `/${secondPlace}/${id}/${revision}`;

const idIn = ({ url }: Request): string => new URL(url).pathname.split('/')[2] ?? '';
const revisionIn = ({ url }: Request): number => Number(new URL(url).pathname.split('/')[3]);

/** What is still to be written, the newest of each attempt. */
const waiting = new Map<string, LocalAttempt>();
/** One thing at a time: a copy that is being written must not outlive its wiping. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

async function writeWaiting(id: string): Promise<void> {
  const attempt = waiting.get(id);
  if (!attempt) return;
  waiting.delete(id);
  const cache = await caches.open(secondPlace);
  await cache.put(addressOf(attempt), new Response(secondCopyText(attempt)));
  for (const request of await cache.keys())
    if (idIn(request) === id && revisionIn(request) < (attempt.revision ?? 0)) await cache.delete(request);
}

/** The place itself goes with the last copy. */
async function remove(isMeant: (request: Request) => boolean): Promise<void> {
  if (!(await hasSecondPlace())) return;
  const cache = await caches.open(secondPlace);
  const requests = await cache.keys();
  const meant = requests.filter(isMeant);
  for (const request of meant) await cache.delete(request);
  if (meant.length === requests.length) await caches.delete(secondPlace);
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const secondCopies = {
  /** What cannot be read is removed. */
  all: (): Promise<SecondCopy[]> => inTurn(readAll).catch(() => []),

  /** In the background, and only the newest of what comes meanwhile; nothing on a shared phone. */
  put(attempt: LocalAttempt): void {
    if (!('caches' in globalThis)) return;
    if (attempt.isSharedPhone) return void secondCopies.forget(attempt.id);
    waiting.set(attempt.id, attempt);
    void inTurn(() => writeWaiting(attempt.id)).catch(() => undefined);
  },

  /** Resolves when it is gone, or when the browser does not say so. */
  forget(id: string): Promise<void> {
    waiting.delete(id);
    const gone = inTurn(() => remove((request) => idIn(request) === id)).catch(() => undefined);
    return Promise.race([gone, pause(patienceMs)]);
  },
};
