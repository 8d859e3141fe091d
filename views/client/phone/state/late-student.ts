/** What the student does after the questions, or leaving them, and what comes of it. Pure. */
import { normaliseCode } from '../../../../server/core/attempt/code';
import { stepOf } from '../../../../server/core/attempt/steps';
import { openPages } from '../../../../server/core/definition/routing';
import { type Act, isSafelySent, type LocalAttempt } from '../model/attempt';
import { isGuestWith } from '../model/session';
import type { Effect, LeavingEvent } from './effects';
import { forgetSession, leaveTab, left, show } from './leaving';
import { type Asked, changed, type EventOf, noEffects, type Outcome, shown, stepped } from './outcome';
import type { PhoneState } from './state';

/** Sent as soon as it is kept, or at once where nothing can be kept. */
export function acting(state: PhoneState, kind: 'consultation' | { satisfaction: number }): Outcome {
  if (!state.attempt) return noEffects(state);
  const { id: attemptId, code } = state.attempt;
  const act: Act =
    kind === 'consultation'
      ? { key: `consultation ${attemptId}`, attemptId, code, kind }
      : { key: `feedback ${attemptId}`, attemptId, code, kind: 'feedback', ...kind };
  return { state, effects: [{ kind: 'sendAct', act }] };
}

/** On this phone alone, and where the reader is. */
export function planned(state: PhoneState, { plan }: EventOf<'keepPlan'>): Outcome {
  const session = { ...state.session, plan };
  return {
    state: { ...state, session },
    effects: [
      { kind: 'putSession', session },
      { kind: 'show', isSamePlace: true },
    ],
  };
}

/** What the page alone holds goes where it does not end with the page. */
export const securing = ({ isKept, attempt }: PhoneState): Effect[] =>
  isKept || !attempt ? [] : [{ kind: 'keepAgain', id: attempt.id }, { kind: 'sendHeld' }];

/** Neither this phone nor the server has it: it would end with what the page shows. */
export const isHeldAlone = ({ isKept, attempt }: PhoneState): boolean =>
  !isKept && attempt !== null && !isSafelySent(attempt);

/** Another attempt takes the place of what the page alone holds, once that lies somewhere. */
const onceSecured = (state: PhoneState, event: LeavingEvent): Outcome => ({
  state,
  effects: [...securing(state), { kind: 'leaveHeld', event }],
});

export function tooYoung(state: PhoneState): Outcome {
  const { attempt } = state;
  const before: Effect[] = attempt ? [{ kind: 'removeAttempt', id: attempt.id }] : [];
  return { state: left(state, { name: 'young' }), effects: [...before, forgetSession, leaveTab, show] };
}

/** Where another code was given than that of the one whose phone it is, it is asked whose it is. */
function whosePhone({ session }: PhoneState, { code, isSharedPhone }: LocalAttempt) {
  // What was begun on somebody's own phone, and lies here, says so itself.
  if (!isSharedPhone) return { isSharedPhone };
  const isGuest = isGuestWith(session, code);
  return {
    isSharedPhone: session.isSharedPhone === false && isGuest ? undefined : session.isSharedPhone,
    isGuest,
  };
}

export function continued(state: PhoneState, event: EventOf<'continueAttempt'>, asked: Asked): Outcome {
  const { attempt, code, language, hasAsked } = event;
  if (state.attempt?.id !== attempt.id && isHeldAlone(state)) return onceSecured(state, event);
  const session = {
    ...{ assent: true, ...whosePhone(state, attempt), attemptId: attempt.id, code, hasSavedCode: true },
    ...(hasAsked ? { askedFor: attempt.id } : {}),
    ...(state.session.attemptId === attempt.id ? { plan: state.session.plan } : {}),
  };
  const fresh = { ...state, attempt, isMine: true, session: {} };
  const { state: inLanguage, effects } = changed(fresh, { kind: 'switchLanguage', language });
  return stepped(inLanguage, asked, session, [{ kind: 'holdInTab', attemptId: attempt.id }, ...effects]);
}

export function startedAgain(state: PhoneState, event: EventOf<'startAgain'>, asked: Asked): Outcome {
  if (isHeldAlone(state)) return onceSecured(state, event);
  const { code, questionnaire, earlier, saidBefore } = event;
  const fresh = { ...state, attempt: null, isMine: true, session: {} };
  const isGuest = isGuestWith(state.session, code);
  return stepped(fresh, asked, { code, questionnaire, hasSavedCode: true, earlier, saidBefore, isGuest });
}

export function erased(state: PhoneState, { code: asked }: EventOf<'eraseAll'>): Outcome {
  const { code } = state.session;
  if (code === undefined || normaliseCode(code) !== asked) return { state, effects: [leaveTab] };
  return { state: left(state, state.place), effects: [forgetSession, leaveTab] };
}

export function languageSwitched(state: PhoneState, event: EventOf<'switchLanguage'>): Outcome {
  // On the start page of a shared phone the attempt is somebody else's.
  const { state: next, effects } = state.isMine ? changed(state, event) : noEffects(state);
  return { state: next, effects: [{ kind: 'putLanguage', language: event.language }, ...effects] };
}

export function submitted(state: PhoneState, event: EventOf<'submit'>, asked: Asked): Outcome {
  const { state: next, effects } = changed(state, event);
  return shown(next, asked, [...effects, { kind: 'send' }]);
}

/** From a page that says nothing of the one before; what was said stays said. */
export function wentBack(state: PhoneState, _event: EventOf<'goBack'>, asked: Asked): Outcome {
  const { session, attempt } = state;
  const { definition } = asked;
  switch (stepOf(session, attempt, asked).name) {
    case 'phone':
      return stepped(state, asked, { assent: undefined });
    case 'profile':
      return stepped(state, asked, { isSharedPhone: undefined });
    case 'check':
      return stepped(state, asked, { page: openPages(definition, attempt?.answers ?? {}).at(-1) });
    default:
      return noEffects(state);
  }
}
