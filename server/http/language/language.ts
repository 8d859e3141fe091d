/** Chooses the reader's language: `?language=` (remembered in a cookie), the cookie, Accept-Language, the default. */

import type { RequestHandler, Response } from 'express';
import { defaultLanguage, isLanguage, type Language, languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { dayMs } from '../../shared/clock';
import type { Texts } from './i18n';

declare module 'express-serve-static-core' {
  interface Request {
    language: Language;
    t: Translate;
  }
}

export function chooseLanguage(texts: Texts, isHttps: boolean): RequestHandler {
  return (req, res, next) => {
    const asked = req.query.language;
    if (isLanguage(asked)) rememberLanguage(res, asked, isHttps);
    const accepted = req.acceptsLanguages(languages);
    useLanguage(texts, req, res, [asked, req.cookies.language, accepted].find(isLanguage) ?? defaultLanguage);
    res.vary('Accept-Language');
    next();
  };
}

/** The reader's choice, for the next pages. */
export function rememberLanguage(res: Response, language: Language, isHttps: boolean): void {
  res.cookie('language', language, {
    maxAge: 365 * dayMs,
    sameSite: 'lax',
    httpOnly: true,
    secure: isHttps,
  });
}

/** The switch inside a form, which was then not sent to be saved. @returns whether it was used */
export function applyLanguageSwitch(
  texts: Texts,
  isHttps: boolean,
  req: Parameters<RequestHandler>[0],
  res: Parameters<RequestHandler>[1],
): boolean {
  const chosen = req.body?.switchLanguage;
  if (!isLanguage(chosen)) return false;
  rememberLanguage(res, chosen, isHttps);
  useLanguage(texts, req, res, chosen);
  return true;
}

/** For a campaign that comes with its own language, and for the switch inside a form. */
export function useLanguage(
  texts: Texts,
  req: Parameters<RequestHandler>[0],
  res: Parameters<RequestHandler>[1],
  language: Language,
): void {
  req.language = language;
  req.t = texts.for(language);
  res.locals.language = language;
  res.locals.t = req.t;
  res.setHeader('Content-Language', language);
}
