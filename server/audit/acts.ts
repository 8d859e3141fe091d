/** What is recorded. Each act and each detail has its words in locales/<language>/audit.json. */
export const acts = [
  'signIn',
  'signInFailed',
  'signOut',
  'sessionRevoked',
  'invitationMade',
  'accountCreated',
  'accountChanged',
  'passwordReset',
  'passwordChanged',
  'secondFactorOn',
  'secondFactorOff',
  'secondFactorReset',
  'recoveryCodesMade',
  'recoveryCodeUsed',
  'resetAsked',
  'resetConfirmed',
  'resetRefused',
  'caseOpened',
  'consultationPublished',
  'textProposed',
  'textWithdrawn',
  'textAgreed',
  'textDeclined',
  'campaignCreated',
  'campaignChanged',
  'teacherLinkMade',
  'teacherLinkWithdrawn',
  'referenceFrozen',
  'fileDownloaded',
  'attemptErased',
  'codeErased',
  'settingsChanged',
  'settingsUndone',
] as const;
export type Act = (typeof acts)[number];

/** A closed list, so that no answer, code, address or text can slip in. */
export const detailNames = [
  'role',
  'fields',
  'reason',
  'isActive',
  'version',
  'language',
  'file',
  'state',
] as const;
type DetailName = (typeof detailNames)[number];

export type Details = Partial<Record<DetailName, string | number | boolean | string[]>>;
