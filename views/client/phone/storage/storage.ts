/**
 * What this phone keeps: attempts, acts that wait to be sent, sealed attempts of others who used the phone, campaigns and a
 * few facts.
 */
import type { Act, LocalAttempt } from '../model/attempt';
import type { CampaignFacts } from '../model/campaign';
import type { Facts, Sealed } from '../model/kept';
import { put, read, readAll, remove, settled, write } from './database';

/** What waits to be sent for an attempt goes with it. */
async function removeActsOf(attemptId: string, acts: IDBObjectStore): Promise<void> {
  for (const act of await settled<Act[]>(acts.getAll()))
    if (act.attemptId === attemptId) acts.delete(act.key);
}

export const storage = {
  attempt: (id: string) => read('attempts', id),
  attempts: () => readAll('attempts'),
  putAttempt: (attempt: LocalAttempt) => put('attempts', attempt),

  /** Reads, changes and writes in one transaction, so that two tabs do not undo each other. @returns null when it is gone */
  changeAttempt: (id: string, change: (attempt: LocalAttempt) => LocalAttempt) =>
    write(['attempts'], async (of) => {
      const stored = await settled<LocalAttempt | undefined>(of('attempts').get(id));
      if (!stored) return null;
      const changed = change(stored);
      of('attempts').put(changed);
      return changed;
    }),

  /** With everything that waits to be sent for it. */
  removeAttempt: (id: string) =>
    write(['attempts', 'acts'], (of) => {
      of('attempts').delete(id);
      return removeActsOf(id, of('acts'));
    }),

  acts: () => readAll('acts'),
  actsOf: async (attemptId: string) => (await readAll('acts')).filter((act) => act.attemptId === attemptId),
  putAct: (act: Act) => put('acts', act),
  removeAct: (key: string) => remove('acts', key),

  sealed: () => readAll('sealed'),
  removeSealed: (id: string) => remove('sealed', id),

  /** Puts a sealed copy in the place of what could be read, in one step. */
  sealAttempt: (sealed: Sealed) =>
    write(['attempts', 'acts', 'sealed'], (of) => {
      of('sealed').put(sealed);
      of('attempts').delete(sealed.id);
      return removeActsOf(sealed.id, of('acts'));
    }),

  campaign: (slug: string) => read('campaigns', slug),
  putCampaign: (campaign: CampaignFacts) => put('campaigns', campaign),

  fact: <K extends keyof Facts>(key: K) => read('facts', key) as Promise<Facts[K] | undefined>,
  putFact: <K extends keyof Facts>(key: K, value: Facts[K]) =>
    write(['facts'], (of) => {
      of('facts').put(value, key);
    }),
  removeFact: (key: keyof Facts) => remove('facts', key),
};
