/**
 * Everything that can go wrong, except mistakes in a form (those are values, shown beside the field).
 * The code is also the key in locales/<language>/problems.json, where each has a title and what to do next.
 */
export const problemStatus = {
  invalidRequest: 400,
  wrongBody: 400,
  cannotOpen: 400,
  unknownQuestionnaire: 400,
  unknownCampaign: 404,
  campaignEnded: 409,
  campaignNotStarted: 409,
  signInRequired: 401,
  wrongCode: 404,
  forbidden: 403,
  formExpired: 403,
  notFound: 404,
  methodNotAllowed: 405,
  changedMeanwhile: 409,
  unknownVersion: 409,
  answersConflict: 409,
  claimedByColleague: 409,
  notAllowedNow: 409,
  needsSecondPair: 409,
  messageArrived: 409,
  tooManyCases: 409,
  tooManyMessages: 409,
  lastAdministrator: 409,
  erased: 410,
  tooLarge: 413,
  notAForm: 415,
  tooYoung: 422,
  tooFewAnswers: 422,
  tooCloseToFrozen: 422,
  tooManyRequests: 429,
  unexpected: 500,
  storeUnavailable: 503,
  recordsUnavailable: 503,
  diskFull: 507,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** `details` is shown to the caller (JSON members, or values for the text); never put secrets or answers there. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'Problem';
    this.status = problemStatus[code];
  }
}
