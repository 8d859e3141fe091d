/** How other features begin or continue an attempt in a student’s session. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { codeBytes, codeFrom } from '../../core/attempt/code';
import type { StudentSession } from '../../core/attempt/session';
import type { Web } from '../../http/web';

/** Id and code are made before "about you" is sent, so that sending it twice begins one attempt. */
export function withNewAttempt(session: StudentSession): StudentSession {
  return { ...session, attemptId: randomUUID(), code: session.code ?? codeFrom(randomBytes(codeBytes)) };
}

/** Goes on with an attempt whose code was just given, on whatever device; a submitted one shows its result. */
export function continueAttempt(
  web: Web,
  req: Request,
  res: Response,
  { attemptId, code }: { attemptId: string; code: string },
): void {
  const { isSharedPhone } = req.session;
  web.writeSession(req, res, { assent: true, isSharedPhone, attemptId, code, hasSavedCode: true });
  res.redirect(303, '/test');
}

/** Begins a new attempt on a code that the person has. */
export function startAgain(
  web: Web,
  req: Request,
  res: Response,
  { code, questionnaire }: { code: string; questionnaire: string },
): void {
  web.writeSession(req, res, { code, questionnaire, hasSavedCode: true });
  res.redirect(303, '/test');
}
