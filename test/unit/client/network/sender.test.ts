import fc from 'fast-check';
import { begun } from '../../../../views/client/phone/model/attempt';
import { pauseAfter, sender, sendHiding } from '../../../../views/client/phone/network/sending/sender';
import type { Sending } from '../../../../views/client/phone/network/sending/upload';
import { aProfile } from '../../../support/builders/attempts';
import { aPage, type PageInNode } from '../../../support/phone/page-in-node';

const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause before sending again', () => {
  it('doubles with each failure, from two seconds to five minutes', () => {
    const pauses = [1, 2, 3, 8, 9, 60, 2_000].map((failures) => pauseAfter(failures, 0.5));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000, 300_000]);
  });

  it('is spread by half to either side, so that a class does not come back at once', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), anyChance, (failures, random) => {
        const middle = pauseAfter(failures, 0.5);
        const pause = pauseAfter(failures, random);
        expect(pause).toBeGreaterThanOrEqual(middle / 2);
        expect(pause).toBeLessThanOrEqual(middle * 1.5);
      }),
    ));
});

const done: Sending = { waiting: 0, isBusy: false, afterMs: 0 };
const noAnswer: Sending = { ...done, waiting: 1 };
const busy: Sending = { ...noAnswer, isBusy: true };

describe('what is kept', () => {
  let page: PageInNode;
  let notify: jest.Mock;
  beforeEach(() => {
    jest.useFakeTimers();
    page = aPage();
    notify = jest.fn();
  });
  afterEach(() => {
    page.leave();
    jest.useRealTimers();
  });

  /** @param answer of the network, which a test may change */
  function sending(answer: () => Promise<Sending>) {
    const sendKept = jest.fn(answer);
    const send = sender({ sendKept, sendHeld: async () => done }, notify);
    return { send, sendKept };
  }

  it('is tried again within ten seconds, however long there was no network, while the page is seen', async () => {
    let answer = noAnswer;
    const { send } = sending(async () => answer);
    void send();
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    notify.mockClear();
    answer = done;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(notify).toHaveBeenCalledWith(done);
  });

  it.each([
    { why: 'a server that has enough', answer: busy, hides: false },
    { why: 'a page that nobody sees', answer: noAnswer, hides: true },
  ])('is tried ever more rarely for $why', async ({ answer, hides }) => {
    if (hides) page.hide();
    const { send, sendKept } = sending(async () => answer);
    void send();
    await jest.advanceTimersByTimeAsync(60 * 60_000);
    expect(sendKept.mock.calls.length).toBeLessThan(40);
  });

  it.each([
    { event: 'online', comes: () => page.happen('online') },
    { event: 'focus', comes: () => page.happen('focus') },
    {
      event: 'pageshow from the memory for "back"',
      comes: () => page.happen('pageshow', { persisted: true }),
    },
    { event: 'visibilitychange', comes: () => page.show() },
  ])('is sent at once after $event', async ({ comes }) => {
    const { send, sendKept } = sending(async () => busy);
    await send();
    sendKept.mockClear();
    comes();
    expect(sendKept).toHaveBeenCalledTimes(1);
  });

  it('is not said to be under way when a try takes longer than eight seconds', async () => {
    const { send } = sending(() => new Promise(() => undefined));
    void send();
    await jest.advanceTimersByTimeAsync(7_999);
    expect(notify).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(notify).toHaveBeenCalledWith(noAnswer);
  });

  it('counts as waiting when it could not even be read', async () => {
    const { send } = sending(() => Promise.reject(new Error('no storage')));
    await send();
    expect(notify).toHaveBeenCalledWith(noAnswer);
  });
});

it('a page that goes out of sight sends what it holds at once, and opens no store before there is an answer', () => {
  jest.useFakeTimers();
  const page = aPage();
  const fetched = jest.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => undefined));
  const open = jest.fn();
  Object.assign(globalThis, { indexedDB: { open } });
  const attempt = begun({
    ...{ id: '1', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
    ...{ profile: aProfile, isSharedPhone: false },
  });
  void sendHiding(attempt);
  expect(fetched).toHaveBeenCalledWith('/api/attempts/1', expect.objectContaining({ method: 'PUT' }));
  expect(open).not.toHaveBeenCalled();
  fetched.mockRestore();
  Reflect.deleteProperty(globalThis, 'indexedDB');
  page.leave();
  jest.useRealTimers();
});
