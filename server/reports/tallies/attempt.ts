import type { Profile } from '../../core/attempt/profile-fields';
import type { Language, Result, SubmittedAnswers } from '../../core/definition/types';

/** One submitted attempt as the tally takes it; try-outs never reach it. */
export interface Answered {
  /** YYYY-MM-DD, the day in Kazakhstan. */
  submittedDay: string;
  campaignId: string | null;
  profile: Profile;
  /** At submission. */
  language: Language;
  /** Whether it is the first submitted attempt of its code in the period. */
  first: boolean;
  answers: SubmittedAnswers;
  result: Result;
}
