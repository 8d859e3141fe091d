import type { Profile } from '../../core/attempt/profile-fields';
import type { Language, Result, SubmittedAnswers } from '../../core/definition/types';

/** The first submitted attempt of its code in the period as the tally takes it; try-outs and later ones never reach it. */
export interface Answered {
  /** YYYY-MM-DD, the day in Kazakhstan. */
  submittedDay: string;
  campaignId: string | null;
  profile: Profile;
  /** At submission. */
  language: Language;
  answers: SubmittedAnswers;
  result: Result;
}
