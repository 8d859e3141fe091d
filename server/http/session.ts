/**
 * The student's way between pages without JavaScript: a sealed cookie that only this server can read. It ends
 * with the browser, or with "finish here". It holds no answers; those are in the store.
 */
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { type Keyring, open, seal } from '../shared/sealing';

const waySchema = z.object({
  campaign: z.string().optional(),
  /** The campaign whose link this browser was counted for, so that reading the page again does not count. */
  opened: z.string().optional(),
  isTryOut: z.boolean().optional(),
  assent: z.boolean().optional(),
  isSharedPhone: z.boolean().optional(),
  attemptId: z.string().optional(),
  code: z.string().optional(),
  hasSavedCode: z.boolean().optional(),
  page: z.string().optional(),
  /** The attempt for which a psychologist was asked from its result. */
  askedFor: z.string().optional(),
  /** When the present page was first shown, for nobody but the reader's way back. */
  startedLanguage: z.enum(['kk', 'ru']).optional(),
});

export type Way = z.infer<typeof waySchema>;

declare module 'express-serve-static-core' {
  interface Request {
    way: Way;
  }
}

const cookieName = 'way';

export function readWay(ring: Keyring): RequestHandler {
  return (req, _res, next) => {
    const sealed = req.cookies[cookieName];
    const text = typeof sealed === 'string' ? open(ring, sealed, cookieName) : null;
    const parsed = text === null ? null : waySchema.safeParse(JSON.parse(text));
    req.way = parsed?.success ? parsed.data : {};
    next();
  };
}

/** Writes req.way back into the cookie; call before answering when it changed. */
export function writeWay(ring: Keyring, isHttps: boolean) {
  return (req: Request, res: Response, way: Way): void => {
    req.way = way;
    res.cookie(cookieName, seal(ring, JSON.stringify(way), cookieName), {
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps,
      path: '/',
    });
  };
}

export function clearWay(req: Request, res: Response): void {
  req.way = {};
  res.clearCookie(cookieName, { path: '/' });
}
