/** What a phone keeps of the way through the test besides its answers. */
import { normaliseCode } from '../../../../server/core/attempt/code';
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
  /** Of somebody whose phone it is not known to be: it lies in the tab alone, and the owner's stays the phone's. */
  isGuest?: boolean | undefined;
  /** On somebody's own phone, for its attempt; never sent. */
  plan?: Plan | null;
}

/** Whether somebody with this code is a guest on the phone of the session: it is said to be another's own. */
export const isGuestWith = ({ isGuest, isSharedPhone, code: owners }: PhoneSession, code: string): boolean =>
  isGuest === true ||
  (isSharedPhone === false && (owners === undefined || normaliseCode(owners) !== normaliseCode(code)));
