/** The events that come of what is loaded later: see reduce.ts. Pure. */
import { finished, found, heard, leftEnded, refused, returned, sent, tried } from './late-news';
import {
  acting,
  continued,
  erased,
  languageSwitched,
  planned,
  securing,
  startedAgain,
  submitted,
  tooYoung,
  wentBack,
} from './late-student';
import { ended, forgetSession, leaveTab, left, show } from './leaving';
import { type Asked, type Handlers, noEffects, type Outcome, shown, stepped } from './outcome';
import type { LateEvent } from './reduce';
import type { PhoneState } from './state';

const handlers: Handlers<LateEvent['kind']> = {
  decline: (state) => ({
    state: left(state, { name: 'later' }),
    effects: [forgetSession, leaveTab, show],
  }),
  tellTooYoung: tooYoung,
  openPage: (state, { page }, asked) => stepped(state, asked, { page }),
  goBack: wentBack,
  submit: submitted,
  askPsychologist: (state) => acting(state, 'consultation'),
  keepPlan: planned,
  rate: (state, { satisfaction }) => acting(state, { satisfaction }),
  finish: (state) => ({ state, effects: [...securing(state), { kind: 'handOverAll' }] }),
  switchLanguage: languageSwitched,
  continueAttempt: continued,
  startAgain: startedAgain,
  eraseAll: erased,
  return: returned,
  find: found,
  hear: heard,
  needCode: (state, _event, asked) =>
    shown({ ...state, place: { name: 'start', notice: 'needsCode' } }, asked),
  lose: (state) => ended(state, false),
  answered: (state, { attempt }) => (attempt ? noEffects({ ...state, attempt }) : ended(state, true)),
  refusedWrite: refused,
  endSending: sent,
  tried,
  handedOver: finished,
  endLeft: leftEnded,
};

export const reduceLate = (state: PhoneState, event: LateEvent, asked: Asked): Outcome =>
  (handlers[event.kind] as Handlers<LateEvent['kind']>[typeof event.kind])(state, event as never, asked);
