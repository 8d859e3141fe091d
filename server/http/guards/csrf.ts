/**
 * Form tokens (signed double submit, csrf-csrf). Requests that carry no cookie authority need none: the JSON
 * contract authorises with the code in a header. An expired token never loses what was typed: the error page
 * offers to send the same form again (see error-handler.ts).
 */

import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler } from 'express';
import { newToken } from '../../shared/ids';
import { Problem } from '../../shared/problems';
import { type Keyring, ringKeys } from '../../shared/sealing';

const browserCookie = 'browser';

/** @param meetsSignedOut whether a session has ended that the form was made for: then that is what has to be said */
export function formTokens(
  ring: Keyring,
  isHttps: boolean,
  meetsSignedOut: (req: Request) => boolean,
): RequestHandler {
  const cookie = { sameSite: 'lax', secure: isHttps, httpOnly: true, path: '/' } as const;
  const tokensIn = (cookieName: string) =>
    doubleCsrf({
      getSecret: () => ringKeys(ring).map((key) => key.toString('base64')),
      getSessionIdentifier: (req) => req.actor?.sessionId ?? req.cookies[browserCookie] ?? '',
      cookieName,
      cookieOptions: cookie,
      getCsrfTokenFromRequest: (req) => (typeof req.body?._csrf === 'string' ? req.body._csrf : undefined),
    });
  // Apart, so that a student's page in another tab does not end the forms of someone who is signed in.
  const students = tokensIn('form');
  const staff = tokensIn('staffForm');
  return (req, res, next) => {
    const { generateCsrfToken, validateRequest } = /^\/staff(\/|$)/i.test(req.path) ? staff : students;
    if (typeof req.cookies[browserCookie] !== 'string') {
      req.cookies[browserCookie] = newToken();
      res.cookie(browserCookie, req.cookies[browserCookie], cookie);
    }
    // Made when a page is rendered, so that redirects and downloads set no cookie.
    let token: string | undefined;
    Object.defineProperty(res.locals, 'csrfToken', {
      enumerable: true,
      configurable: true,
      get: () => {
        token ??= generateCsrfToken(req, res);
        return token;
      },
    });
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
    if (!isSafe && !validateRequest(req))
      throw new Problem(meetsSignedOut(req) ? 'signInRequired' : 'formExpired');
    next();
  };
}
