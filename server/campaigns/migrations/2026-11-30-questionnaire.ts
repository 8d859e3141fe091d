import type { Migration } from '../../shared/migration';

/** When campaigns did not name what they ask, there was one questionnaire. */
export const campaignQuestionnaire: Migration = {
  id: '2026-11-30-questionnaire',
  fields: ['questionnaire'],
  change: ({ questionnaire }) =>
    questionnaire === undefined ? { set: { questionnaire: 'self-diagnosis/v1' } } : null,
};
