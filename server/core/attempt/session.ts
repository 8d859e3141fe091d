/**
 * Where one student is, as a phone keeps it or as the sealed cookie of the plain forms carries it from page to page. It
 * holds no answers; those are in the attempt.
 */
export interface StudentSession {
  /** Slug. */
  campaign?: string | undefined;
  /** What is begun, `<id>/<version>`; where nothing could be chosen, absent. */
  questionnaire?: string | undefined;
  /** The campaign whose link this browser was counted for, so that reading the page again does not count. */
  opened?: string | undefined;
  assent?: boolean | undefined;
  isSharedPhone?: boolean | undefined;
  attemptId?: string | undefined;
  code?: string | undefined;
  hasSavedCode?: boolean | undefined;
  /** A page id, or one of the steps that are named by it: see steps.ts. */
  page?: string | undefined;
  /** The attempt for which a psychologist was asked from its result. */
  askedFor?: string | undefined;
}
