/**
 * Of a page and of its service worker, one sends at a time. It saves requests and no more, since everything may be sent
 * twice. So nobody waits for a turn without an end, and a page that may be frozen, turn and all, neither asks for one nor
 * keeps one: Firefox leaves the lock to a page that has gone into its memory for "back".
 */
import { isHidden } from '../in-view';

/** Whoever has the turn may never end it. */
const patienceMs = 3_000;

/** After these a page may be frozen. */
const leavings = ['visibilitychange', 'pagehide', 'freeze'];

/** Resolves when it is our turn, or when it is waited for no longer. @returns what ends the turn */
function turn(): Promise<() => void> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    let letGo = () => waiting.abort();
    const end = () => {
      clearTimeout(timer);
      for (const leaving of leavings) removeEventListener(leaving, end, true);
      letGo();
    };
    const timer = setTimeout(end, patienceMs);
    for (const leaving of leavings) addEventListener(leaving, end, true);
    const hold = () => {
      clearTimeout(timer);
      resolve(end);
      return new Promise<void>((release) => {
        letGo = release;
      });
    };
    navigator.locks.request('sending', { signal: waiting.signal }, hold).catch(() => resolve(end));
  });
}

export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks || isHidden()) return work();
  const end = await turn();
  try {
    return await work();
  } finally {
    end();
  }
}
