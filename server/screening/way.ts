/** Where a student is, as the sealed cookie carries it from page to page, and how other features hand over to the test. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Way } from '../http/session';
import type { Web } from '../http/web';
import { codeBytes, codeFrom } from '../questionnaire/code';
import { openPages, pageToResume } from '../questionnaire/routing';
import type { Questionnaire } from '../questionnaire-files';
import type { Attempt } from './attempt';

export type Step =
  | { name: 'about' | 'phone' | 'profile' | 'code' | 'check' | 'result' }
  | { name: 'page'; page: string };

/** Values of `way.page` besides page ids. */
export const profilePage = 'profile';
export const checkPage = 'check';

/** @param attempt as stored, or null when it has not begun */
export function stepOf(way: Way, attempt: Attempt | null, { definition }: Questionnaire): Step {
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

/** Id and code are made before "about you" is sent, so that sending it twice begins one attempt. */
export function withNewAttempt(way: Way): Way {
  return { ...way, attemptId: randomUUID(), code: way.code ?? codeFrom(randomBytes(codeBytes)) };
}

/** Goes on with an attempt whose code was just given, on whatever device; a submitted one shows its result. */
export function continueAttempt(
  web: Web,
  req: Request,
  res: Response,
  { attemptId, code }: { attemptId: string; code: string },
): void {
  const { isSharedPhone } = req.way;
  web.writeWay(req, res, { assent: true, isSharedPhone, attemptId, code, hasSavedCode: true });
  res.redirect(303, '/test');
}

/** Begins a new attempt on a code that the person has. */
export function startAgain(web: Web, req: Request, res: Response, { code }: { code: string }): void {
  web.writeWay(req, res, { code, hasSavedCode: true });
  res.redirect(303, '/test');
}
