/**
 * Limits by address, without keeping addresses: an HMAC under a key that changes every day, counted in the store
 * (so that several processes share it) and gone within 24 hours. Wide enough for a class of forty behind one router.
 */
import { hkdfSync } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
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

/** What an address is counted by: the same for a request's whole local day, and nothing of the address in it. */
export function addressPrints(key: Buffer, clock: Clock): (req: Request) => string {
  return (req) => keyedHash(keyOfDay(key, localDay(clock())), networkOf(req.ip ?? ''));
}

export function limitsBy(counters: Counters, key: Buffer, clock: Clock): LimitRequests {
  const printOf = addressPrints(key, clock);
  return (limit) => async (req, res, next) => {
    const now = clock();
    const window = Math.floor(now.getTime() / limit.windowMs);
    const address = printOf(req);
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

/** Every line is given a /64 at least (RFC 6177), so that its 2^64 addresses are one; IPv4 also where it is mapped. */
export function networkOf(ip: string): string {
  const address = ip.replace(/^::ffff:/i, '').replace(/%.*$/, '');
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [before = '', after] = address.replace(/[\d.]+\.\d+$/, '0:0').split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const start = groups(before);
  const end = groups(after ?? '');
  const all = [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
