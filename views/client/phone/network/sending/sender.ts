/** When to send: soon after a change, when network or reader come back, and again and again with growing pauses. */
import type { LocalAttempt } from '../../model/attempt';
import { isHidden } from '../in-view';
import { giveUpRequests } from '../request';
import { inTurn } from './turn';
import { added, type Sending, sendAttempt, sendWaiting, stillWaiting } from './upload';

const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;
/** Before somebody's eyes, while nothing answers: asking costs nobody anything, and what comes back is met at once. */
const longestUnansweredMs = 5_000;
/** What takes longer is not said to be under way. */
const slowMs = 8_000;

/** Doubled with each failure; spread, so that a class of forty does not come back in the same second. */
export function pauseAfter(failures: number, random: number, longestMs = longestPauseMs): number {
  const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestMs);
  return pauseMs * (0.5 + random);
}

export const sendAlone = (...what: Parameters<typeof sendWaiting>): Promise<Sending> =>
  inTurn(() => sendWaiting(...what));

interface Sends {
  /** What is kept here. */
  sendKept(isNewVisit: boolean): Promise<Sending>;
  /** What the page alone holds, on a phone that keeps nothing more. */
  sendHeld(): Promise<Sending>;
}

/** @param notify after each try, and when one takes long, so that the page can say what is safe */
export function sender({ sendKept, sendHeld }: Sends, notify: (sending: Sending) => void) {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;

  async function run(isNewVisit: boolean): Promise<void> {
    const slow = setTimeout(() => notify(stillWaiting), slowMs);
    const kept = await sendKept(isNewVisit).catch(() => stillWaiting);
    const sending = added(kept, await sendHeld());
    clearTimeout(slow);
    failures = sending.waiting > 0 ? failures + 1 : 0;
    if (sending.waiting > 0) {
      const longestMs = sending.isBusy || isHidden() ? longestPauseMs : longestUnansweredMs;
      scheduleNext(Math.max(sending.afterMs, pauseAfter(failures, Math.random(), longestMs)));
      void askServiceWorker();
    }
    notify(sending);
  }

  function scheduleNext(pauseMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => send(), pauseMs);
  }

  /** Now, or once more as soon as what is under way has ended. */
  function send(isNewVisit = false): Promise<void> {
    clearTimeout(timer);
    isWanted = running !== null;
    running ??= run(isNewVisit).finally(() => {
      running = null;
      if (isWanted) void send();
    });
    return running;
  }

  /** What hangs on a connection from before may never end. */
  function sendAnew(): void {
    failures = 0;
    giveUpRequests();
    void send();
  }

  addEventListener('online', sendAnew);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) sendAnew();
  });
  addEventListener('visibilitychange', () => {
    if (!isHidden()) sendAnew();
  });
  addEventListener('focus', () => void send());
  return send;
}

/**
 * A page that goes out of sight may be frozen: what it holds goes out at once, and nothing is opened here that would stay
 * open.
 */
export async function sendHiding(attempt: LocalAttempt): Promise<void> {
  void askServiceWorker();
  await sendAttempt(attempt);
}

/** Where the browser allows it, the service worker sends after the page is closed (Background Sync). */
async function askServiceWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  await sync?.register('send').catch(() => undefined);
}
