/**
 * The second factor: codes by time (RFC 6238: SHA-1, six digits, thirty seconds, as every app knows them) and recovery
 * codes, which are made like students' codes and kept as keyed hashes. Pure but for randomness.
 */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { codeBytes, codeFrom, normaliseCode } from '../../core/attempt/code';
import { keyedHash } from '../../shared/sealing';

const periodSeconds = 30;
/** A phone's clock may be a step ahead or behind. */
const window = 1;
const issuer = 'Self-check';
const recoveryCodeCount = 10;

export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label: string): TOTP {
  const settings = { algorithm: 'SHA1', digits: 6, period: periodSeconds, issuer, label };
  return new TOTP({ ...settings, secret: Secret.fromBase32(secret) });
}

/** What an app reads from the QR code. */
export function enrolmentLink(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** @returns the step whose code it is, later than `lastStep`; null when it is none, or one that was used. */
export function stepOf(secret: string, typed: string, lastStep: number, now: Date): number | null {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '').validate({ token, window, timestamp: now.getTime() });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
  return step > lastStep ? step : null;
}

export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => codeFrom(randomBytes(codeBytes)));
}

export function recoveryHash(key: Buffer, accountId: string, typed: string): string {
  return keyedHash(key, `recovery code of ${accountId}: ${normaliseCode(typed)}`);
}
