import type { Migration } from '../../shared/migration';

/** When references did not name what they are of, there was one questionnaire. */
export const referenceQuestionnaire: Migration = {
  id: '2026-11-30-questionnaire',
  fields: ['plan'],
  change({ plan }) {
    const typed = plan as { questionnaire?: string };
    return typed.questionnaire === undefined
      ? { set: { plan: { ...typed, questionnaire: 'self-diagnosis/v1' } } }
      : null;
  },
};
