import type { Migration } from '../../shared/migration';

/** Sessions begun before their browser and last use were kept. */
export const sessionUse: Migration = {
  id: '2026-11-30-session-use',
  fields: ['browser', 'usedAt'],
  change: (session) =>
    session.usedAt === undefined ? { set: { browser: null, usedAt: session.startedAt } } : null,
};
