/** What storage and network say, and what comes of it. Pure. */
import { stepOf } from '../../../../server/core/attempt/steps';
import { isSafelySent, type LocalAttempt } from '../model/attempt';
import type { Effect } from './effects';
import type { Kept } from './events';
import { ended, forgetSession, leaveTab, left, show } from './leaving';
import { type Asked, type EventOf, isInTest, noEffects, type Outcome, shown, withKept } from './outcome';
import type { PhoneState, Place } from './state';

/** What a change of which is seen on a page. */
const seenOf = (attempt: LocalAttempt | null): string =>
  JSON.stringify([attempt?.id, attempt?.submittedAt, attempt?.answers, attempt?.unclear]);

/** Sending takes its time: meanwhile this tab may have gone on, and another one finished. */
export function tried(state: PhoneState, { act, isTaken }: EventOf<'tried'>, asked: Asked): Outcome {
  const { attemptId } = act;
  if (state.session.attemptId !== attemptId) return noEffects(state);
  const isSamePlace = act.kind === 'consultation';
  if (!isTaken) return shown(state, asked, [], isSamePlace);
  const more = isSamePlace ? { askedFor: attemptId } : { hasGivenFeedback: true };
  const session = { ...state.session, ...more };
  const kept: Effect = session.isGuest
    ? { kind: 'putSession', session }
    : { kind: 'addToSession', attemptId, more };
  return shown({ ...state, session }, asked, [kept], isSamePlace);
}

export function finished(state: PhoneState, { how }: EventOf<'handedOver'>): Outcome {
  // On plain HTTP without network it would be lost.
  if (how === 'kept') return { state, effects: [{ kind: 'say', key: 'screening:handOver.kept' }] };
  const { isSharedPhone, campaign } = state.session;
  const place: Place = { name: 'finish', how, link: { isSharedPhone, campaign } };
  return { state: left(state, place), effects: [forgetSession, leaveTab, show, { kind: 'send' }] };
}

/** Whoever reads the start page may have begun meanwhile: then it is theirs. */
export function leftEnded(state: PhoneState, { ids }: EventOf<'endLeft'>): Outcome {
  const { place, session } = state;
  const send: Effect = { kind: 'send' };
  if (session.attemptId === undefined || !ids.includes(session.attemptId)) return { state, effects: [send] };
  return { state: left(state, place), effects: [forgetSession, send] };
}

/** As if this tab had been opened now; whoever is about to begin here is a guest on a phone that has become another's own. */
export function found(state: PhoneState, { session, attempt, isMine }: EventOf<'find'>): Outcome {
  if (!isInTest(state.place)) return noEffects({ ...state, session, attempt, isMine });
  const isGuest = session.isSharedPhone === false || undefined;
  return noEffects({ ...state, session: { ...state.session, isGuest } });
}

/** What was erased elsewhere is not shown any longer; what another device answered, or its result, is shown here too. */
export function sent(state: PhoneState, event: EventOf<'endSending'>, asked: Asked): Outcome {
  const { isDone, kept, isAskWaiting } = event;
  const next = { ...state, isSending: false, hasNetwork: isDone };
  // Perhaps there is room again for what only the page holds.
  if (!state.isKept && state.attempt)
    return { state: next, effects: [{ kind: 'keepAgain', id: state.attempt.id }] };
  return kept === null ? noEffects(next) : readAgain(next, kept, asked, isDone && isAskWaiting);
}

/** What another window wrote. */
export const heard = (state: PhoneState, { kept }: EventOf<'hear'>, asked: Asked): Outcome =>
  readAgain(state, kept, asked, false);

/** @param isNews the page has something else to say */
function readAgain(state: PhoneState, kept: Kept, asked: Asked, isNews: boolean): Outcome {
  if (state.attempt === null) return noEffects(state);
  const isErased = kept.session?.attemptId === state.attempt.id;
  if (kept.attempt === null && isInTest(state.place)) return ended(state, isErased);
  if (kept.attempt === null)
    return { state: left(state, state.place), effects: isErased ? [forgetSession, leaveTab] : [] };
  const read = withKept(state, kept);
  const isOther = seenOf(state.attempt) !== seenOf(kept.attempt);
  const isSeen = isInTest(state.place) && state.session.attemptId === state.attempt.id;
  return isSeen && (isOther || isNews) ? shown(read, asked, [], true) : noEffects(read);
}

const stepIn = ({ session, attempt }: PhoneState, asked: Asked): string =>
  JSON.stringify(stepOf(session, attempt, asked));

/** Back from another tab or app: what was changed there is shown here. */
export function returned(state: PhoneState, { kept, isMine }: EventOf<'return'>, asked: Asked): Outcome {
  // It was answered while this was read, and there was no room for the answer.
  if (!state.isKept) return noEffects(state);
  const next = { ...withKept(state, kept), session: kept.session ?? {}, isMine };
  const isSame = state.session.attemptId === next.session.attemptId;
  if (isSame && seenOf(state.attempt) === seenOf(kept.attempt)) return noEffects(next);
  if (kept.attempt === null || !isMine) return shown({ ...next, place: { name: 'start' } }, asked);
  if (!isInTest(state.place)) return shown({ ...next, place: { name: 'test' } }, asked);
  // Nobody is thrown to the beginning of the page at which they are.
  return shown(next, asked, [], stepIn(state, asked) === stepIn(next, asked));
}

export function refused(state: PhoneState, { what, isLast }: EventOf<'refusedWrite'>): Outcome {
  // What there is still no room for is under way to the server already.
  const isUnsent = what === 'change' && state.attempt !== null && !isSafelySent(state.attempt);
  const next = { ...state, isKept: false, isSlow: state.isSlow && !isLast };
  return { state: next, effects: isUnsent ? [{ kind: 'sendHeld' }] : [] };
}
