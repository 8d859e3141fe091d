/** Signing in and out, and who acts in a request. */
import type { AuditService } from '../../audit/audit.service';
import type { Language } from '../../core/definition/types';
import { newToken } from '../../shared/ids';
import type { Actor } from '../../shared/roles';
import { keyedHash } from '../../shared/sealing';
import type { Account } from '../account.types';
import { normalLogin, type PasswordFault, passwordFault, sessionLife, wrongTries } from '../accounts.rules';
import type { AccountsStores } from '../accounts.service';
import { fitsPassword, hashPassword } from '../passwords/passwords';
import { readAccess, signAccess, tokenHash } from './tokens';
import type { TriesStore } from './tries.store';

/** What the browser keeps: a short access token and the refresh token that follows it. */
export interface Tokens {
  access: string;
  refresh: string;
}

/** 'wrong' never says whether the login, the password or the account is; `locked` counts for unknown logins too. */
type SignInOutcome = { account: Account; tokens: Tokens } | { fault: 'wrong' } | Locked;
type Locked = { fault: 'locked'; minutes: number };

export interface SignInService {
  signIn(act: { login: string; password: string; now: Date }): Promise<SignInOutcome>;
  /** A new session for someone who has just shown who they are in another way. */
  startSession(act: { account: Account; now: Date }): Promise<Tokens>;
  /**
   * `renewed` is what the browser has to keep from now on, when the access token had expired. What a page asks by itself
   * `prolongs` no session: nobody may be there.
   */
  authenticate(request: {
    access?: string;
    refresh?: string;
    prolongs: boolean;
    now: Date;
  }): Promise<{ actor: Actor; language: Language; renewed?: Tokens } | null>;
  signOut(act: { actor: Actor; now: Date }): Promise<void>;
  /** Ends the person's other sessions. */
  changePassword(act: {
    actor: Actor;
    current: string;
    password: string;
    now: Date;
  }): Promise<{ isChanged: true } | { fault: 'wrong' | PasswordFault } | Locked>;
  removeExpired(now: Date): Promise<void>;
}

export function signInService({
  stores: { accounts, invitations, sessions, tries },
  audit,
  keys,
}: {
  stores: AccountsStores & { tries: TriesStore };
  audit: AuditService;
  keys: { tokens: Buffer; limits: Buffer };
}): SignInService {
  /** Whether the password fits; counts the try first, and a right one clears the count. */
  async function tryPassword(
    login: string,
    account: Account | null,
    password: string,
    now: Date,
  ): Promise<null | { fault: 'wrong' } | Locked> {
    const id = keyedHash(keys.limits, `login ${login}`);
    const { count, expiresAt } = await tries.add(id, now);
    const locked: Locked = {
      fault: 'locked',
      minutes: Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / 60_000)),
    };
    if (count > wrongTries.most) return locked;
    const stored = account?.isActive ? await accounts.findPasswordHash(account.id) : null;
    if (await fitsPassword(stored, password)) {
      await tries.clear(id);
      return null;
    }
    const isLast = count === wrongTries.most;
    await audit.record({
      act: 'signInFailed',
      actor: null,
      ...(account && { target: account.id }),
      details: isLast ? { reason: 'locked' } : {},
      now,
    });
    return isLast ? locked : { fault: 'wrong' };
  }

  async function newRefreshToken(sessionId: string, sessionEnds: Date, now: Date): Promise<string> {
    const refresh = newToken();
    const expiresAt = new Date(Math.min(now.getTime() + sessionLife.idleMs, sessionEnds.getTime()));
    await sessions.addToken({ hash: tokenHash(refresh), sessionId, expiresAt });
    return refresh;
  }

  async function startSession({ account, now }: { account: Account; now: Date }): Promise<Tokens> {
    const id = newToken();
    const expiresAt = new Date(now.getTime() + sessionLife.wholeMs);
    await sessions.start({ id, accountId: account.id, startedAt: now, expiresAt });
    const refresh = await newRefreshToken(id, expiresAt, now);
    await accounts.noteSignIn(account.id, now);
    await audit.record({ act: 'signIn', actor: asActor(account, id), target: account.id, now });
    return { access: signAccess(keys.tokens, id, now), refresh };
  }

  /** Looked up at every request, so that a disabled account is out at once and a new role counts at once. */
  async function whoHas(sessionId: string, now: Date) {
    const session = await sessions.find(sessionId, now);
    const account = session && (await accounts.findById(session.accountId));
    if (!session || !account?.isActive) return null;
    return { session, actor: asActor(account, sessionId), language: account.language };
  }

  async function renew(refresh: string, now: Date) {
    const token = await sessions.useToken(tokenHash(refresh), now);
    if (!token) return null;
    const isStolen = token.usedBefore && now.getTime() - token.usedBefore.getTime() > sessionLife.graceMs;
    const who = await whoHas(token.sessionId, now);
    if (!who) return null;
    if (isStolen) {
      await sessions.end(token.sessionId);
      const { accountId } = who.actor;
      const details = { reason: 'tokenReused' };
      await audit.record({ act: 'sessionRevoked', actor: null, target: accountId, details, now });
      return null;
    }
    const renewed = {
      access: signAccess(keys.tokens, token.sessionId, now),
      refresh: await newRefreshToken(token.sessionId, who.session.expiresAt, now),
    };
    return { actor: who.actor, language: who.language, renewed };
  }

  return {
    startSession,
    async signIn({ login: typed, password, now }) {
      const login = normalLogin(typed);
      const account = await accounts.findByLogin(login);
      const fault = await tryPassword(login, account, password, now);
      if (fault || !account) return fault ?? { fault: 'wrong' };
      return { account, tokens: await startSession({ account, now }) };
    },
    async authenticate({ access, refresh, prolongs, now }) {
      const sessionId = access === undefined ? null : readAccess(keys.tokens, access, now);
      const who = sessionId && (await whoHas(sessionId, now));
      if (who) return { actor: who.actor, language: who.language };
      if (refresh === undefined) return null;
      if (prolongs) return renew(refresh, now);
      const asking = await sessions.sessionOf(tokenHash(refresh), now);
      const found = asking && (await whoHas(asking, now));
      return found ? { actor: found.actor, language: found.language } : null;
    },
    async signOut({ actor, now }) {
      await sessions.end(actor.sessionId);
      await audit.record({ act: 'signOut', actor, target: actor.accountId, now });
    },
    async changePassword({ actor, current, password, now }) {
      const account = await accounts.getById(actor.accountId);
      const fault = passwordFault(password, account.login);
      if (fault) return { fault };
      const refused = await tryPassword(account.login, account, current, now);
      if (refused) return refused;
      await accounts.setPassword(account.id, await hashPassword(password));
      await sessions.endAllOf(account.id, actor.sessionId);
      await audit.record({ act: 'passwordChanged', actor, target: account.id, now });
      return { isChanged: true };
    },
    async removeExpired(now) {
      await Promise.all([invitations, sessions, tries].map((store) => store.removeExpired(now)));
    },
  };
}

function asActor(account: Account, sessionId: string): Actor {
  const { id, name, role, regions, mustChangePassword } = account;
  return { accountId: id, sessionId, name, role, regions, mustChangePassword };
}
