/** The end of a test in this tab. Pure. */
import type { Effect } from './effects';
import type { Outcome } from './outcome';
import type { PhoneState, Place } from './state';

export const forgetSession: Effect = { kind: 'putSession', session: null };
export const leaveTab: Effect = { kind: 'holdInTab', attemptId: null };
export const show: Effect = { kind: 'show', isSamePlace: false };

/** Nobody goes on with anything here; whose phone it is not, it still is not. */
export function left(state: PhoneState, place: Place): PhoneState {
  const { isGuest } = state.session;
  return { ...state, place, session: isGuest ? { isGuest } : {}, attempt: null };
}

/** What another tab has finished took its session along; the session of an erased attempt is still there. */
export function ended(state: PhoneState, isErased: boolean): Outcome {
  const place: Place = { name: 'start', ...(isErased ? { notice: 'erased' as const } : {}) };
  return { state: left(state, place), effects: [...(isErased ? [forgetSession] : []), leaveTab, show] };
}
