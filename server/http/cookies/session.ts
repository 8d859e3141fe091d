/**
 * The student's session between pages without JavaScript: a sealed cookie that only this server can read. It ends
 * with the browser, or with "finish here". It holds no answers; those are in the store.
 */
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { StudentSession } from '../../core/attempt/session';
import { type Keyring, open, seal } from '../../shared/sealing';

const sessionSchema = z.object({
  campaign: z.string().optional(),
  questionnaire: z.string().optional(),
  opened: z.string().optional(),
  assent: z.boolean().optional(),
  isSharedPhone: z.boolean().optional(),
  attemptId: z.string().optional(),
  code: z.string().optional(),
  hasSavedCode: z.boolean().optional(),
  page: z.string().optional(),
  askedFor: z.string().optional(),
}) satisfies z.ZodType<StudentSession>;

declare module 'express-serve-static-core' {
  interface Request {
    session: StudentSession;
  }
}

const cookieName = 'visit';

export function readSession(ring: Keyring): RequestHandler {
  return (req, _res, next) => {
    const sealed = req.cookies[cookieName];
    const text = typeof sealed === 'string' ? open(ring, sealed, cookieName) : null;
    const parsed = text === null ? null : sessionSchema.safeParse(JSON.parse(text));
    req.session = parsed?.success ? parsed.data : {};
    next();
  };
}

/** Writes req.way back into the cookie; call before answering when it changed. */
export function writeSession(ring: Keyring, isHttps: boolean) {
  return (req: Request, res: Response, session: StudentSession): void => {
    req.session = session;
    res.cookie(cookieName, seal(ring, JSON.stringify(session), cookieName), {
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps,
      path: '/',
    });
  };
}

export function clearSession(req: Request, res: Response): void {
  req.session = {};
  res.clearCookie(cookieName, { path: '/' });
}
