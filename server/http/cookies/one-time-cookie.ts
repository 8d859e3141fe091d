/**
 * A secret that is shown once, on the page that follows a form: it travels there in a cookie of that page alone. The
 * page stands in the value too, because where the site is HTTPS every cookie is the whole site's.
 */
import type { Request, Response } from 'express';
import { minuteMs } from '../../shared/clock';

export function oneTimeCookie(name: string, isHttps: boolean) {
  const cookie = { httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
  return {
    set(res: Response, path: string, token: string): void {
      res.cookie(name, `${path} ${token}`, { ...cookie, path, maxAge: 5 * minuteMs });
    },
    /** null where there is none, or something that is no token of ours for this page. */
    consume(req: Request, res: Response, path: string): string | null {
      const value: unknown = req.cookies[name];
      if (typeof value !== 'string') return null;
      const [page, token = ''] = value.split(' ');
      if (page !== path || !/^[\w-]{43}$/.test(token)) return null;
      res.clearCookie(name, { path });
      return token;
    },
  };
}
