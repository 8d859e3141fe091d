/**
 * Limits by address, without keeping addresses: an HMAC under a key that changes every day, counted in the store
 * (so that several processes share it) and gone within 24 hours. Wide enough for a class of forty behind one router. The
 * first hundredth each process counts by itself: so much more passes where there are several, and a student's requests
 * write nothing.
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
export function addressPrints(secret: Buffer, clock: Clock): (req: Request) => string {
  let ofDay = { day: '', key: secret };
  return (req) => {
    const day = localDay(clock());
    if (ofDay.day !== day) ofDay = { day, key: keyOfDay(secret, day) };
    return keyedHash(ofDay.key, networkOf(req.ip ?? ''));
  };
}

/** Of what is allowed to an address: so many requests a process counts by itself, since most addresses never send more. */
export const countedAlone = ({ most }: Pick<Limit, 'most'>): number => Math.floor(most / 100);
/** Beyond them only the store counts. */
const mostAddressesAlone = 50_000;

/** @returns whether this process lets a request pass without asking the store */
function countingAlone(most: number): (window: number, address: string) => boolean {
  let counts = { window: 0, of: new Map<string, number>() };
  return (window, address) => {
    if (counts.window !== window) counts = { window, of: new Map() };
    const count = (counts.of.get(address) ?? 0) + 1;
    if (count > most || (count === 1 && counts.of.size >= mostAddressesAlone)) return false;
    counts.of.set(address, count);
    return true;
  };
}

export function limitsBy(counters: Counters, key: Buffer, clock: Clock): LimitRequests {
  const printOf = addressPrints(key, clock);
  /** By name: forms and API share a limit. */
  const counting = new Map<string, ReturnType<typeof countingAlone>>();
  return (limit) => {
    const alone = countedAlone(limit);
    const isCountedAlone = counting.get(limit.name) ?? countingAlone(alone);
    counting.set(limit.name, isCountedAlone);
    return async (req, res, next) => {
      const now = clock();
      const window = Math.floor(now.getTime() / limit.windowMs);
      const address = printOf(req);
      if (isCountedAlone(window, address)) return next();
      const expiresAt = new Date((window + 1) * limit.windowMs);
      const count = await counters.increment(`${limit.name}:${window}:${address}`, expiresAt);
      if (alone + count > limit.most) {
        const waitSeconds = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
        res.setHeader('Retry-After', String(waitSeconds));
        throw new Problem('tooManyRequests', { minutes: Math.ceil(waitSeconds / 60) });
      }
      next();
    };
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
