/** Letting somebody in again who lost the password, the phone, or both. */
import type { AuditService } from '../../audit/audit.service';
import { newToken } from '../../shared/ids';
import { Problem } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import type { Account } from '../account.types';
import { invitationLifeMs, isWorkingAdministrator, normalLogin } from '../accounts.rules';
import type { AccountsStores } from '../accounts.service';
import { tokenHash } from '../sign-in/tokens';
import { countTries, type Refused } from '../sign-in/tries';
import type { TriesStore } from '../sign-in/tries.store';
import {
  areCasesHeld,
  type Confirming,
  hasLeadFor,
  kindFor,
  mayConfirm,
  needsConfirmation,
  type Reset,
  type ResetKind,
} from './resets.rules';
import type { UseCode } from './second-factor.service';
import type { News } from './security.store';

/** What was done at once: `token` belongs into the new one-time link; null where the password stays. */
type Done = { token: string | null };
export interface OpenReset {
  account: Account;
  reset: Reset;
  confirming: Confirming;
}

const isOfPhone = (kind: ResetKind) => kind === 'secondFactor' || kind === 'both';
const isOfPassword = (kind: ResetKind) => kind === 'password' || kind === 'both';

export interface ResetsService {
  /** Done at once, or asked for where others have to confirm it (see resets.rules.ts). @throws Problem notAllowedNow */
  reset(act: {
    id: string;
    kind: ResetKind;
    actor: Actor | null;
    now: Date;
  }): Promise<Done | { asked: true }>;
  /** Whether others have to confirm it. */
  isResetConfirmed(account: Account): Promise<boolean>;
  /** Of one account; null when nothing is asked for. */
  findReset(act: { id: string; actor: Actor; now: Date }): Promise<OpenReset | null>;
  /** Those on which the actor may decide, now or later. */
  resetsFor(act: { actor: Actor; now: Date }): Promise<OpenReset[]>;
  /** Those that wait for the actor. */
  countResetsToConfirm(act: { actor: Actor; now: Date }): Promise<number>;
  confirmReset(act: { id: string; actor: Actor; now: Date }): Promise<Done>;
  /** By who may confirm it, who asked for it, or whom it is about. */
  refuseReset(act: { id: string; actor: Actor; now: Date }): Promise<void>;
  /** In the place of a confirmation: whose access it is gives a recovery code. */
  recover(act: {
    login: string;
    code: string;
    from: string;
    now: Date;
  }): Promise<Done | { fault: 'wrong' } | Refused>;
}

export function resetsService({
  stores: { accounts, invitations, sessions, security, tries },
  audit,
  keys,
  codeUser,
}: {
  stores: AccountsStores & { tries: TriesStore };
  audit: AuditService;
  keys: { limits: Buffer };
  codeUser: UseCode;
}): ResetsService {
  const countTry = countTries(tries, keys.limits);

  async function tell(
    accountId: string,
    news: News[],
    changes: { reset?: Reset | null } = {},
  ): Promise<void> {
    const found = await security.get(accountId);
    const isTold = await security.change(found, { ...changes, news: [...found.news, ...news] });
    if (!isTold) throw new Problem('changedMeanwhile');
  }

  async function carryOut(act: {
    account: Account;
    kind: ResetKind;
    actor: Actor | null;
    now: Date;
  }): Promise<Done> {
    const { account, kind, actor, now } = act;
    const { id } = account;
    const found = await security.get(id);
    const done: News = { kind: 'resetDone', at: now, about: actor?.name ?? null };
    const news = kind === 'account' ? found.news : [...found.news, done];
    const without = { secret: null, pendingSecret: null, recoveryCodes: [] };
    const changes = { reset: null, news, ...(isOfPhone(kind) && without) };
    if (!(await security.change(found, changes))) throw new Problem('changedMeanwhile');
    if (kind !== 'secondFactor') await accounts.setPassword(id, null);
    await sessions.endAllOf(id);
    if (isOfPassword(kind)) await audit.record({ act: 'passwordReset', actor, target: id, now });
    if (isOfPhone(kind)) await audit.record({ act: 'secondFactorReset', actor, target: id, now });
    if (kind === 'secondFactor') return { token: null };
    const token = newToken();
    const expiresAt = new Date(now.getTime() + invitationLifeMs);
    await invitations.replace({ hash: tokenHash(token), accountId: id, expiresAt });
    return { token };
  }

  async function ask(act: { account: Account; kind: ResetKind; actor: Actor; now: Date }): Promise<void> {
    const { account, kind, actor, now } = act;
    const reset = { kind, askedBy: actor.accountId, askedAt: now };
    const news: News[] = kind === 'account' ? [] : [{ kind: 'resetAsked', at: now, about: actor.name }];
    await tell(account.id, news, { reset });
    const all = await accounts.list();
    if (!hasLeadFor(account.id, all)) {
      const others = all.filter((one) => one.id !== account.id && one.isActive);
      for (const { id } of others)
        await tell(id, [{ kind: 'colleagueResetAsked', at: now, about: account.name }]);
    }
    await audit.record({ act: 'resetAsked', actor, target: account.id, details: { fields: [kind] }, now });
  }

  async function openResets(actor: Actor, now: Date): Promise<OpenReset[]> {
    const asked = (await security.list()).filter(({ reset }) => reset !== null);
    if (asked.length === 0) return [];
    const all = await accounts.list();
    return all.flatMap((account) => {
      const reset = asked.find(({ accountId }) => accountId === account.id)?.reset;
      if (!reset || !account.isActive) return [];
      return [
        {
          account,
          reset,
          confirming: mayConfirm({ reset, accountId: account.id, accounts: all, actor, now }),
        },
      ];
    });
  }

  async function findReset({ id, actor, now }: { id: string; actor: Actor; now: Date }) {
    return (await openResets(actor, now)).find(({ account }) => account.id === id) ?? null;
  }

  async function isResetConfirmed(account: Account): Promise<boolean> {
    const guards = await security.list();
    const heldCases = guards.some((one) => one.accountId === account.id && one.heldCases);
    const areHeld = areCasesHeld(
      await accounts.list(),
      guards.some((one) => one.heldCases),
    );
    return needsConfirmation(account, heldCases, areHeld);
  }

  return {
    findReset,
    isResetConfirmed,
    async reset({ id, kind: asked, actor, now }) {
      const account = await accounts.getById(id);
      const kind = kindFor(account, asked);
      if (!account.isActive || id === actor?.accountId) throw new Problem('notAllowedNow');
      const isLast =
        isWorkingAdministrator(account) &&
        !(await accounts.list()).some((one) => one.id !== id && isWorkingAdministrator(one));
      if (isLast) throw new Problem('lastAdministrator');
      if (!(await isResetConfirmed(account))) return carryOut({ account, kind, actor, now });
      // A command on the server asks for nothing: nobody would stand for it.
      if (!actor) throw new Problem('notAllowedNow');
      await ask({ account, kind, actor, now });
      return { asked: true };
    },
    async resetsFor({ actor, now }) {
      return (await openResets(actor, now)).filter(({ confirming }) => confirming !== 'no');
    },
    async countResetsToConfirm({ actor, now }) {
      if (actor.role !== 'lead' && actor.role !== 'administrator') return 0;
      return (await openResets(actor, now)).filter(({ confirming }) => confirming === 'yes').length;
    },
    async confirmReset({ id, actor, now }) {
      const found = await findReset({ id, actor, now });
      if (!found) throw new Problem('notFound');
      if (found.confirming !== 'yes') throw new Problem('forbidden');
      await audit.record({ act: 'resetConfirmed', actor, target: id, now });
      return carryOut({ account: found.account, kind: found.reset.kind, actor, now });
    },
    async refuseReset({ id, actor, now }) {
      const found = await findReset({ id, actor, now });
      if (!found) throw new Problem('notFound');
      const isTheirs = id === actor.accountId || found.reset.askedBy === actor.accountId;
      if (found.confirming === 'no' && !isTheirs) throw new Problem('forbidden');
      const refused: News = { kind: 'resetRefused', at: now, about: actor.name };
      await tell(id, found.reset.kind === 'account' ? [] : [refused], { reset: null });
      await audit.record({ act: 'resetRefused', actor, target: id, now });
    },
    async recover({ login: typed, code, from, now }) {
      const login = normalLogin(typed);
      const counted = await countTry({ at: `recovery ${login}`, from, knownBrowser: null, now });
      if ('fault' in counted) return counted;
      const account = await accounts.findByLogin(login);
      const reset = account?.isActive ? (await security.get(account.id)).reset : null;
      const used = account && reset && (await codeUser({ accountId: account.id, typed: code, now }));
      if (!account || !reset || used !== 'recovery') return counted.last ?? { fault: 'wrong' };
      await counted.forget();
      await audit.record({ act: 'recoveryCodeUsed', actor: null, target: account.id, now });
      return carryOut({ account, kind: reset.kind, actor: null, now });
    },
  };
}
