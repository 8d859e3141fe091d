/**
 * What this phone keeps: attempts, acts that wait to be sent, sealed attempts of others who used the phone, campaigns and a
 * few facts.
 */
import type { LocalAttempt } from '../model/attempt';
import type { CampaignFacts } from '../model/campaign';
import type { Facts } from '../model/kept';
import { inPresentShape } from '../model/shapes';
import { put, read, readAll, remove, type StoreName, settled, write } from './database';

/** Comes late, and never in the service worker: see second-copies.ts. */
let mirror: ((attempt: LocalAttempt) => void) | null = null;

/** From now on hears of every attempt that is written, once it is on the disk. */
export function mirrorTo(one: typeof mirror): void {
  mirror = one;
}

export type StoreOf = (store: StoreName) => IDBObjectStore;

/** Of what was written last here. */
let lastRevision = 0;

export const revisionAfter = (attempt: LocalAttempt, before = lastRevision): number =>
  Math.max(attempt.revision, before) + 1;

/** Each write has a number of its own, which tells the newer of two copies. */
function putRevised(attempt: LocalAttempt, before: LocalAttempt | undefined, of: StoreOf): LocalAttempt {
  lastRevision = revisionAfter(attempt, before?.revision ?? 0);
  const next = { ...attempt, revision: lastRevision };
  of('attempts').put(next);
  return next;
}

/** As an older script may have left it. */
const present = (stored: LocalAttempt | undefined) => stored && inPresentShape(stored);

export const storedIn = async (of: StoreOf, id: string) =>
  present(await settled<LocalAttempt | undefined>(of('attempts').get(id)));

/**
 * Reads, changes and writes in one transaction, so that two tabs do not undo each other.
 * @param next undefined where nothing lies, or is to lie
 * @returns null where nothing is written
 */
async function writeAttempt(
  id: string,
  next: (stored: LocalAttempt | undefined) => LocalAttempt | undefined,
): Promise<LocalAttempt | null> {
  const written = await write(['attempts'], async (of) => {
    const stored = await storedIn(of, id);
    const attempt = next(stored);
    return attempt ? putRevised(attempt, stored, of) : null;
  });
  if (written) mirror?.(written);
  return written;
}

export const storage = {
  attempt: async (id: string) => present(await read('attempts', id)),
  writeAttempt,

  actsOf: async (attemptId: string) => (await readAll('acts')).filter((act) => act.attemptId === attemptId),

  putCampaign: (campaign: CampaignFacts) => put('campaigns', campaign),

  fact: <K extends keyof Facts>(key: K) => read('facts', key) as Promise<Facts[K] | undefined>,
  putFact: <K extends keyof Facts>(key: K, value: Facts[K]) =>
    write(['facts'], (of) => {
      of('facts').put(value, key);
    }),
  removeFact: (key: keyof Facts) => remove('facts', key),
};
