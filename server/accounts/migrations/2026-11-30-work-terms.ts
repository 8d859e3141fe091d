import type { Migration } from '../../shared/migration';

/** Accounts made before work had terms work without any. */
export const workTerms: Migration = {
  id: '2026-11-30-work-terms',
  fields: ['work'],
  change: (account) =>
    account.work === undefined
      ? { set: { work: { languages: [], absences: [], mostCases: null, signsAs: null } } }
      : null,
};
