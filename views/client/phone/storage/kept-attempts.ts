/** What is done with attempts later than at the first question: apart from storage.ts, which is there by then. */
import type { LocalAttempt } from '../model/attempt';
import { inPresentShape } from '../model/shapes';
import { readAll } from './database';
import { storage } from './storage';

export const keptAttempts = {
  all: async (): Promise<LocalAttempt[]> => (await readAll('attempts')).map(inPresentShape),

  put: (attempt: LocalAttempt) => storage.writeAttempt(attempt.id, () => attempt),

  /** @returns null when it is gone */
  change: (id: string, change: (attempt: LocalAttempt) => LocalAttempt) =>
    storage.writeAttempt(id, (stored) => stored && change(stored)),
};
