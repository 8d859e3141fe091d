/** An attempt as this phone holds it: what is answered, and what the server is known to have. Pure. */
import type { AttemptContent } from '../../../../server/core/attempt/content';
import type { Profile } from '../../../../server/core/attempt/profile-fields';
import type { Language, Result } from '../../../../server/core/definition/types';
import type { TextReference } from '../../../../server/core/feedback/text-content';

export interface Earlier {
  id: string;
  questionnaire: string;
  submittedAt: string;
  result: Result;
}

export interface LocalAttempt extends AttemptContent {
  id: string;
  code: string;
  /** `<id>/<version>`. */
  questionnaire: string;
  /** Of the version that was begun: by it, or not at all, the server reads the answers. Absent where it was begun before hashes. */
  questionnaireHash?: string | undefined;
  campaign: string | null;
  hasSwitchedLanguage: boolean;
  isSharedPhone: boolean;
  /** Submitted attempts of the same code, with which the result may be compared. */
  earlier: Earlier[];
  /**
   * Of the copy that the server gets next: one more than it is known to have. A copy that another device wrote meanwhile
   * has this number too, so that it is met and merged, never overwritten.
   */
  sequence: number;
  /** Questions that were answered or marked here since the server acknowledged: here they win over another device's. */
  touched: string[];
  /** By this phone's clock, which may be wrong: only whether it is set matters. */
  submittedAt: string | null;
  result: Result | null;
  /** What the server acknowledged last. */
  known: (AttemptContent & { sequence: number; submitted: boolean }) | null;
  /** The problem with which the server refused it; it stays here and is tried again at the next visit. */
  refusal: string | null;
  /** How often it was written into this phone's storage, which counts. */
  revision: number;
}

/** What is sent besides answers; each may be sent twice. */
export type Act = { key: string; attemptId: string; code: string } & (
  | { kind: 'feedback'; satisfaction: number }
  | { kind: 'consultation' }
  | { kind: 'reply'; reply: { id: string; text: string; writtenAt?: string } }
  | { kind: 'helped'; helped: string }
);

export interface Beginning {
  id: string;
  code: string;
  questionnaire: string;
  questionnaireHash?: string | undefined;
  campaign: string | null;
  language: Language;
  profile: Profile;
  isSharedPhone: boolean;
  earlier?: Earlier[];
}

export function begun(beginning: Beginning): LocalAttempt {
  return {
    ...{ earlier: [], ...beginning },
    ...{ answers: {}, timings: {}, unclear: [], shown: [], hasSwitchedLanguage: false, sequence: 1 },
    ...{ touched: [], submittedAt: null, result: null, known: null, refusal: null, revision: 0 },
  };
}

/** The number of what is changed after the server had `known`. */
export const sequenceAfter = (known: { sequence: number } | null): number => (known?.sequence ?? 0) + 1;

/** Questions of which two copies say different things. */
export function differing(one: Pick<AttemptContent, 'answers' | 'unclear'>, other: typeof one): string[] {
  const items = new Set([
    ...Object.keys({ ...one.answers, ...other.answers }),
    ...one.unclear,
    ...other.unclear,
  ]);
  const isOther = (item: string) =>
    one.answers[item] !== other.answers[item] || one.unclear.includes(item) !== other.unclear.includes(item);
  return [...items].filter(isOther);
}

/** A submitted attempt is final. */
export function changed(attempt: LocalAttempt, change: Partial<AttemptContent>): LocalAttempt {
  if (attempt.submittedAt !== null) return attempt;
  const next = { ...attempt, ...change };
  return {
    ...next,
    refusal: null,
    hasSwitchedLanguage: attempt.hasSwitchedLanguage || next.language !== attempt.language,
    sequence: sequenceAfter(attempt.known),
    touched: [...new Set([...attempt.touched, ...differing(attempt, next)])],
  };
}

/** With what was scored and shown here, at once; the server scores again and its word is final. */
export function submitted(
  attempt: LocalAttempt,
  { result, shown, now }: { result: Result; shown: TextReference[]; now: string },
): LocalAttempt {
  if (attempt.submittedAt !== null) return attempt;
  return { ...changed(attempt, { shown }), submittedAt: now, result };
}

/** Whether the server has all that is here. */
export function isSafelySent({ known, sequence, submittedAt }: LocalAttempt): boolean {
  return known !== null && known.sequence >= sequence && known.submitted === (submittedAt !== null);
}
