import type { Migration } from '../../shared/migration';

type Attempts = readonly { questionnaire?: string }[] | undefined;

/** When the attempts of a case did not name what they answer, there was one questionnaire. */
export const caseQuestionnaire: Migration = {
  id: '2026-11-30-questionnaire',
  fields: ['attempts'],
  change(document) {
    const attempts = document.attempts as Attempts;
    // A tombstone has none.
    if (!attempts || attempts.every(({ questionnaire }) => questionnaire !== undefined)) return null;
    return {
      set: {
        attempts: attempts.map((attempt) => ({ questionnaire: 'self-diagnosis/v1', ...attempt })),
      },
    };
  },
};
