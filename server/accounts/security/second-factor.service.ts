/** One's own second factor, and the codes that are given at sign-in. */
import type { AuditService } from '../../audit/audit.service';
import { Problem } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import { type Keyring, open, seal } from '../../shared/sealing';
import { enrolmentLink, newRecoveryCodes, newSecret, recoveryHash, stepOf } from './second-factor';
import type { News, Security, SecurityStore } from './security.store';

export interface SecondFactorService {
  /** Its state; `link` and `secret` only while an enrolment is under way. */
  secondFactorOf(actor: Pick<Actor, 'accountId'>, login: string): Promise<SecondFactorState>;
  beginSecondFactor(act: { actor: Actor }): Promise<void>;
  /** @returns the recovery codes, this once; null when the code does not fit. */
  confirmSecondFactor(act: { actor: Actor; code: string; now: Date }): Promise<string[] | null>;
  /** Earlier ones work no more. */
  newRecoveryCodes(act: { actor: Actor; now: Date }): Promise<string[]>;
  endSecondFactor(act: { actor: Actor; now: Date }): Promise<void>;
  newsOf(accountId: string): Promise<News[]>;
  forgetNews(accountId: string): Promise<void>;
}

export interface SecondFactorState {
  isOn: boolean;
  codesLeft: number;
  enrolling: { link: string; secret: string } | null;
}

export type UseCode = (act: {
  accountId: string;
  typed: string;
  now: Date;
}) => Promise<'app' | 'recovery' | null>;

interface Parts {
  security: SecurityStore;
  audit: AuditService;
  keys: { texts: Keyring; codes: Buffer };
}

const contextOf = (accountId: string) => `second factor ${accountId}`;

/** Spends a code, so that nobody who looked over a shoulder can give it again. */
export function codeUser({ security, keys }: Omit<Parts, 'audit'>): UseCode {
  return async ({ accountId, typed, now }) => {
    const found = await security.get(accountId);
    const secret = found.secret && open(keys.texts, found.secret, contextOf(accountId));
    const step = secret && stepOf(secret, typed, found.lastStep, now);
    if (step) return (await security.change(found, { lastStep: step })) ? 'app' : null;
    const hash = recoveryHash(keys.codes, accountId, typed);
    if (!found.recoveryCodes.includes(hash)) return null;
    const recoveryCodes = found.recoveryCodes.filter((one) => one !== hash);
    const news: News[] = [...found.news, { kind: 'recoveryCodeUsed', at: now, about: null }];
    return (await security.change(found, { recoveryCodes, news })) ? 'recovery' : null;
  };
}

export function secondFactorService({ security, audit, keys }: Parts): SecondFactorService {
  async function change(from: Security, changes: Partial<Security>): Promise<void> {
    if (!(await security.change(from, changes))) throw new Problem('changedMeanwhile');
  }

  const told = (from: Security, kind: News['kind'], at: Date): News[] => [
    ...from.news,
    { kind, at, about: null },
  ];

  function freshCodes(accountId: string) {
    const codes = newRecoveryCodes();
    return { codes, hashes: codes.map((code) => recoveryHash(keys.codes, accountId, code)) };
  }

  return {
    async secondFactorOf({ accountId }, login) {
      const found = await security.get(accountId);
      const secret = found.pendingSecret && open(keys.texts, found.pendingSecret, contextOf(accountId));
      return {
        isOn: found.secret !== null,
        codesLeft: found.recoveryCodes.length,
        enrolling: secret ? { secret, link: enrolmentLink(secret, login) } : null,
      };
    },
    async beginSecondFactor({ actor: { accountId } }) {
      const pendingSecret = seal(keys.texts, newSecret(), contextOf(accountId));
      await change(await security.get(accountId), { pendingSecret });
    },
    async confirmSecondFactor({ actor, code, now }) {
      const { accountId } = actor;
      const found = await security.get(accountId);
      const { pendingSecret } = found;
      const secret = pendingSecret && open(keys.texts, pendingSecret, contextOf(accountId));
      const lastStep = secret && stepOf(secret, code, 0, now);
      if (!lastStep) return null;
      const { codes, hashes } = freshCodes(accountId);
      await change(found, {
        ...{ secret: pendingSecret, pendingSecret: null, lastStep },
        ...{ recoveryCodes: hashes, news: told(found, 'secondFactorOn', now) },
      });
      await audit.record({ act: 'secondFactorOn', actor, target: accountId, now });
      return codes;
    },
    async newRecoveryCodes({ actor, now }) {
      const { accountId } = actor;
      const found = await security.get(accountId);
      if (found.secret === null) throw new Problem('notAllowedNow');
      const { codes, hashes } = freshCodes(accountId);
      await change(found, { recoveryCodes: hashes, news: told(found, 'recoveryCodesMade', now) });
      await audit.record({ act: 'recoveryCodesMade', actor, target: accountId, now });
      return codes;
    },
    async endSecondFactor({ actor, now }) {
      const { accountId } = actor;
      const found = await security.get(accountId);
      const news = told(found, 'secondFactorOff', now);
      await change(found, { secret: null, pendingSecret: null, recoveryCodes: [], news });
      await audit.record({ act: 'secondFactorOff', actor, target: accountId, now });
    },
    async newsOf(accountId) {
      return (await security.get(accountId)).news;
    },
    async forgetNews(accountId) {
      const found = await security.get(accountId);
      if (found.news.length > 0) await change(found, { news: [] });
    },
  };
}
