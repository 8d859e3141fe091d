/** At which step of the test someone is; the same on the server and on the phone. Pure. */

import type { Definition } from '../definition/definition';
import { openPages, pageToResume } from '../definition/routing';
import type { Answers } from '../definition/types';
import type { StudentSession } from './session';

export type Step =
  | { name: 'about' | 'phone' | 'profile' | 'code' | 'check' | 'result' }
  | { name: 'page'; page: string };

/** Values of `way.page` besides page ids. */
export const profilePage = 'profile';
export const checkPage = 'check';

/** @param attempt as stored, or null when it has not begun */
export function stepOf(
  session: StudentSession,
  attempt: { answers: Answers; submittedAt: unknown } | null,
  { definition }: { definition: Definition },
): Step {
  if (attempt?.submittedAt) return { name: 'result' };
  if (!session.assent) return { name: 'about' };
  if (session.isSharedPhone === undefined) return { name: 'phone' };
  if (!attempt || session.page === profilePage) return { name: 'profile' };
  if (!session.hasSavedCode) return { name: 'code' };
  if (session.page === checkPage) return { name: 'check' };
  const isOpen = session.page !== undefined && openPages(definition, attempt.answers).includes(session.page);
  const page = isOpen ? session.page : pageToResume(definition, attempt.answers);
  return page ? { name: 'page', page } : { name: 'check' };
}

/** The attempt and code of this browser's way. */
export function heldBy({ attemptId, code }: StudentSession): { id: string; code: string } | null {
  return attemptId !== undefined && code !== undefined ? { id: attemptId, code } : null;
}
