/**
 * The access token: a short JWT that names a session, which is looked up at every request. And the ticket between the
 * two steps of a sign-in: whose password was right, good for as long as nothing about the account changes.
 */
import { createHash } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { type Keyring, ringKeys } from '../../shared/sealing';
import { sessionLife } from '../accounts.rules';

const algorithm = 'HS256' as const;
const issuer = 'self-check';
const audience = 'staff';
const ticketAudience = 'staff sign-in';

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

export function signAccess(ring: Keyring, sessionId: string, now: Date): string {
  const iat = secondsOf(now);
  const exp = iat + sessionLife.accessMs / 1000;
  return jsonwebtoken.sign({ sid: sessionId, iat, exp }, ringKeys(ring)[0], { algorithm, issuer, audience });
}

/** @returns the session's id, or null for anything that we did not sign or that has expired. */
export function readAccess(ring: Keyring, token: string, now: Date): string | null {
  const read = verified(ring, token, audience, now);
  return typeof read?.sid === 'string' ? read.sid : null;
}

export interface Ticket {
  accountId: string;
  /** The account's, at the first step. */
  version: number;
}

export function signTicket(ring: Keyring, { accountId, version }: Ticket, now: Date): string {
  const iat = secondsOf(now);
  const exp = iat + sessionLife.ticketMs / 1000;
  const claims = { sub: accountId, version, iat, exp };
  return jsonwebtoken.sign(claims, ringKeys(ring)[0], { algorithm, issuer, audience: ticketAudience });
}

export function readTicket(ring: Keyring, token: string, now: Date): Ticket | null {
  const read = verified(ring, token, ticketAudience, now);
  if (typeof read?.sub !== 'string' || typeof read.version !== 'number') return null;
  return { accountId: read.sub, version: read.version };
}

/** By any of the keys: what a former one signed is good until it expires. */
function verified(ring: Keyring, token: string, audience: string, now: Date): jsonwebtoken.JwtPayload | null {
  const options = { algorithms: [algorithm], issuer, audience, clockTimestamp: secondsOf(now) };
  for (const key of ringKeys(ring)) {
    try {
      const read = jsonwebtoken.verify(token, key, options);
      if (typeof read === 'object') return read;
    } catch {
      // The next key may be its own.
    }
  }
  return null;
}

/** Refresh tokens and links hold 256 random bits, so that a plain digest is enough to keep them unreadable. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
