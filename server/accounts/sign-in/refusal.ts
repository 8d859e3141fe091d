import type { Request, Response } from 'express';
import type { Notice } from '../../core/pages/notice';
import type { Refused } from './tries';

/** Says that it did not work and for how long, and of a wrong login or password never which of them was wrong. */
export function refusal(req: Request, res: Response, outcome: { fault: 'wrong' | 'disabled' } | Refused) {
  const notice = (text: string): Notice => ({ kind: 'error', text });
  if (!('waitSeconds' in outcome))
    return { status: 400, notice: notice(req.t(`accounts:signIn.${outcome.fault}`)) };
  const { fault, waitSeconds } = outcome;
  res.setHeader('Retry-After', String(waitSeconds));
  const count = fault === 'slowed' ? waitSeconds : Math.ceil(waitSeconds / 60);
  return { status: 429, notice: notice(req.t(`accounts:signIn.${fault}`, { count })) };
}
