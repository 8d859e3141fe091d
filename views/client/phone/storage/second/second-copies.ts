/**
 * Writes second copies and says which there are. Each is a file of its own, named by attempt and revision: the next one is there before the
 * last one goes, and of several the newest counts. Where nothing can be kept here, all goes on without.
 */
import type { LocalAttempt } from '../../model/attempt';
import { secondCopyText } from '../../model/second-copy';
import { forgetSecond, idIn, inTurn } from './forget-second';
import { hasSecondPlace, secondPlace } from './second-place';

const addressOf = ({ id, revision }: Pick<LocalAttempt, 'id' | 'revision'>): string =>
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
    if (idIn(request) === id && revisionIn(request) < attempt.revision) await cache.delete(request);
}

/** Which there are, unread. */
export interface Held {
  id: string;
  revision: number;
}

async function listAll(): Promise<Held[]> {
  if (!(await hasSecondPlace())) return [];
  const requests = await (await caches.open(secondPlace)).keys();
  return requests.map((request) => ({ id: idIn(request), revision: revisionIn(request) }));
}

export const secondCopies = {
  held: (): Promise<Held[]> => inTurn(listAll).catch(() => []),

  /** In the background, and only the newest of what comes meanwhile; nothing on a shared phone. */
  put(attempt: LocalAttempt): void {
    if (!('caches' in globalThis)) return;
    if (attempt.isSharedPhone) return void forgetSecond(attempt.id);
    waiting.set(attempt.id, attempt);
    void inTurn(() => writeWaiting(attempt.id)).catch(() => undefined);
  },
};
