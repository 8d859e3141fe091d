import type { Migration } from '../../shared/migration';

/** The one setting that there was could not be undone: what it was before is what it is. */
export const lastChange: Migration = {
  id: '2026-12-01-last-change',
  fields: ['version', 'value'],
  change: ({ version, value }) =>
    version === undefined ? { set: { former: value, version: 1, changedBy: null, changedAt: null } } : null,
};
