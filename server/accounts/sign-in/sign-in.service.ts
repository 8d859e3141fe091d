/** Signing in and out, and who acts in a request. */
import type { AuditService } from '../../audit/audit.service';
import type { Language } from '../../core/definition/types';
import type { SettingsService } from '../../settings/settings.service';
import { newToken } from '../../shared/ids';
import type { Actor } from '../../shared/roles';
import type { Keyring } from '../../shared/sealing';
import type { Account } from '../account.types';
import {
  mayNeedSecondFactor,
  normalLogin,
  type PasswordFault,
  passwordFault,
  sessionLife,
} from '../accounts.rules';
import type { AccountsStores } from '../accounts.service';
import { fitsPassword, hashPassword } from '../passwords/passwords';
import type { UseCode } from '../security/second-factor.service';
import { knownBrowserIn, withKnownBrowser } from './known-browsers';
import type { Session } from './sessions.store';
import { readAccess, readTicket, signAccess, signTicket, tokenHash } from './tokens';
import { countTries, type Refused } from './tries';
import type { TriesStore } from './tries.store';

/** What the browser keeps: a short access token and the refresh token that follows it. */
export interface Tokens {
  access: string;
  refresh: string;
}

/** What the browser keeps from a sign-in on. */
export interface SignedIn extends Tokens {
  /** See known-browsers.ts. */
  known: string;
  /** Something happened to the account that its owner has to be told first. */
  hasNews: boolean;
}

/** Where somebody signs in from. */
export interface Place {
  /** The address's print. */
  from: string;
  /** The cookie of known browsers. */
  known: string | undefined;
  /** Of the browser, in words that its owner knows: 'Chrome, Windows'; null where it does not say. */
  browser: string | null;
}

/** In, or with a ticket to the second step. */
export type Entered = { account: Account; signedIn: SignedIn } | { ticket: string };

/**
 * 'wrong' never says whether the login or the password is, and refused tries count for unknown logins too; `disabled`
 * is told to who knows the password.
 */
type SignInOutcome = Entered | { fault: 'wrong' | 'disabled' } | Refused;

export interface SignInService {
  signIn(act: { login: string; password: string; place: Place; now: Date }): Promise<SignInOutcome>;
  /** Lets somebody in who has just shown in another way what a password shows. */
  enter(act: { account: Account; place: Place; now: Date }): Promise<Entered>;
  /** The second step, by a code of the app or a recovery code; 'expired' sends back to the first one. */
  giveCode(act: {
    ticket: string;
    code: string;
    place: Place;
    now: Date;
  }): Promise<{ account: Account; signedIn: SignedIn } | { fault: 'wrong' | 'expired' } | Refused>;
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
  /** Of the person, the newest first. */
  sessionsOf(act: { actor: Actor; now: Date }): Promise<Session[]>;
  endOtherSessions(act: { actor: Actor; now: Date }): Promise<void>;
  /** The password once more, before the locks are changed; null when it fits. */
  giveOwnPassword(act: {
    actor: Actor;
    password: string;
    place: Place;
    now: Date;
  }): Promise<null | { fault: 'wrong' } | Refused>;
  /** Ends all of the person's sessions and begins a new one: a copy of this one's cookies is worth nothing then. */
  changePassword(act: {
    actor: Actor;
    current: string;
    password: string;
    place: Place;
    now: Date;
  }): Promise<{ signedIn: SignedIn } | { fault: 'wrong' | PasswordFault } | Refused>;
  removeExpired(now: Date): Promise<void>;
}

export function signInService({
  stores: { accounts, invitations, sessions, security, tries },
  audit,
  keys,
  settings,
  codeUser,
}: {
  stores: AccountsStores & { tries: TriesStore };
  audit: AuditService;
  keys: { tokens: Keyring; limits: Buffer };
  settings: Pick<SettingsService, 'current'>;
  codeUser: UseCode;
}): SignInService {
  const countTry = countTries(tries, keys.limits);

  /** Whether the password fits; null when it does. */
  async function tryPassword(attempt: {
    at: string;
    account: Account | null;
    password: string;
    from: string;
    knownBrowser: string | null;
    now: Date;
  }): Promise<null | { fault: 'wrong' } | Refused> {
    const { account, password, now } = attempt;
    const counted = await countTry(attempt);
    if ('fault' in counted) return counted;
    const stored = account && (await accounts.findPasswordHash(account.id));
    if (await fitsPassword(stored, password)) {
      await counted.forget();
      return null;
    }
    await audit.record({
      act: 'signInFailed',
      actor: null,
      ...(account && { target: account.id }),
      details: counted.last ? { reason: 'locked' } : {},
      now,
    });
    return counted.last ?? { fault: 'wrong' };
  }

  /** Counted by itself: who sat down at an open session guesses here, and must not shut the owner out there. */
  async function giveOwnPassword(act: { actor: Actor; password: string; place: Place; now: Date }) {
    const { actor, password, place, now } = act;
    const account = await accounts.getById(actor.accountId);
    const at = `own password ${account.id}`;
    const attempt = { at, account, password, from: place.from, knownBrowser: account.id, now };
    return tryPassword(attempt);
  }

  async function newRefreshToken(sessionId: string, sessionEnds: Date, now: Date): Promise<string> {
    const refresh = newToken();
    const expiresAt = new Date(Math.min(now.getTime() + sessionLife.idleMs, sessionEnds.getTime()));
    await sessions.addToken({ hash: tokenHash(refresh), sessionId, expiresAt });
    return refresh;
  }

  async function startSession(act: { account: Account; place: Place; now: Date }): Promise<SignedIn> {
    const { account, place, now } = act;
    const { browser } = place;
    const id = newToken();
    const expiresAt = new Date(now.getTime() + sessionLife.wholeMs);
    await sessions.start({ id, accountId: account.id, startedAt: now, usedAt: now, browser, expiresAt });
    const refresh = await newRefreshToken(id, expiresAt, now);
    await accounts.noteSignIn(account.id, now);
    await audit.record({ act: 'signIn', actor: asActor(account, id), target: account.id, now });
    const known = withKnownBrowser(place.known, keys.limits, account.id);
    const hasNews = (await security.get(account.id)).news.length > 0;
    return { access: signAccess(keys.tokens, id, now), refresh, known, hasNews };
  }

  /** Looked up at every request, so that a disabled account is out at once and a new role counts at once. */
  async function whoHas(sessionId: string, now: Date) {
    const session = await sessions.find(sessionId, now);
    const account = session && (await accounts.findById(session.accountId));
    if (!session || !account?.isActive) return null;
    const mustSetUpSecondFactor = await lacksSecondFactor(account);
    const actor = { ...asActor(account, sessionId), mustSetUpSecondFactor };
    return { session, actor, language: account.language };
  }

  async function lacksSecondFactor({ id, role }: Account): Promise<boolean> {
    if (!mayNeedSecondFactor(role) || (await settings.current()).secondFactor === 'offered') return false;
    return (await security.get(id)).secret === null;
  }

  async function enter(act: { account: Account; place: Place; now: Date }): Promise<Entered> {
    const { account, now } = act;
    const { id, version } = account;
    if ((await security.get(id)).secret === null) return { account, signedIn: await startSession(act) };
    return { ticket: signTicket(keys.tokens, { accountId: id, version }, now) };
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
    if (token.siblings > sessionLife.mostSiblings) return null;
    await sessions.noteUse(token.sessionId, now);
    const renewed = {
      access: signAccess(keys.tokens, token.sessionId, now),
      refresh: await newRefreshToken(token.sessionId, who.session.expiresAt, now),
    };
    return { actor: who.actor, language: who.language, renewed };
  }

  return {
    enter,
    giveOwnPassword,
    async giveCode({ ticket: signed, code, place, now }) {
      const ticket = readTicket(keys.tokens, signed, now);
      const account = ticket && (await accounts.findById(ticket.accountId));
      if (!account?.isActive || account.version !== ticket?.version) return { fault: 'expired' };
      const { id } = account;
      const knownBrowser = knownBrowserIn(place.known, keys.limits, id);
      const counted = await countTry({ at: `code ${id}`, from: place.from, knownBrowser, now });
      if ('fault' in counted) return counted;
      const used = await codeUser({ accountId: id, typed: code, now });
      if (!used) {
        const details = { reason: counted.last ? 'locked' : 'wrongCode' };
        await audit.record({ act: 'signInFailed', actor: null, target: id, details, now });
        return counted.last ?? { fault: 'wrong' };
      }
      await counted.forget();
      if (used === 'recovery') await audit.record({ act: 'recoveryCodeUsed', actor: null, target: id, now });
      return { account, signedIn: await startSession({ account, place, now }) };
    },
    async signIn({ login: typed, password, place, now }) {
      const login = normalLogin(typed);
      const account = await accounts.findByLogin(login);
      const knownBrowser = account && knownBrowserIn(place.known, keys.limits, account.id);
      const attempt = { at: `login ${login}`, account, password, from: place.from, knownBrowser, now };
      const fault = await tryPassword(attempt);
      if (fault || !account) return fault ?? { fault: 'wrong' };
      if (!account.isActive) return { fault: 'disabled' };
      return enter({ account, place, now });
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
    async sessionsOf({ actor, now }) {
      return sessions.listOf(actor.accountId, now);
    },
    async endOtherSessions({ actor, now }) {
      await sessions.endAllOf(actor.accountId, actor.sessionId);
      const details = { reason: 'endedByOwner' };
      await audit.record({ act: 'sessionRevoked', actor, target: actor.accountId, details, now });
    },
    async changePassword({ actor, current, password, place, now }) {
      const account = await accounts.getById(actor.accountId);
      const fault = passwordFault(password, account);
      if (fault) return { fault };
      const refused = await giveOwnPassword({ actor, password: current, place, now });
      if (refused) return refused;
      await accounts.setPassword(account.id, await hashPassword(password));
      await sessions.endAllOf(account.id);
      await audit.record({ act: 'passwordChanged', actor, target: account.id, now });
      return { signedIn: await startSession({ account: await accounts.getById(account.id), place, now }) };
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
