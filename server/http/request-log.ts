/**
 * One line per request: id, method, route pattern, status, duration. Never the address, the real path (it may
 * hold an id), the query, the body or a header.
 */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';

declare module 'express-serve-static-core' {
  interface Request {
    id: string;
  }
}

export function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = process.hrtime.bigint();
    req.id = randomUUID();
    res.setHeader('X-Request-Id', req.id);
    res.locals.requestId = req.id;
    res.on('finish', () => {
      const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
      const line = {
        requestId: req.id,
        method: req.method,
        route: routePattern(req),
        status: res.statusCode,
        durationMs,
      };
      if (res.statusCode >= 500) log.error(line);
      else log.info(line);
    });
    next();
  };
}

function routePattern(req: Request): string {
  return req.route ? `${req.baseUrl}${String(req.route.path)}` : 'unmatched';
}
