/** The collections, and how the documents of each came to their present shape, the oldest migration first. */
import type { StoredShapes } from './store/migrations/versions';

export const storedShapes: StoredShapes = {
  accounts: [],
  attempts: [],
  audit: [],
  auditHead: [],
  campaigns: [],
  cases: [],
  counters: [],
  installation: [],
  invitations: [],
  libraryContents: [],
  libraryTexts: [],
  referenceFiles: [],
  referenceMembers: [],
  references: [],
  refreshTokens: [],
  sessions: [],
  signInTries: [],
};
