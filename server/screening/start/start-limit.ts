/**
 * How many attempts may begin at one address: a school of four hundred within ten minutes, and no script that makes
 * up people. Saves of what has begun are not counted, and a phone that is refused sends its attempt later.
 */
import type { Request, Response } from 'express';
import type { Web } from '../../http/web';
import { minuteMs } from '../../shared/clock';

export const starts = { name: 'start', most: 600, windowMs: 10 * minuteMs };

/** @returns for a request, what a save asks before it begins an attempt. @throws Problem tooManyRequests, then */
export function startLimit(web: Pick<Web, 'limit'>): (req: Request, res: Response) => () => Promise<void> {
  const limit = web.limit(starts);
  return (req, res) => async () => {
    await limit(req, res, () => undefined);
  };
}
