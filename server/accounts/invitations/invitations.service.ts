/** One-time links: who holds one chooses a password, and the first one makes the first administrator. */

import { randomUUID } from 'node:crypto';
import type { AuditService } from '../../audit/audit.service';
import { defined } from '../../core/defined';
import type { Language } from '../../core/definition/types';
import { newToken } from '../../shared/ids';
import { type Account, usualTerms } from '../account.types';
import {
  invitationLifeMs,
  isWorkingAdministrator,
  type PasswordFault,
  passwordFault,
} from '../accounts.rules';
import type { AccountsStores } from '../accounts.service';
import { hashPassword } from '../passwords/passwords';
import { tokenHash } from '../sign-in/tokens';

type AcceptFault = 'gone' | 'loginTaken' | PasswordFault;

export interface InvitationsService {
  /** A link's token for the first administrator, made anew; null when somebody administers already. */
  firstInvitation(now: Date): Promise<string | null>;
  /** A link's token for one more administrator; an earlier one that nobody used stops working. */
  inviteAdministrator(now: Date): Promise<string>;
  /** @returns whose link it is (`account` null: a new administrator's), or null when it is used up, expired or unknown. */
  findInvitation(link: { token: string; now: Date }): Promise<{ account: Account | null } | null>;
  /** Uses the link up. `newcomer` is who a link without an account makes an administrator of. */
  acceptInvitation(act: {
    token: string;
    password: string;
    newcomer?: { login: string; name: string; language: Language } | undefined;
    now: Date;
  }): Promise<{ account: Account } | { fault: AcceptFault }>;
}

export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/staff/invitation/${token}`;
}

export function invitationsService({
  stores: { accounts, invitations, sessions },
  audit,
}: {
  stores: AccountsStores;
  audit: AuditService;
}): InvitationsService {
  async function inviteAdministrator(now: Date): Promise<string> {
    const token = newToken();
    const expiresAt = new Date(now.getTime() + invitationLifeMs);
    await invitations.replace({ hash: tokenHash(token), accountId: null, expiresAt });
    await audit.record({ act: 'invitationMade', actor: null, now });
    return token;
  }

  async function findInvitation({ token, now }: { token: string; now: Date }) {
    const found = await invitations.find(tokenHash(token), now);
    if (!found) return null;
    const account = found.accountId === null ? null : await accounts.findById(found.accountId);
    if (found.accountId !== null && !account?.isActive) return null;
    return { account };
  }

  return {
    async firstInvitation(now) {
      const isAdministered = (await accounts.list()).some(isWorkingAdministrator);
      return isAdministered ? null : inviteAdministrator(now);
    },
    inviteAdministrator,
    findInvitation,
    async acceptInvitation({ token, password, newcomer, now }) {
      const found = await findInvitation({ token, now });
      const owner = found?.account ?? newcomer;
      if (!found || !owner) return { fault: 'gone' };
      const fault = passwordFault(password, owner);
      if (fault) return { fault };
      if (!found.account && (await accounts.findByLogin(owner.login))) return { fault: 'loginTaken' };

      const passwordHash = await hashPassword(password);
      const redeemed = await invitations.redeem(tokenHash(token), now);
      if (!redeemed) return { fault: 'gone' };
      if (found.account) {
        const { id } = found.account;
        await accounts.setPassword(id, passwordHash);
        await sessions.endAllOf(id);
        await audit.record({ act: 'passwordChanged', actor: null, target: id, now });
        return { account: await accounts.getById(id) };
      }
      const account = await accounts.insert(
        {
          ...defined(newcomer, 'the new administrator'),
          id: randomUUID(),
          role: 'administrator',
          regions: [],
          work: usualTerms,
          isActive: true,
          hasPassword: true,
          mustChangePassword: false,
          createdAt: now,
          lastSignInAt: null,
          version: 0,
        },
        passwordHash,
      );
      if (!account) {
        // Someone took the login a moment ago; the link must not be lost for it.
        await invitations.replace(redeemed);
        return { fault: 'loginTaken' };
      }
      await audit.record({
        act: 'accountCreated',
        actor: null,
        target: account.id,
        details: { role: account.role },
        now,
      });
      return { account };
    },
  };
}
