/**
 * Who may let somebody in again. An administrator who could do it alone could read cases by signing in as a
 * psychologist; so for whoever works with cases a lead confirms, who may read them anyway. Pure.
 */
import { hourMs } from '../../shared/clock';
import { type Actor, clinicians, type Role } from '../../shared/roles';
import type { Account } from '../account.types';
import { stateOf } from '../accounts.rules';

export const resetKinds = ['password', 'secondFactor', 'both'] as const;
/** `account`: the first link of an account under which nobody has come in yet. */
export type ResetKind = (typeof resetKinds)[number] | 'account';

export interface Reset {
  kind: ResetKind;
  askedBy: string;
  askedAt: Date;
}

/** How long all staff have known of it before one administrator may act alone, and how old a second one's account is. */
const toldForMs = 72 * hourMs;

const isClinician = ({ role }: Pick<Account, 'role'>) => (clinicians as readonly string[]).includes(role);

const hasComeIn = ({ hasPassword, lastSignInAt }: Account) => hasPassword || lastSignInAt !== null;

/**
 * Not before somebody's first sign-in, unless there are cases to read by then: until that there is nobody to be taken for,
 * and nobody who could confirm.
 */
export function needsConfirmation(account: Account, heldCases = false, areCasesHeld = false): boolean {
  return (isClinician(account) || heldCases) && (areCasesHeld || hasComeIn(account));
}

/** Whether somebody works, or has worked, with cases here. @param heldCases accounts that did under another role */
export function areCasesHeld(accounts: Account[], heldCases: boolean): boolean {
  return heldCases || accounts.some((one) => isClinician(one) && hasComeIn(one));
}

/** Whether the change of role would let it read cases. */
export const entersCases = (account: Pick<Account, 'role'>, role: Role): boolean =>
  isClinician({ role }) && !isClinician(account);

/** What is asked for: an account that nobody knows the way into has nothing to be reset. */
export const kindFor = (account: Account, kind: ResetKind): ResetKind =>
  hasComeIn(account) ? kind : 'account';

/** Whether the change of role would take it from under the confirmation, and back again after a reset. */
export function leavesCases(account: Account, role: Role): boolean {
  return needsConfirmation(account) && !isClinician({ role });
}

/** Whether a lead is there to confirm; otherwise all staff are told when it is asked for. */
export function hasLeadFor(accountId: string, accounts: Account[]): boolean {
  return accounts.some((one) => one.id !== accountId && one.role === 'lead' && stateOf(one) === 'active');
}

export type Confirming = 'yes' | 'no' | { from: Date };

/** `from`: the asking administrator may, alone, from then on. */
export function mayConfirm(act: {
  reset: Reset;
  accountId: string;
  accounts: Account[];
  actor: Pick<Actor, 'accountId' | 'role'>;
  now: Date;
}): Confirming {
  const { reset, accountId, accounts, actor, now } = act;
  if (actor.accountId === accountId) return 'no';
  if (hasLeadFor(accountId, accounts)) return actor.role === 'lead' ? 'yes' : 'no';
  if (actor.role !== 'administrator') return 'no';
  const own = accounts.find(({ id }) => id === actor.accountId);
  const isLongThere = own !== undefined && now.getTime() - own.createdAt.getTime() >= toldForMs;
  // Not an account that was made for this, by `create-admin` for example.
  if (actor.accountId !== reset.askedBy && isLongThere && own.createdAt < reset.askedAt) return 'yes';
  const from = new Date(reset.askedAt.getTime() + toldForMs);
  return now >= from ? 'yes' : { from };
}
