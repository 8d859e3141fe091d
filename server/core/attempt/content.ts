/** What one person has said in one attempt so far: what a phone keeps, sends and merges, and what the server stores. */
import type { Answers, Language, Timings } from '../definition/types';
import type { TextReference } from '../feedback/text-content';
import type { Profile } from './profile-fields';

export interface AttemptContent {
  language: Language;
  profile: Profile;
  /** What was answered or skipped; after submission without what stood behind a closed gate. */
  answers: Answers;
  timings: Timings;
  /** Items marked "I don't understand this", in alphabetical order. */
  unclear: string[];
  /** The texts that the result showed. */
  shown: TextReference[];
}

/** Without whatever else a copy carries. */
export const contentOf = ({
  language,
  profile,
  answers,
  timings,
  unclear,
  shown,
}: AttemptContent): AttemptContent => ({ language, profile, answers, timings, unclear, shown });
