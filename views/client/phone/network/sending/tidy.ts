/** What a visit does once for the end of a time at this phone, before anybody ends it: see hand-over.ts. */
import { isSafelySent } from '../../model/attempt';
import { keptAttempts } from '../../storage/kept-attempts';
import { storage } from '../../storage/storage';
import { removeAttempt } from '../../storage/wiping';

/** The server's key, fetched while there is network. */
export async function keepSealingKey(): Promise<void> {
  const response = await fetch('/api/sealing-key');
  if (response.ok) await storage.putFact('sealingKey', await response.json());
}

/**
 * Attempts of which the server has everything and that nobody goes on with here. Where it is not known with which one this
 * phone goes on, none is touched.
 */
export async function tidy(currentId: string | undefined): Promise<void> {
  if (currentId === undefined) return;
  for (const attempt of await keptAttempts.all()) {
    const isOver = attempt.id !== currentId && (attempt.submittedAt === null || attempt.isSharedPhone);
    if (isOver && isSafelySent(attempt) && (await storage.actsOf(attempt.id)).length === 0)
      await removeAttempt(attempt.id);
  }
}
