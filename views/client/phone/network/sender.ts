/** When to send: soon after a change, when the network comes back, and again and again with growing pauses. */
import { type Sending, sendWaiting } from './upload';

const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

/** Doubled with each failure; spread, so that a class of forty does not come back in the same second. */
export function pauseAfter(failures: number, random: number): number {
  const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
  return pauseMs * (0.5 + random);
}

/** Of a page and of its service worker, one sends at a time; where browsers have no locks, both may. */
export async function sendAlone(isNewVisit = false): Promise<Sending> {
  if (!navigator.locks) return sendWaiting(isNewVisit);
  return navigator.locks.request('sending', () => sendWaiting(isNewVisit));
}

/**
 * @param sendHeld sends what the page alone holds, on a phone that keeps nothing more
 * @param notify after each try, so that the page can say what is safe
 */
export function sender(sendHeld: () => Promise<Sending>, notify: (sending: Sending) => void) {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;

  async function run(isNewVisit: boolean): Promise<void> {
    const kept = await sendAlone(isNewVisit).catch((): Sending => ({ waiting: 1 }));
    const sending = { ...kept, waiting: kept.waiting + (await sendHeld()).waiting };
    failures = sending.waiting > 0 ? failures + 1 : 0;
    if (sending.waiting > 0) {
      scheduleNext(Math.max(sending.afterMs ?? 0, pauseAfter(failures, Math.random())));
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

  addEventListener('online', () => {
    failures = 0;
    void send();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && failures > 0) void send();
  });
  return send;
}

/** Where the browser allows it, the service worker sends after the page is closed (Background Sync). */
async function askServiceWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  await sync?.register('send').catch(() => undefined);
}
