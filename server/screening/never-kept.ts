import type { RequestHandler } from 'express';

/** A shared phone must not show the pages again after "finish here". */
export const neverKept: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
