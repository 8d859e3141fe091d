import type { RequestHandler } from 'express';

/** cookie-parser reads `j:{…}` as an object; ours are all plain text, so anything else is a stranger's and is dropped. */
export const keepPlainCookies: RequestHandler = (req, _res, next) => {
  req.cookies = Object.fromEntries(
    Object.entries(req.cookies as Record<string, unknown>).filter(([, value]) => typeof value === 'string'),
  );
  next();
};
