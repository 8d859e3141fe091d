/** At which step of the test someone is; the same on the server and on the phone. Pure. */
import type { Way } from '../http/session';
import type { Definition } from '../questionnaire/definition';
import { openPages, pageToResume } from '../questionnaire/routing';
import type { Answers } from '../questionnaire/types';

export type Step =
  | { name: 'about' | 'phone' | 'profile' | 'code' | 'check' | 'result' }
  | { name: 'page'; page: string };

/** Values of `way.page` besides page ids. */
export const profilePage = 'profile';
export const checkPage = 'check';

/** @param attempt as stored, or null when it has not begun */
export function stepOf(
  way: Way,
  attempt: { answers: Answers; submittedAt: unknown } | null,
  { definition }: { definition: Definition },
): Step {
  if (attempt?.submittedAt) return { name: 'result' };
  if (!way.assent) return { name: 'about' };
  if (way.isSharedPhone === undefined) return { name: 'phone' };
  if (!attempt || way.page === profilePage) return { name: 'profile' };
  if (!way.hasSavedCode) return { name: 'code' };
  if (way.page === checkPage) return { name: 'check' };
  const isOpen = way.page !== undefined && openPages(definition, attempt.answers).includes(way.page);
  const page = isOpen ? way.page : pageToResume(definition, attempt.answers);
  return page ? { name: 'page', page } : { name: 'check' };
}

/** The attempt and code of this browser's way. */
export function heldBy({ attemptId, code }: Way): { id: string; code: string } | null {
  return attemptId !== undefined && code !== undefined ? { id: attemptId, code } : null;
}
