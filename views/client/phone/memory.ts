/**
 * What this tab knows of the test under way, and how it is kept: on the screen at once, on the disk a moment later. A phone
 * whose disk is full goes on in memory and sends every change at once; the reader is told in words.
 */
import type { StudentSession } from '../../../server/core/attempt/session';
import { type Earlier, isSafelySent, type LocalAttempt, seenOf } from './attempt';
import { store } from './store';
import type { Place, Sending } from './upload';

/** Longer than this is said on the screen. */
const slowMs = 400;

export type Safety =
  | 'saving'
  /** Here, and with the server. */
  | 'sent'
  /** Here; sent with the page. */
  | 'kept'
  /** Here; being sent. */
  | 'going'
  /** Here; there is no network. */
  | 'here'
  /** Not here; with the server. */
  | 'onlineOnly'
  /** Neither here nor with the server. */
  | 'nowhere'
  /** Here; the server did not take it. */
  | 'refused';

/** The way as the server's cookie would carry it, and what only a phone keeps of it. */
export interface PhoneSession extends StudentSession {
  /** Submitted attempts of the code with which this one was begun again. */
  earlier?: Earlier[];
  hasGivenFeedback?: boolean;
}

export interface Memory {
  session: PhoneSession;
  attempt: LocalAttempt | null;
}

/** @param told whenever what can be said of safety may have changed */
export function memory(told: () => void) {
  const held: Memory = { session: {}, attempt: null };
  let isKept = true;
  let writing = 0;
  let isSlow = false;
  let hasNetwork = true;
  let waitingActs = 0;
  let isSending = false;

  /** Runs a write; without it the tab goes on with what it knows. Room for something small is not room for an attempt. */
  async function keep<T>(write: () => Promise<T>, isOfAttempt = true): Promise<T | undefined> {
    writing += 1;
    const timer = setTimeout(() => {
      isSlow = true;
      told();
    }, slowMs);
    try {
      const written = await write();
      if (isOfAttempt || held.attempt === null) isKept = true;
      return written;
    } catch {
      isKept = false;
      return undefined;
    } finally {
      clearTimeout(timer);
      writing -= 1;
      if (writing === 0) isSlow = false;
      told();
    }
  }

  async function putHeld(): Promise<LocalAttempt | null> {
    if (held.attempt) await store.putAttempt(held.attempt);
    return held.attempt;
  }

  /** For sending from memory. */
  const here: Place = {
    async changeAttempt(_id, change) {
      if (held.attempt) held.attempt = change(held.attempt);
      return held.attempt;
    },
    async removeAttempt() {
      held.attempt = null;
    },
  };

  return {
    held,

    get safety(): Safety {
      const { attempt } = held;
      const isSent = attempt !== null && isSafelySent(attempt) && waitingActs === 0;
      if (isSlow) return 'saving';
      if (!isKept) return isSent ? 'onlineOnly' : 'nowhere';
      if (attempt !== null && attempt.refusal !== null) return 'refused';
      if (isSent) return 'sent';
      if (!hasNetwork || !navigator.onLine) return 'here';
      return isSending ? 'going' : 'kept';
    },

    get isKept() {
      return isKept;
    },

    async read(): Promise<void> {
      held.session = (await store.fact('session')) ?? {};
      held.attempt = held.session.attemptId ? ((await store.attempt(held.session.attemptId)) ?? null) : null;
    },

    /** After another tab, the service worker or an upload wrote. @returns whether something else is seen now */
    async readAttempt(): Promise<boolean> {
      const id = held.attempt?.id;
      if (id === undefined || writing > 0 || !isKept) return false;
      waitingActs = (await store.acts()).filter((act) => act.attemptId === id).length;
      const stored = (await store.attempt(id)) ?? null;
      if (writing > 0 || held.attempt?.id !== id) return false;
      const isOther = seenOf(held.attempt) !== seenOf(stored);
      held.attempt = stored;
      return isOther;
    },

    /** null forgets the way. */
    setSession(session: PhoneSession | null): Promise<unknown> {
      held.session = session ?? {};
      return keep(
        () => (session === null ? store.removeFact('session') : store.putFact('session', session)),
        false,
      );
    },

    begin(attempt: LocalAttempt): Promise<unknown> {
      held.attempt = attempt;
      return keep(() => store.putAttempt(attempt));
    },

    /** Changes what is held at once; resolves when it is kept. */
    async change(change: (attempt: LocalAttempt) => LocalAttempt): Promise<void> {
      if (!held.attempt) return;
      const before = held.attempt;
      held.attempt = change(before);
      if (held.attempt === before) return;
      const { id } = before;
      // Where an earlier write failed, the stored copy is behind: the whole attempt is written.
      const stored = await keep(() => (isKept ? store.changeAttempt(id, change) : putHeld()));
      if (stored === undefined || held.attempt?.id !== id) return;
      // Another tab has handed it over, or submitted it.
      if (stored === null || (stored.submittedAt !== null && held.attempt.submittedAt === null))
        held.attempt = stored;
    },

    beginSending(): void {
      isSending = true;
      told();
    },

    /** What the last try to send said. @returns whether something else is seen now */
    async heardOfSending(isDone: boolean): Promise<boolean> {
      isSending = false;
      hasNetwork = isDone;
      const isOther = await this.readAttempt().catch(() => false);
      told();
      return isOther;
    },

    /** From memory, where nothing can be kept. */
    async sendFromMemory(): Promise<Sending> {
      if (isKept || !held.attempt || isSafelySent(held.attempt)) return { waiting: 0 };
      const { sendAttempt } = await import('./later');
      const outcome = await sendAttempt(held.attempt, here);
      hasNetwork = outcome.kind !== 'later';
      told();
      return { waiting: hasNetwork ? 0 : 1 };
    },

    /** Another tab has finished with the attempt: this one knows nothing of it any longer, and writes nothing. */
    lose(): void {
      held.session = {};
      held.attempt = null;
    },
  };
}
