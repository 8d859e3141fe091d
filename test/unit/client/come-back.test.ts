import { hear } from '../../../views/client/phone/come-back';
import { begun, changed, type LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { PhoneEvent } from '../../../views/client/phone/state/events';
import { reduceLate } from '../../../views/client/phone/state/late';
import { type PhoneState, stateFrom } from '../../../views/client/phone/state/state';
import { aProfile } from '../../support/builders/attempts';
import { aPage, type PageInNode } from '../../support/phone/page-in-node';
import { definition } from '../core/support';

const hash = 'a'.repeat(16);

const attempt = begun({
  ...{ id: '1', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
  ...{ profile: aProfile, isSharedPhone: false },
});
const answered = changed(attempt, { answers: { A1: 3 } });
const session = { assent: true, isSharedPhone: false, attemptId: '1', code: 'code', hasSavedCode: true };
const state: PhoneState = stateFrom({
  ...{ place: { name: 'test' }, session, attempt, campaign: null },
  ...{ questionnaire: 'self-diagnosis/v1', isMine: true },
});
const heard = (kept: LocalAttempt | null, from = state) =>
  reduceLate(from, { kind: 'hear', kept: { session, attempt: kept, waitingActs: 0 } }, { hash, definition });

describe('what another window has kept', () => {
  it('is shown, and the reader stays at the same place', () => {
    const { state: next, effects } = heard(answered);
    expect(next.attempt?.answers).toEqual({ A1: 3 });
    expect(effects).toEqual([{ kind: 'show', isSamePlace: true }]);
  });

  it('draws nothing anew where it is the same', () => {
    expect(heard(attempt).effects).toEqual([]);
  });

  it('draws nothing on a page that is not of the test', () => {
    expect(heard(answered, { ...state, place: { name: 'start' } }).effects).toEqual([]);
  });

  it('leads to the start when all of it is gone', () => {
    expect(heard(null).state.place.name).toBe('start');
  });
});

describe('a reader who comes back from another tab', () => {
  const returned = (page: string) => {
    const kept = { session: { ...session, page }, attempt: answered, waitingActs: 0 };
    const from = { ...state, session: { ...session, page: 'a1' } };
    return reduceLate(from, { kind: 'return', kept, isMine: true }, { hash, definition }).effects;
  };

  it('stays at the place of the page that stood there', () => {
    expect(returned('a1')).toEqual([{ kind: 'show', isSamePlace: true }]);
  });

  it('finds the last answer, where there was no room for it while the rest was read', () => {
    const from = { ...state, attempt: changed(attempt, { answers: { A1: 1 } }), isKept: false };
    const kept = { session, attempt, waitingActs: 0 };
    const { state: next } = reduceLate(from, { kind: 'return', kept, isMine: true }, { hash, definition });
    expect(next.attempt?.answers).toEqual({ A1: 1 });
  });

  it('is led to the beginning of the page to which the other tab has turned', () => {
    expect(returned('a2')).toEqual([{ kind: 'show', isSamePlace: false }]);
  });
});

describe('a window that is told that another has written', () => {
  let page: PageInNode;
  beforeEach(() => {
    jest.useFakeTimers();
    page = aPage();
  });
  afterEach(() => {
    page.leave();
    jest.useRealTimers();
  });

  function aWindow() {
    const raise = jest.fn(async (_event: PhoneEvent) => undefined);
    const kept = { session, attempt: answered, waitingActs: 0 };
    const one = { scene: { state } as never, isWriting: false, raise, readKept: async () => kept };
    return { one, raise };
  }

  it('reads it', async () => {
    const { one, raise } = aWindow();
    await hear(one);
    expect(raise).toHaveBeenCalledWith(expect.objectContaining({ kind: 'hear' }));
  });

  it('reads it after its own write where one is under way', async () => {
    const { one, raise } = aWindow();
    const busy = Object.assign(one, { isWriting: true });
    const { readKept } = one;
    busy.readKept = async () => (busy.isWriting ? (null as never) : readKept());
    await hear(busy);
    expect(raise).not.toHaveBeenCalled();
    busy.isWriting = false;
    await jest.advanceTimersByTimeAsync(100);
    expect(raise).toHaveBeenCalledTimes(1);
  });

  it('reads it when its reader comes back where nobody sees it', async () => {
    const { one, raise } = aWindow();
    page.hide();
    await hear(one);
    expect(raise).not.toHaveBeenCalled();
  });
});
