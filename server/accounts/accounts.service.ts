/** What administrators do with accounts. */
import { randomUUID } from 'node:crypto';
import type { AuditService } from '../audit/audit.service';
import { newToken } from '../shared/ids';
import { Problem } from '../shared/problems';
import type { Actor, Role } from '../shared/roles';
import { type Account, type AccountPlan, usualTerms, type WorkTerms } from './account.types';
import { changedFields, invitationLifeMs, isWorkingAdministrator } from './accounts.rules';
import type { AccountsStore } from './accounts.store';
import type { InvitationsStore } from './invitations/invitations.store';
import { hashPassword } from './passwords/passwords';
import { areCasesHeld, entersCases, leavesCases } from './security/resets.rules';
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
/** Whose account is only made. */
const nobody = { role: 'coordinator' } as const;
type AccountFault = 'loginTaken' | 'lastAdministrator';

export interface AccountsService {
  list(): Promise<Account[]>;
  /** @throws Problem notFound */
  get(id: string): Promise<Account>;
  /** Account id -> name, also of disabled ones. */
  names(): Promise<Map<string, string>>;
  /**
   * `token` belongs into the person's one-time link; null where others have to confirm it first (see resets.rules.ts). A temporary password, for accounts made by a command, takes
   * its place and has to be replaced at the first sign-in.
   */
  create(
    act: Act<{ plan: AccountPlan; temporaryPassword?: string }>,
  ): Promise<{ account: Account; token: string | null } | { fault: AccountFault }>;
  /**
   * Who is to work with cases from now on has to come in anew, by a link that others confirm: `isConfirmed` is false until then.
   * @throws Problem changedMeanwhile when someone else changed it first; notAllowedNow for one's own account
   */
  change(
    act: Act<{ id: string; version: number; plan: AccountPlan }>,
  ): Promise<{ account: Account; isConfirmed: boolean } | { fault: AccountFault }>;
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

  /** Whoever made the account alone could sign in under it; a command on the server could anyway. */
  async function wouldReadCases(before: Pick<Account, 'role'>, role: Role, actor: Actor | null) {
    if (actor === null || !entersCases(before, role)) return false;
    const guards = await security.list();
    return areCasesHeld(
      await accounts.list(),
      guards.some(({ heldCases }) => heldCases),
    );
  }

  async function shutOut(id: string): Promise<void> {
    await accounts.setPassword(id, null);
    await sessions.endAllOf(id);
    await invitations.removeOf(id);
  }

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
      const isAsked = await wouldReadCases(nobody, plan.role, actor);
      return { account, token: isAsked ? null : await invite(account.id, now) };
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
      const isEntering = await wouldReadCases(before, plan.role, actor);
      if (isEntering && id === actor?.accountId) throw new Problem('notAllowedNow');
      // The role comes last: nobody reads a case in between.
      const first = isEntering ? { ...plan, role: before.role } : plan;
      let account = await accounts.change(id, version, first);
      if (!account) return { fault: 'loginTaken' };
      if (isEntering) {
        await shutOut(id);
        account = (await accounts.change(id, (await accounts.getById(id)).version, plan)) ?? account;
      }
      if (stepsDown && isWorkingAdministrator(before) && (await nobodyAdministers())) {
        // Two administrators stepped down in the same moment: both stay.
        await accounts.change(id, account.version, { ...plan, role: before.role });
        return { fault: 'lastAdministrator' };
      }
      if (fields.length > 0)
        await audit.record({ act: 'accountChanged', actor, target: id, details: { fields }, now });
      return { account, isConfirmed: !isEntering };
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
