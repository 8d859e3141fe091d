/**
 * The two cookies of a session: for scripts unreadable, sent to staff pages only, gone with the browser. A third one
 * stays: it says which accounts were signed in to here before.
 */
import type { Request, Response } from 'express';
import { dayMs } from '../../shared/clock';
import { pathAfterSignIn, sessionLife } from '../accounts.rules';
import { browserIn } from './browser-name';
import type { Entered, Place, SignedIn, Tokens } from './sign-in.service';

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
export function writeSignedIn(res: Response, { known, access, refresh }: SignedIn, isHttps: boolean): void {
  writeTokens(res, { access, refresh }, isHttps);
  res.cookie('known', known, { ...cookie, secure: isHttps, maxAge: knownForMs });
}

const ticketCookie = 'ticket';

/** @returns where to go on: to the second step, to what has to be told, or to `next` and failing that the role's home. */
export function letIn(
  res: Response,
  entered: Entered,
  { isHttps, next }: { isHttps: boolean; next?: string | undefined },
): string {
  if ('ticket' in entered) {
    res.cookie(ticketCookie, entered.ticket, { ...cookie, secure: isHttps, maxAge: sessionLife.ticketMs });
    return `/staff/sign-in/code${next ? `?${new URLSearchParams({ next })}` : ''}`;
  }
  res.clearCookie(ticketCookie, cookie);
  writeSignedIn(res, entered.signedIn, isHttps);
  return entered.signedIn.hasNews ? '/staff/me' : pathAfterSignIn(next, entered.account.role);
}

/** Of the first step; null where there was none. */
export function ticketIn(req: Request): string | null {
  const ticket: unknown = req.cookies[ticketCookie];
  return typeof ticket === 'string' ? ticket : null;
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
