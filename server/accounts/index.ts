/** The feature as the others see it: accounts, their one-time links, signing in, and what guards it. */
import type { AuditService } from '../audit/audit.service';
import type { SettingsService } from '../settings/settings.service';
import type { Keyring } from '../shared/sealing';
import { type AccountsService, type AccountsStores, accountsService } from './accounts.service';
import { type InvitationsService, invitationsService } from './invitations/invitations.service';
import { type ResetsService, resetsService } from './security/resets.service';
import { codeUser, type SecondFactorService, secondFactorService } from './security/second-factor.service';
import { type SignInService, signInService } from './sign-in/sign-in.service';
import type { TriesStore } from './sign-in/tries.store';

export type Accounts = AccountsService &
  InvitationsService &
  SignInService &
  SecondFactorService &
  ResetsService;

export function composeAccounts(given: {
  stores: AccountsStores & { tries: TriesStore };
  audit: AuditService;
  settings: SettingsService;
  keys: { tokens: Keyring; limits: Buffer; codes: Buffer; texts: Keyring };
}): Accounts {
  const { security } = given.stores;
  const parts = { ...given, security, codeUser: codeUser({ security, keys: given.keys }) };
  return {
    ...accountsService(parts),
    ...invitationsService(parts),
    ...signInService(parts),
    ...secondFactorService(parts),
    ...resetsService(parts),
  };
}
