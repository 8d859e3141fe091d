import type { Migration } from '../../shared/migration';

/** Campaigns made before there were projects belong to none. */
export const project: Migration = {
  id: '2026-11-30-project',
  fields: ['project'],
  change: (campaign) => (campaign.project === undefined ? { set: { project: null } } : null),
};
