import { inTurn } from '../../../../views/client/phone/network/sending/turn';
import { aPage, type PageInNode } from '../../../support/phone/page-in-node';

let page: PageInNode;
beforeEach(() => {
  jest.useFakeTimers();
  page = aPage();
});
afterEach(() => {
  page.leave();
  jest.useRealTimers();
});

const settle = () => jest.advanceTimersByTimeAsync(0);

/** Work that is under way until it is told to end. */
function work() {
  let end: () => void = () => undefined;
  const begun = jest.fn(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  return { begun, end: () => end() };
}

describe('a turn to send', () => {
  it('comes when the one before has ended', async () => {
    const [first, second] = [work(), work()];
    void inTurn(first.begun);
    void inTurn(second.begun);
    await settle();
    expect([first.begun, second.begun].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    first.end();
    await settle();
    expect(second.begun).toHaveBeenCalledTimes(1);
  });

  it('is waited for three seconds, and then the work is done without it', async () => {
    page.locks.takeForEver();
    const { begun } = work();
    void inTurn(begun);
    await jest.advanceTimersByTimeAsync(2_999);
    expect(begun).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it('is not asked for by a hidden page, which works at once', async () => {
    page.locks.takeForEver();
    page.hide();
    const { begun } = work();
    void inTurn(begun);
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it.each(['visibilitychange', 'pagehide', 'freeze'])('is waited for no longer after %s', async (leaving) => {
    page.locks.takeForEver();
    const { begun } = work();
    void inTurn(begun);
    await settle();
    page.happen(leaving);
    await settle();
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it.each(['visibilitychange', 'pagehide', 'freeze'])(
    'ends with %s, whatever is still under way',
    async (leaving) => {
      const { begun } = work();
      void inTurn(begun);
      await settle();
      expect(page.locks.isTaken).toBe(true);
      page.happen(leaving);
      await settle();
      expect(page.locks.isTaken).toBe(false);
    },
  );

  it('ends with work that fails', async () => {
    await expect(inTurn(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await settle();
    expect(page.locks.isTaken).toBe(false);
  });
});
