import { type Account, usualTerms } from '../../../../server/accounts/account.types';
import {
  leavesCases,
  mayConfirm,
  needsConfirmation,
} from '../../../../server/accounts/security/resets.rules';
import { hourMs } from '../../../../server/shared/clock';
import type { Role } from '../../../../server/shared/roles';

const askedAt = new Date('2026-10-05T06:00:00Z');
const after = (hours: number) => new Date(askedAt.getTime() + hours * hourMs);

const account = (id: string, role: Role, changes: Partial<Account> = {}): Account => ({
  ...{ id, role, login: id, name: id, regions: [], work: usualTerms, language: 'kk', isActive: true },
  ...{ hasPassword: true, mustChangePassword: false, createdAt: after(-1000), lastSignInAt: after(-1) },
  version: 0,
  ...changes,
});

describe('a reset of whoever works with cases', () => {
  it.each([
    ['psychologist', {}, true],
    ['lead', {}, true],
    ['coordinator', {}, false],
    ['administrator', {}, false],
    ['psychologist', { hasPassword: false }, true],
    ['psychologist', { lastSignInAt: null }, true],
    ['psychologist', { hasPassword: false, lastSignInAt: null }, false],
  ] as const)('%s %j needs a confirmation: %s', (role, changes, needs) => {
    expect(needsConfirmation(account('x', role, changes))).toBe(needs);
  });
});

describe('another role', () => {
  it.each([
    ['lead', 'coordinator', true],
    ['psychologist', 'administrator', true],
    ['psychologist', 'lead', false],
    ['coordinator', 'administrator', false],
  ] as const)('of a %s as %s takes it from cases: %s', (from, to, leaves) => {
    expect(leavesCases(account('x', from), to)).toBe(leaves);
  });

  it('leaves the confirmation to who worked with cases', () => {
    expect(needsConfirmation(account('x', 'coordinator'), true)).toBe(true);
    expect(leavesCases(account('x', 'lead', { hasPassword: false, lastSignInAt: null }), 'coordinator')).toBe(
      false,
    );
  });
});

const asker = account('asker', 'administrator');
const lead = account('lead', 'lead');
const other = account('other', 'lead');
const second = account('second', 'administrator');
const fresh = account('fresh', 'administrator', { createdAt: after(1) });
const recent = account('recent', 'administrator', { createdAt: after(-1) });
const everybody = [asker, lead, other, second, fresh, recent, account('p', 'psychologist')];
const withoutOtherLead = everybody.filter(({ id }) => id !== 'other');
const withClosedLead = [...withoutOtherLead, { ...other, isActive: false }];
const withInvitedLead = [...withoutOtherLead, { ...other, hasPassword: false }];

const later = { from: after(72) };

describe('a psychologist’s reset', () => {
  it.each([
    ['a lead', 'lead', 'yes'],
    ['the administrator who asked', 'asker', 'no'],
    ['another administrator', 'second', 'no'],
    ['the psychologist', 'p', 'no'],
  ])('is confirmed by %s: %s %s', (_, id, expected) => {
    expect(confirming({ of: 'p', by: id, accounts: everybody, hours: 1 })).toEqual(expected);
  });

  it('is not the administrator’s after days either, while there is a lead', () => {
    expect(confirming({ of: 'p', by: 'asker', accounts: everybody, hours: 1000 })).toBe('no');
  });
});

describe('the only lead’s reset', () => {
  it.each([
    ['the lead', 'lead', withoutOtherLead, 1000, 'no'],
    ['a psychologist', 'p', withoutOtherLead, 1000, 'no'],
    ['the second administrator, at once', 'second', withoutOtherLead, 0, 'yes'],
    ['one made afterwards', 'fresh', withoutOtherLead, 2, later],
    ['one made shortly before', 'recent', withoutOtherLead, 2, later],
    ['one made shortly before, when three days are over', 'recent', withoutOtherLead, 72, 'yes'],
    ['who asked', 'asker', withoutOtherLead, 71.99, later],
    ['who asked, when three days are over', 'asker', withoutOtherLead, 72, 'yes'],
    ['the second administrator while another lead is closed', 'second', withClosedLead, 0, 'yes'],
    ['the second administrator while another lead has no password yet', 'second', withInvitedLead, 0, 'yes'],
    ['nobody but a lead while there is another one', 'second', everybody, 100, 'no'],
    ['the other lead', 'other', everybody, 0, 'yes'],
  ] as const)('is confirmed by %s', (_, id, accounts, hours, expected) => {
    expect(confirming({ of: 'lead', by: id, accounts: [...accounts], hours })).toEqual(expected);
  });
});

function confirming(given: { of: string; by: string; accounts: Account[]; hours: number }) {
  const { of, by, accounts, hours } = given;
  const role = everybody.find(({ id }) => id === by)!.role;
  return mayConfirm({
    reset: { kind: 'both', askedBy: 'asker', askedAt },
    accountId: of,
    accounts,
    actor: { accountId: by, role },
    now: after(hours),
  });
}
