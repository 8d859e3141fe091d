/** Where a student is, as the sealed cookie carries it from page to page, and how other features hand over to the test. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Way } from '../http/session';
import type { Web } from '../http/web';
import { codeBytes, codeFrom } from '../questionnaire/code';

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
