/** How second copies go; apart from how they are written and read, which the service worker does not do. */
import { hasSecondPlace, secondPlace } from './second-place';

/** A wiping does not wait longer for a browser that does not answer. */
const patienceMs = 1_000;

export const idIn = ({ url }: Request): string => new URL(url).pathname.split('/')[2] ?? '';

/** One thing at a time: a copy that is being written must not outlive its wiping. */
let last: Promise<unknown> = Promise.resolve();

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

/** The place itself goes with the last copy. */
export async function remove(isMeant: (request: Request) => boolean): Promise<void> {
  if (!(await hasSecondPlace())) return;
  const cache = await caches.open(secondPlace);
  const requests = await cache.keys();
  const meant = requests.filter(isMeant);
  for (const request of meant) await cache.delete(request);
  if (meant.length === requests.length) await caches.delete(secondPlace);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the copies of an attempt are gone, or when the browser does not say so. */
export function forgetSecond(id: string): Promise<void> {
  const gone = inTurn(() => remove((request) => idIn(request) === id)).catch(() => undefined);
  return Promise.race([gone, pause(patienceMs)]);
}
