/** The access token: a short JWT that names a session. The session itself is looked up at every request. */
import { createHash } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { sessionLife } from '../accounts.rules';

const algorithm = 'HS256';
const issuer = 'self-check';
const audience = 'staff';

export function signAccess(key: Buffer, sessionId: string, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const exp = iat + sessionLife.accessMs / 1000;
  return jsonwebtoken.sign({ sid: sessionId, iat, exp }, key, { algorithm, issuer, audience });
}

/** @returns the session's id, or null for anything that we did not sign or that has expired. */
export function readAccess(key: Buffer, token: string, now: Date): string | null {
  const clockTimestamp = Math.floor(now.getTime() / 1000);
  try {
    const read = jsonwebtoken.verify(token, key, {
      algorithms: [algorithm],
      issuer,
      audience,
      clockTimestamp,
    });
    return typeof read === 'object' && typeof read.sid === 'string' ? read.sid : null;
  } catch {
    return null;
  }
}

/** Refresh tokens and links hold 256 random bits, so that a plain digest is enough to keep them unreadable. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
