/** What an event leads to, and the steps that many of them share. Pure. */
import { stepOf } from '../../../../server/core/attempt/steps';
import type { Definition } from '../../../../server/core/definition/definition';
import type { PhoneSession } from '../model/session';
import { changedBy } from './change';
import type { Effect } from './effects';
import type { AttemptChange, Kept, PhoneEvent } from './events';
import type { PhoneState, Place } from './state';

export interface Outcome {
  state: PhoneState;
  effects: Effect[];
}

/** What is asked: where its pages lead, and which version it is. */
export interface Asked {
  hash: string;
  definition: Definition;
}

export type EventOf<Kind extends PhoneEvent['kind']> = Extract<PhoneEvent, { kind: Kind }>;

type Handler<Kind extends PhoneEvent['kind']> = (
  state: PhoneState,
  event: EventOf<Kind>,
  asked: Asked,
) => Outcome;

export type Handlers<Kinds extends PhoneEvent['kind']> = { [Kind in Kinds]: Handler<Kind> };

export const isInTest = ({ name }: Place): boolean => name === 'test' || name === 'feedback';

export const noEffects = (state: PhoneState): Outcome => ({ state, effects: [] });

/** Drawn anew, a page of questions is the same one, whatever is answered by then. */
export function shown(state: PhoneState, asked: Asked, effects: Effect[] = [], isSamePlace = false): Outcome {
  const { session, attempt } = state;
  const step = stepOf(session, attempt, asked);
  const isOnPage = isInTest(state.place) && step.name === 'page';
  const pinned = isOnPage ? { ...session, page: step.page } : session;
  return { state: { ...state, session: pinned }, effects: [...effects, { kind: 'show', isSamePlace }] };
}

/** To the step that the changed session says. */
export function stepped(
  state: PhoneState,
  asked: Asked,
  more: Partial<PhoneSession>,
  before: Effect[] = [],
): Outcome {
  const session = { ...state.session, ...more };
  const place: Place = { name: 'test' };
  return shown({ ...state, session, place }, asked, [...before, { kind: 'putSession', session }]);
}

export function changed(state: PhoneState, change: AttemptChange): Outcome {
  const { attempt } = state;
  const next = attempt && changedBy(attempt, change);
  if (attempt === null || next === attempt) return noEffects(state);
  return { state: { ...state, attempt: next }, effects: [{ kind: 'changeAttempt', id: attempt.id, change }] };
}

/** After another tab, the service worker or an upload wrote. */
export const withKept = (state: PhoneState, { attempt, waitingActs }: Kept): PhoneState => ({
  ...state,
  attempt,
  waitingActs,
});
