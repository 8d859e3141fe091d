/**
 * The two cookies of a session: for scripts unreadable, sent to staff pages only, gone with the browser. A third one
 * stays: it says which accounts were signed in to here before.
 */
import type { Request, Response } from 'express';
import { dayMs } from '../../shared/clock';
import { browserIn } from './browser-name';
import type { Place, SignedIn, Tokens } from './sign-in.service';

const cookie = { httpOnly: true, sameSite: 'lax', path: '/staff' } as const;

export function readTokens(req: Request): Partial<Tokens> {
  const { access, refresh } = req.cookies;
  return {
    ...(typeof access === 'string' && { access }),
    ...(typeof refresh === 'string' && { refresh }),
  };
}

export function writeTokens(res: Response, { access, refresh }: Tokens, isHttps: boolean): void {
  res.cookie('access', access, { ...cookie, secure: isHttps });
  res.cookie('refresh', refresh, { ...cookie, secure: isHttps });
}

export function clearTokens(res: Response): void {
  res.clearCookie('access', cookie);
  res.clearCookie('refresh', cookie);
}

/** After a sign-in. */
export function writeSignedIn(res: Response, { known, ...tokens }: SignedIn, isHttps: boolean): void {
  writeTokens(res, tokens, isHttps);
  res.cookie('known', known, { ...cookie, secure: isHttps, maxAge: knownForMs });
}

/** Half a year: longer than any leave. */
const knownForMs = 180 * dayMs;

/** @param addressOf see Web */
export function placeOf(req: Request, addressOf: (req: Request) => string): Place {
  const { known } = req.cookies;
  return {
    from: addressOf(req),
    known: typeof known === 'string' ? known : undefined,
    browser: browserIn(req.get('user-agent') ?? ''),
  };
}
