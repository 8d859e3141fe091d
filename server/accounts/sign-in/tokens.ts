/**
 * The access token: a short JWT that names a session, which is looked up at every request. And the ticket between the
 * two steps of a sign-in: whose password was right, good for as long as nothing about the account changes.
 */
import { createHash } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { sessionLife } from '../accounts.rules';

const algorithm = 'HS256' as const;
const issuer = 'self-check';
const audience = 'staff';
const ticketAudience = 'staff sign-in';

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

export function signAccess(key: Buffer, sessionId: string, now: Date): string {
  const iat = secondsOf(now);
  const exp = iat + sessionLife.accessMs / 1000;
  return jsonwebtoken.sign({ sid: sessionId, iat, exp }, key, { algorithm, issuer, audience });
}

/** @returns the session's id, or null for anything that we did not sign or that has expired. */
export function readAccess(key: Buffer, token: string, now: Date): string | null {
  const read = verified(key, token, audience, now);
  return typeof read?.sid === 'string' ? read.sid : null;
}

export interface Ticket {
  accountId: string;
  /** The account's, at the first step. */
  version: number;
}

export function signTicket(key: Buffer, { accountId, version }: Ticket, now: Date): string {
  const iat = secondsOf(now);
  const exp = iat + sessionLife.ticketMs / 1000;
  const claims = { sub: accountId, version, iat, exp };
  return jsonwebtoken.sign(claims, key, { algorithm, issuer, audience: ticketAudience });
}

export function readTicket(key: Buffer, token: string, now: Date): Ticket | null {
  const read = verified(key, token, ticketAudience, now);
  if (typeof read?.sub !== 'string' || typeof read.version !== 'number') return null;
  return { accountId: read.sub, version: read.version };
}

function verified(key: Buffer, token: string, audience: string, now: Date): jsonwebtoken.JwtPayload | null {
  const clockTimestamp = secondsOf(now);
  try {
    const options = { algorithms: [algorithm], issuer, audience, clockTimestamp };
    const read = jsonwebtoken.verify(token, key, options);
    return typeof read === 'object' ? read : null;
  } catch {
    return null;
  }
}

/** Refresh tokens and links hold 256 random bits, so that a plain digest is enough to keep them unreadable. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
