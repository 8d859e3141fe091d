/** What a visit does once with what nobody has ended: see hand-over.ts. */
import { normaliseCode } from '../../../../../server/core/attempt/code';
import { isSafelySent, type LocalAttempt } from '../../model/attempt';
import type { PhoneSession } from '../../model/session';
import { keptAttempts } from '../../storage/kept-attempts';
import { storage } from '../../storage/storage';
import { removeAttempt, tidyAttempt } from '../../storage/wiping';

/** Where the phone is somebody's own, what was begun there under another code stays for whoever comes back to it. */
const isOver = ({ code, submittedAt, isSharedPhone }: LocalAttempt, codeNow: string): boolean =>
  isSharedPhone || (submittedAt === null && normaliseCode(code) === normaliseCode(codeNow));

/**
 * Attempts of which the server has everything and that nobody goes on with here. Where it is not known with which one this
 * phone goes on, none is touched.
 */
export async function tidy({ attemptId: currentId, code = '' }: PhoneSession): Promise<void> {
  if (currentId === undefined) return;
  for (const attempt of await keptAttempts.all())
    if (attempt.id !== currentId && isOver(attempt, code) && isSafelySent(attempt))
      if ((await storage.actsOf(attempt.id)).length === 0)
        await (attempt.isSharedPhone ? tidyAttempt : removeAttempt)(attempt.id);
}
