/**
 * Limits by address, without keeping addresses: an HMAC under a key that changes every day, counted in the store
 * (so that several processes share it) and gone within 24 hours. Wide enough for a class of forty behind one router.
 */
import { hkdfSync } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type Clock, localDay } from '../../shared/clock';
import { Problem } from '../../shared/problems';
import { keyedHash } from '../../shared/sealing';

export interface Counters {
  /** Adds one and returns the count in the present window; the record is gone after `expiresAt`. */
  increment(id: string, expiresAt: Date): Promise<number>;
}

export interface Limit {
  name: string;
  most: number;
  windowMs: number;
}

export type LimitRequests = (limit: Limit) => RequestHandler;

export function limitsBy(counters: Counters, key: Buffer, clock: Clock): LimitRequests {
  return (limit) => async (req, res, next) => {
    const now = clock();
    const window = Math.floor(now.getTime() / limit.windowMs);
    const address = keyedHash(keyOfDay(key, localDay(now)), req.ip ?? '');
    const expiresAt = new Date((window + 1) * limit.windowMs);
    const count = await counters.increment(`${limit.name}:${window}:${address}`, expiresAt);
    if (count > limit.most) {
      const waitSeconds = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
      res.setHeader('Retry-After', String(waitSeconds));
      throw new Problem('tooManyRequests', { minutes: Math.ceil(waitSeconds / 60) });
    }
    next();
  };
}

/** Another key on each local day (HKDF, RFC 5869), so that what an address did on two days cannot be put together. */
function keyOfDay(secret: Buffer, day: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `addresses of ${day}`, 32));
}
