/** What a page does with the stores as it is left. */
import type { LocalAttempt } from '../model/attempt';
import { latest, put } from './database';
import { revisionAfter } from './storage';

export const leaving = {
  /**
   * A page that goes into its browser's memory for "back" would keep the stores locked for every other page (seen in WebKit).
   * What has told the browser all that it writes is written nevertheless.
   */
  endTransactions(): void {
    for (const transaction of latest)
      try {
        transaction.abort();
      } catch {
        // It has ended, or is being committed.
      }
  },

  /** In one step, without looking at what is stored. */
  putAtOnce: (attempt: LocalAttempt): Promise<void> =>
    put('attempts', { ...attempt, revision: revisionAfter(attempt) }),
};
