/**
 * Says who acts (`req.actor`) on staff pages. An expired access token is renewed in passing, also when a form is
 * sent, so that nothing typed is lost. Signed out is no mistake here: the access table decides.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../core/definition/types';
import { isLanguage } from '../../core/text/languages';
import type { Web } from '../../http/web';
import { readTokens, writeTokens } from './session-cookies';
import type { SignInService } from './sign-in.service';

/** @param asking paths that a page asks by itself, again and again: they prolong no session */
export function authenticate(signIn: SignInService, web: Web, asking: readonly string[]): RequestHandler {
  return async (req, res, next) => {
    // Neither the browser nor a proxy keeps staff pages: laptops are shared.
    res.setHeader('Cache-Control', 'no-store');
    const prolongs = !asking.includes(req.baseUrl + req.path);
    const found = await signIn.authenticate({ ...readTokens(req), prolongs, now: web.clock() });
    if (found) {
      req.actor = found.actor;
      if (found.renewed) writeTokens(res, found.renewed, web.config.isHttps);
      useAccountLanguage(web, req, res, found.language);
    }
    next();
  };
}

/** The account's language, unless the reader chose one in this browser. */
export function useAccountLanguage(web: Web, req: Request, res: Response, language: Language): void {
  const isChosen = isLanguage(req.query.language) || isLanguage(req.cookies.language);
  if (!isChosen) web.useLanguage(req, res, language);
}
