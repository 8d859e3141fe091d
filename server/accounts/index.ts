/** The feature as the others see it: accounts, their one-time links, and signing in. */
import type { AuditService } from '../audit/audit.service';
import { type AccountsService, type AccountsStores, accountsService } from './accounts.service';
import { type InvitationsService, invitationsService } from './invitations/invitations.service';
import { type SignInService, signInService } from './sign-in/sign-in.service';
import type { TriesStore } from './sign-in/tries.store';

export type Accounts = AccountsService & InvitationsService & SignInService;

export function composeAccounts(parts: {
  stores: AccountsStores & { tries: TriesStore };
  audit: AuditService;
  keys: { tokens: Buffer; limits: Buffer };
}): Accounts {
  return { ...accountsService(parts), ...invitationsService(parts), ...signInService(parts) };
}
