/** What a phone keeps of the way through the test besides its answers. */
import type { StudentSession } from '../../../../server/core/attempt/session';
import type { Plan } from '../../../../server/core/feedback/plan';
import type { Earlier } from './attempt';

/** The session as the server's cookie would carry it, and what only a phone keeps of it. */
export interface PhoneSession extends StudentSession {
  /** Submitted attempts of the code with which this one was begun again. */
  earlier?: Earlier[];
  hasGivenFeedback?: boolean;
  /** On somebody's own phone, for its attempt; never sent. */
  plan?: Plan | null;
}
