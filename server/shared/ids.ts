import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** An attempt's id is made on the phone; only a lower-case random UUID is taken. */
export const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An unguessable token for links and sessions: 256 bits, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 32 random bits as a number, by which a record is known in counts that are perturbed; they never leave the database. */
export function newRecordBits(): number {
  return randomInt(2 ** 32);
}

/** Compares two equal-length digests without telling how far they agree. */
export function sameDigest(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
