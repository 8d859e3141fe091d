/** What administrators do with accounts. */
import { randomUUID } from 'node:crypto';
import type { AuditService } from '../audit/audit.service';
import { newToken } from '../shared/ids';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import { type Account, type AccountPlan, usualTerms, type WorkTerms } from './account.types';
import { changedFields, invitationLifeMs, isWorkingAdministrator } from './accounts.rules';
import type { AccountsStore } from './accounts.store';
import type { InvitationsStore } from './invitations/invitations.store';
import { hashPassword } from './passwords/passwords';
import { leavesCases } from './security/resets.rules';
import type { SecurityStore } from './security/security.store';
import type { SessionsStore } from './sign-in/sessions.store';
import { tokenHash } from './sign-in/tokens';

export interface AccountsStores {
  accounts: AccountsStore;
  invitations: InvitationsStore;
  sessions: SessionsStore;
  security: SecurityStore;
}

/** `actor` is null for a command on the server. */
type Act<T> = T & { actor: Actor | null; now: Date };
type AccountFault = 'loginTaken' | 'lastAdministrator';

export interface AccountsService {
  list(): Promise<Account[]>;
  /** @throws Problem notFound */
  get(id: string): Promise<Account>;
  /** Account id -> name, also of disabled ones. */
  names(): Promise<Map<string, string>>;
  /**
   * `token` belongs into the person's one-time link. A temporary password, for accounts made by a command, takes
   * its place and has to be replaced at the first sign-in.
   */
  create(
    act: Act<{ plan: AccountPlan; temporaryPassword?: string }>,
  ): Promise<{ account: Account; token: string } | { fault: AccountFault }>;
  /** @throws Problem changedMeanwhile when someone else changed it first. */
  change(
    act: Act<{ id: string; version: number; plan: AccountPlan }>,
  ): Promise<{ account: Account } | { fault: AccountFault }>;
  /** Out at once. @throws Problem lastAdministrator */
  disable(act: Act<{ id: string }>): Promise<void>;
  enable(act: Act<{ id: string }>): Promise<void>;
  /** The terms under which somebody works with cases. @throws Problem notFound */
  setWork(act: Act<{ id: string; work: WorkTerms }>): Promise<void>;
}

export function accountsService({
  stores,
  audit,
}: {
  stores: AccountsStores;
  audit: AuditService;
}): AccountsService {
  const { accounts, invitations, sessions, security } = stores;

  async function invite(accountId: string, now: Date): Promise<string> {
    const token = newToken();
    const expiresAt = new Date(now.getTime() + invitationLifeMs);
    await invitations.replace({ hash: tokenHash(token), accountId, expiresAt });
    return token;
  }

  async function isTheLastAdministrator(account: Account): Promise<boolean> {
    if (!isWorkingAdministrator(account)) return false;
    return !(await accounts.list()).some((one) => one.id !== account.id && isWorkingAdministrator(one));
  }

  const nobodyAdministers = async () => !(await accounts.list()).some(isWorkingAdministrator);

  async function setActive(account: Account, isActive: boolean, { actor, now }: Act<object>): Promise<void> {
    if (account.isActive === isActive) return;
    await accounts.setActive(account.id, isActive);
    await audit.record({ act: 'accountChanged', actor, target: account.id, details: { isActive }, now });
  }

  return {
    list: () => accounts.list(),
    get: (id) => accounts.getById(id),
    async names() {
      return new Map((await accounts.list()).map(({ id, name }) => [id, name]));
    },
    async create({ plan, temporaryPassword, actor, now }) {
      const passwordHash = temporaryPassword === undefined ? null : await hashPassword(temporaryPassword);
      const account = await accounts.insert(
        {
          ...plan,
          id: randomUUID(),
          work: usualTerms,
          isActive: true,
          hasPassword: passwordHash !== null,
          mustChangePassword: passwordHash !== null,
          createdAt: now,
          lastSignInAt: null,
          version: 0,
        },
        passwordHash,
      );
      if (!account) return { fault: 'loginTaken' };
      await audit.record({
        act: 'accountCreated',
        actor,
        target: account.id,
        details: { role: plan.role },
        now,
      });
      return { account, token: await invite(account.id, now) };
    },
    async change({ id, version, plan, actor, now }) {
      const before = await accounts.getById(id);
      const fields = changedFields(before, plan);
      const stepsDown = plan.role !== 'administrator';
      if (stepsDown && (await isTheLastAdministrator(before))) return { fault: 'lastAdministrator' };
      if (leavesCases(before, plan.role)) {
        const guards = await security.get(id);
        if (!(await security.change(guards, { heldCases: true }))) throw new Problem('changedMeanwhile');
      }
      const account = await accounts.change(id, version, plan);
      if (!account) return { fault: 'loginTaken' };
      if (stepsDown && isWorkingAdministrator(before) && (await nobodyAdministers())) {
        // Two administrators stepped down in the same moment: both stay.
        await accounts.change(id, account.version, { ...plan, role: before.role });
        return { fault: 'lastAdministrator' };
      }
      if (fields.length > 0)
        await audit.record({ act: 'accountChanged', actor, target: id, details: { fields }, now });
      return { account };
    },
    async disable({ id, actor, now }) {
      const account = await accounts.getById(id);
      if (await isTheLastAdministrator(account)) throw new Problem('lastAdministrator');
      await setActive(account, false, { actor, now });
      if (isWorkingAdministrator(account) && (await nobodyAdministers())) {
        await setActive({ ...account, isActive: false }, true, { actor, now });
        throw new Problem('lastAdministrator');
      }
      await sessions.endAllOf(id);
      await invitations.removeOf(id);
    },
    async enable({ id, actor, now }) {
      await setActive(await accounts.getById(id), true, { actor, now });
    },
    async setWork({ id, work, actor, now }) {
      await accounts.getById(id);
      await accounts.setWork(id, work);
      await audit.record({ act: 'accountChanged', actor, target: id, details: { fields: ['work'] }, now });
    },
  };
}
