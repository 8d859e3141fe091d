/** Who works with cases, as their accounts say. */
import type { Account } from '../accounts/account.types';
import { stateOf } from '../accounts/accounts.rules';
import type { AccountsService } from '../accounts/accounts.service';
import type { Clinician } from './case/coverage.rules';

export type FindClinicians = () => Promise<Clinician[]>;

export const cliniciansOf =
  (accounts: Pick<AccountsService, 'list'>): FindClinicians =>
  async () =>
    (await accounts.list()).flatMap(clinicianOf);

function clinicianOf(account: Account): Clinician[] {
  const { id, name, role, regions, work } = account;
  if (role !== 'psychologist' && role !== 'lead') return [];
  return [{ id, name, role, regions, ...work, isActive: stateOf(account) === 'active' }];
}
