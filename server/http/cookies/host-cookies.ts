/**
 * Where the site is HTTPS each cookie's name begins with `__Host-`: the browser then takes it from this very host
 * alone, so that no other one of the same domain and nobody on an unencrypted line can put one in (RFC 6265bis). Such
 * a cookie is for the whole site. The rest of the program knows the plain names.
 */
import type { RequestHandler } from 'express';

const prefix = '__Host-';

export function hostCookies(isHttps: boolean): RequestHandler {
  return (req, res, next) => {
    if (!isHttps) return next();
    const sent = Object.entries(req.cookies as Record<string, unknown>);
    req.cookies = Object.fromEntries(
      sent
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
    // Express clears a cookie by setting it too.
    const set = res.cookie.bind(res);
    res.cookie = (name: string, value: unknown, options: object = {}) =>
      set(`${prefix}${name}`, value, { ...options, path: '/', secure: true });
    next();
  };
}
