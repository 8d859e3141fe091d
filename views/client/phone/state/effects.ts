/** What is to be done after an event, as data, in this order. */
import type { Language } from '../../../../server/core/definition/types';
import type { Act, LocalAttempt } from '../model/attempt';
import type { PhoneSession } from '../model/session';
import type { AttemptChange, PhoneEvent } from './events';

/** After these the page shows another attempt. */
export type LeavingEvent = Extract<PhoneEvent, { kind: 'continueAttempt' | 'startAgain' }>;

export type Effect =
  /** null forgets the session. */
  | { kind: 'putSession'; session: PhoneSession | null }
  /** To the attempt's session, as long as it is the one that lies here. */
  | { kind: 'addToSession'; attemptId: string; more: Partial<PhoneSession> }
  | { kind: 'beginAttempt'; attempt: LocalAttempt }
  | { kind: 'changeAttempt'; id: string; change: AttemptChange }
  /** What there was no room for. */
  | { kind: 'keepAgain'; id: string }
  | { kind: 'removeAttempt'; id: string }
  | { kind: 'putLanguage'; language: Language }
  /** Whose test this tab goes on with; null for nobody's. */
  | { kind: 'holdInTab'; attemptId: string | null }
  /** What waits in the storage. */
  | { kind: 'send' }
  /** What the page alone holds, on a phone that keeps nothing more. */
  | { kind: 'sendHeld' }
  | { kind: 'sendAct'; act: Act }
  /** Where nothing is held by the page alone; otherwise all stays as it is. */
  | { kind: 'leaveHeld'; event: LeavingEvent }
  | { kind: 'handOver'; id: string }
  | { kind: 'handOverAll' }
  /** The page that the state says. */
  | { kind: 'show'; isSamePlace: boolean }
  /** In the place that the page has for it. */
  | { kind: 'say'; key: string };
