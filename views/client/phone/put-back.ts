/** What the browser has thrown away while a page was open lies there again, as the page holds it. */
import type { LocalAttempt } from './model/attempt';
import type { PhoneSession } from './model/session';
import type { PhoneState } from './state/state';
import { readSecondCopies } from './storage/second/read-second-copies';
import { storage } from './storage/storage';
import { waiting } from './storage/waiting';

/**
 * Whether nobody has finished with it. What every visit keeps and nobody wipes tells it, so that a shared phone need not
 * remember who has; and a guest's attempt is tidied by the owner's next visit once the server has it.
 */
async function isThrownAway(id: string, isGuest = false): Promise<boolean> {
  if ((await storage.fact('wiped'))?.includes(id)) return false;
  return isGuest || (await storage.fact('language')) === undefined;
}

async function putSession(session: PhoneSession): Promise<void> {
  if (session.isGuest || (await storage.fact('session'))) return;
  await storage.putFact('session', session);
}

/** Newer than its second copy, and with what another window may have answered. */
async function besideItsCopy(attempt: LocalAttempt): Promise<LocalAttempt> {
  const copy = (await readSecondCopies()).find(({ id }) => id === attempt.id);
  if (!copy) return attempt;
  const answers = { ...copy.answers, ...attempt.answers };
  const touched = [...new Set([...copy.touched, ...attempt.touched])];
  return { ...attempt, answers, touched, revision: Math.max(copy.revision, attempt.revision) };
}

/** With the question to a psychologist, which may be asked twice. */
async function putAttempt(attempt: LocalAttempt, { askedFor }: PhoneSession): Promise<void> {
  const { id: attemptId, code, language } = attempt;
  const whole = await besideItsCopy(attempt);
  await storage.writeAttempt(attemptId, (stored) => stored ?? whole);
  const key = `consultation ${attemptId}`;
  if (askedFor === attemptId) await waiting.putAct({ key, attemptId, code, kind: 'consultation' });
  await storage.putFact('language', language);
}

/** @returns false where it was wiped on purpose. @throws DOMException where there is no room for it */
export async function putBack({ attempt, session }: PhoneState): Promise<boolean> {
  const id = attempt?.id ?? session.attemptId;
  if (id === undefined || !(await isThrownAway(id, session.isGuest))) return false;
  await putSession(session);
  if (attempt) await putAttempt(attempt, session);
  return true;
}
