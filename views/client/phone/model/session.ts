/** What a phone keeps of the way through the test besides its answers. */
import type { Profile } from '../../../../server/core/attempt/profile-fields';
import type { StudentSession } from '../../../../server/core/attempt/session';
import type { Plan } from '../../../../server/core/feedback/plan';
import type { Earlier } from './attempt';

/** The session as the server's cookie would carry it, and what only a phone keeps of it. */
export interface PhoneSession extends StudentSession {
  /** Submitted attempts of the code with which this one was begun again. */
  earlier?: Earlier[];
  /** What was said of oneself with that code, until it is said anew. */
  saidBefore?: Profile | undefined;
  hasGivenFeedback?: boolean;
  /** On somebody's own phone, for its attempt; never sent. */
  plan?: Plan | null;
}
