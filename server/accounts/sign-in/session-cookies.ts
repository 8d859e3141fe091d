/** The two cookies of a session: for scripts unreadable, sent to staff pages only, gone with the browser. */
import type { Request, Response } from 'express';
import type { Tokens } from './sign-in.service';

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
