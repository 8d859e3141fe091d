/** The collections, and how the documents of each came to their present shape, the oldest migration first. */
import { sessionUse } from './accounts/migrations/2026-11-30-session-use';
import { workTerms } from './accounts/migrations/2026-11-30-work-terms';
import { project } from './campaigns/migrations/2026-11-30-project';
import { campaignQuestionnaire } from './campaigns/migrations/2026-11-30-questionnaire';
import { conversation } from './consultations/migrations/2026-11-30-conversation';
import { caseQuestionnaire } from './consultations/migrations/2026-11-30-questionnaire';
import { readBy } from './consultations/migrations/2026-12-01-read-by';
import { referenceQuestionnaire } from './reports/migrations/2026-11-30-questionnaire';
import { recordBits } from './screening/migrations/2026-11-30-record-bits';
import { lastChange } from './settings/migrations/2026-12-01-last-change';
import type { StoredShapes } from './store/migrations/versions';

export const storedShapes: StoredShapes = {
  accountSecurity: [],
  accounts: [workTerms],
  attempts: [recordBits],
  audit: [],
  auditHead: [],
  campaigns: [project, campaignQuestionnaire],
  cases: [conversation, caseQuestionnaire, readBy],
  counters: [],
  installation: [],
  invitations: [],
  libraryContents: [],
  libraryTexts: [],
  logins: [],
  referenceFiles: [],
  referenceMembers: [],
  references: [referenceQuestionnaire],
  refreshTokens: [],
  safeguarding: [],
  sessions: [sessionUse],
  settings: [lastChange],
  signInTries: [],
  snippets: [],
};
