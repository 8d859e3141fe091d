/**
 * Where a phone's state changes: from the state and an event to the next state and what is to be done. Pure. At which step
 * of the test somebody is, the core says from session and attempt: nothing here remembers it besides. Here are the events
 * up to the last question; those that come of what is loaded later are in late.ts.
 */
import { checkPage, profilePage } from '../../../../server/core/attempt/steps';
import { nameOf } from '../../../../server/core/definition/name';
import { nextPage, previousPage } from '../../../../server/core/definition/routing';
import { begun } from '../model/attempt';
import type { Effect } from './effects';
import type { PhoneEvent } from './events';
import {
  type Asked,
  changed,
  type EventOf,
  type Handlers,
  noEffects,
  type Outcome,
  shown,
  stepped,
  withKept,
} from './outcome';
import type { PhoneState } from './state';

function withProfile(
  state: PhoneState,
  { profile, language }: EventOf<'giveProfile'>,
  asked: Asked,
): Outcome {
  if (state.attempt) {
    const { state: next, effects } = changed(state, { kind: 'describe', profile });
    return stepped(next, asked, { page: undefined }, [...effects, { kind: 'send' }]);
  }
  const { session, campaign } = state;
  const { attemptId: id, code, isSharedPhone = false, earlier = [] } = session;
  // Another tab has begun anew meanwhile: this one is where the session is.
  if (id === undefined || code === undefined) return shown(state, asked);
  const { hash: questionnaireHash, definition } = asked;
  const place = {
    id,
    code,
    questionnaire: nameOf(definition),
    questionnaireHash,
    campaign: campaign?.slug ?? null,
  };
  const attempt = begun({ ...place, language, profile, isSharedPhone, earlier });
  return stepped({ ...state, attempt }, asked, { page: undefined, saidBefore: undefined }, [
    { kind: 'beginAttempt', attempt },
    { kind: 'send' },
  ]);
}

function turned(state: PhoneState, { page, to, spentMs }: EventOf<'turnPage'>, asked: Asked): Outcome {
  if (!state.attempt) return noEffects(state);
  const { state: next, effects } = changed(state, { kind: 'spendTime', page, spentMs });
  const { definition } = asked;
  const { answers } = state.attempt;
  const previous = to === 'back' ? previousPage(definition, answers, page) : null;
  const more =
    to === 'next'
      ? { page: nextPage(definition, answers, page) ?? checkPage }
      : { page: previous ?? undefined, ...(previous ? {} : { hasSavedCode: undefined }) };
  const { state: after, effects: further } = stepped(next, asked, more, effects);
  return { state: after, effects: [...further, { kind: 'send' }] };
}

function begunAnew(state: PhoneState, { campaign, questionnaire }: EventOf<'begin'>, asked: Asked): Outcome {
  const { attemptId, isSharedPhone } = state.session;
  // Where there is no room for the next session, nobody begins under the last one's id.
  const before: Effect[] =
    attemptId && isSharedPhone
      ? [
          { kind: 'handOver', id: attemptId },
          { kind: 'putSession', session: null },
        ]
      : [];
  // Nor with what the last one has opened by a code.
  before.push({ kind: 'holdInTab', attemptId: null });
  // On somebody's own phone it is not said yet who that is.
  const isGuest = state.session.isGuest || isSharedPhone === false || undefined;
  const fresh = { ...state, attempt: null, isMine: true, session: {} };
  return stepped(fresh, asked, { questionnaire, campaign, isGuest }, before);
}

function onPhone(state: PhoneState, event: EventOf<'choosePhone'>, asked: Asked): Outcome {
  const { isSharedPhone } = event;
  const { attemptId = event.id, code = event.code } = state.session;
  const { state: next, effects } = changed(state, { kind: 'sayWhosePhone', isSharedPhone });
  const before: Effect[] = [{ kind: 'holdInTab', attemptId }, ...effects];
  const isGuest = isSharedPhone && state.session.isGuest;
  return stepped(next, asked, { isSharedPhone, isGuest, attemptId, code }, before);
}

function written(state: PhoneState, { what, isLast }: EventOf<'written'>): Outcome {
  // Room for something small is not room for an attempt.
  const isKept = state.isKept || what !== 'session' || state.attempt === null;
  return noEffects({ ...state, isKept, isSlow: state.isSlow && !isLast });
}

type FirstKind =
  | 'begin'
  | 'agree'
  | 'choosePhone'
  | 'giveProfile'
  | 'reopenProfile'
  | 'saveCode'
  | 'tap'
  | 'turnPage'
  | 'visit'
  | 'openMy'
  | 'read'
  | 'slowWrite'
  | 'written'
  | 'beginSending'
  | 'failSending';

/** Of what the pages that come later raise. */
export type LateEvent = Exclude<PhoneEvent, { kind: FirstKind }>;

const handlers: Handlers<FirstKind> = {
  begin: begunAnew,
  agree: (state, _event, asked) => stepped(state, asked, { assent: true }),
  choosePhone: onPhone,
  giveProfile: withProfile,
  reopenProfile: (state, _event, asked) => stepped(state, asked, { page: profilePage }),
  saveCode: (state, _event, asked) => stepped(state, asked, { hasSavedCode: true }),
  tap: changed,
  turnPage: turned,
  visit: (state, { place }, asked) => shown({ ...state, place: { name: place } }, asked),
  openMy: (state) => noEffects({ ...state, place: { name: 'my' } }),
  read: (state, { kept }) => noEffects(withKept(state, kept)),
  slowWrite: (state) => noEffects({ ...state, isSlow: true }),
  written,
  beginSending: (state) => noEffects({ ...state, isSending: true }),
  failSending: (state) => noEffects({ ...state, isSending: false, hasNetwork: false }),
};

/** @returns null for an event of late.ts */
export function reduce(state: PhoneState, event: PhoneEvent, asked: Asked): Outcome | null {
  const handler = (handlers as Partial<Handlers<PhoneEvent['kind']>>)[event.kind];
  return handler ? handler(state, event as never, asked) : null;
}
