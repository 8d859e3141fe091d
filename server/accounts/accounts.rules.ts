/** Pure rules about accounts, passwords and ways after sign-in. */
import { hourMs, minuteMs, secondMs } from '../shared/clock';
import type { Role } from '../shared/roles';
import type { Account, AccountPlan } from './account.types';
import { isCommonPassword } from './passwords/common-passwords';
import { isMadeOfOwnWords } from './passwords/own-words';

/** One spelling per login and password, however the keyboard composed the letters (NFKC, as NIST SP 800-63B asks). */
export function normalLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

export function normalPassword(typed: string): string {
  return typed.normalize('NFKC');
}

export const shortestPassword = 10;
/** Far above any sentence, and below what would keep the hash busy. */
export const longestPassword = 200;

export type PasswordFault = 'tooShort' | 'tooLong' | 'sameAsLogin' | 'tooCommon' | 'ownWords';

/** Length instead of required kinds of characters, and no well-known ones: NIST SP 800-63B, section 3.1.1. */
export function passwordFault(typed: string, owner: { login: string; name: string }): PasswordFault | null {
  const password = normalPassword(typed);
  const letters = [...password];
  if (letters.length < shortestPassword) return 'tooShort';
  if (letters.length > longestPassword) return 'tooLong';
  const plain = password.trim().toLowerCase();
  if (plain === owner.login) return 'sameAsLogin';
  if (new Set(plain).size === 1 || isCommonPassword(plain)) return 'tooCommon';
  return isMadeOfOwnWords(plain, owner) ? 'ownWords' : null;
}

const homes: Record<Role, string> = {
  psychologist: '/staff/cases',
  lead: '/staff/cases',
  coordinator: '/staff/overview',
  administrator: '/staff/accounts',
};

export function homeOf(role: Role): string {
  return homes[role];
}

/** The page that was asked for before signing in, if it is a staff page of ours; otherwise the role's home. */
export function pathAfterSignIn(next: string | undefined, role: Role): string {
  if (!next || !isStaffPath(next)) return homeOf(role);
  const url = new URL(next, base);
  return `${url.pathname}${url.search}`;
}

const base = 'http://here.invalid';

/** A path of ours for somebody who is signed in. */
export function isStaffPath(path: string): boolean {
  if (!path.startsWith('/') || !URL.canParse(path, base)) return false;
  const url = new URL(path, base);
  return url.origin === base && /^\/staff\/(?!sign-in|sign-out|invitation)/.test(url.pathname);
}

export type AccountState = 'invited' | 'active' | 'disabled';

export function stateOf(account: Pick<Account, 'isActive' | 'hasPassword'>): AccountState {
  if (!account.isActive) return 'disabled';
  return account.hasPassword ? 'active' : 'invited';
}

/** Whom the setting may ask for a second factor; everybody else may have one. */
export function mayNeedSecondFactor(role: Role): boolean {
  return role !== 'psychologist';
}

/** Whether the account can administer the installation today. */
export function isWorkingAdministrator(account: Account): boolean {
  return account.role === 'administrator' && stateOf(account) === 'active';
}

/** Names of what the new plan changes. */
export function changedFields(account: Account, plan: AccountPlan): (keyof AccountPlan)[] {
  const names = ['name', 'login', 'role', 'regions', 'language'] as const;
  return names.filter((name) => String(account[name]) !== String(plan[name]));
}

/**
 * How often a password may be tried wrongly within the window. What is closed is closed for whoever tried, never for
 * the account: from an address a login, then the address; a login that is tried from many addresses is only slowed
 * down, and for browsers that are new to it.
 */
export const wrongTries = {
  windowMs: 15 * minuteMs,
  mostFromOnePlace: 5,
  mostFromOneAddress: 20,
  mostAtOneLogin: 20,
  /** Beyond that one try in each such span. */
  slowMs: 10 * secondMs,
} as const;

/** A link's life; long enough to hand it over on paper or by phone the same day. */
export const invitationLifeMs = 24 * hourMs;

/** Access tokens are short, refresh tokens slide, and a session ends with the working day. */
export const sessionLife = {
  accessMs: 10 * minuteMs,
  /** Between the password and the code. */
  ticketMs: 10 * minuteMs,
  idleMs: 3 * hourMs,
  wholeMs: 12 * hourMs,
  /** Two tabs may refresh at the same moment with the same token; later use of a spent one is theft. */
  graceMs: 30 * secondMs,
  /** Of one token: so many more tabs may do it at once, and nobody makes tokens without end. */
  mostSiblings: 10,
} as const;
