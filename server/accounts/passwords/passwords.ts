/**
 * Passwords are kept as argon2id with the parameters that OWASP names first for servers with little memory
 * (Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1).
 */
import { hash, verify } from '@node-rs/argon2';
import { normalPassword } from '../accounts.rules';

// 2 is argon2id; the package's own name for it is a const enum, which single-file compilers cannot read.
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of 256 random bits that nobody kept, made with the same parameters. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$eRUCmjBx/ZlK5DcplUMfYQ$Tl09kaN5PKhXovOXudnlUmtoRHzknN6Ywo/SuCV5LCk';

export function hashPassword(typed: string): Promise<string> {
  return hash(normalPassword(typed), argon2id);
}

/** Takes the same time when there is nothing to compare with (`stored` null), so that logins cannot be guessed. */
export async function fitsPassword(stored: string | null, typed: string): Promise<boolean> {
  const fits = await verify(stored ?? nobodysHash, normalPassword(typed));
  return fits && stored !== null;
}
