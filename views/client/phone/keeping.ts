/** What one tab writes into the storage and reads from it: the effects of state/effects.ts that keep something. */
import type { LocalAttempt } from './model/attempt';
import type { PhoneSession } from './model/session';
import { changedBy } from './state/change';
import type { AttemptChange, Kept, PhoneEvent } from './state/events';
import type { PhoneState } from './state/state';
import { storage } from './storage/storage';
import { Writer } from './storage/writer';

interface Tab {
  scene: { state: PhoneState };
  raise(event: PhoneEvent): Promise<void>;
}

export class Keeping {
  private readonly writer: Writer;

  constructor(private readonly tab: Tab) {
    this.writer = new Writer((news) => void tab.raise(news));
  }

  get isWriting(): boolean {
    return !this.writer.isIdle;
  }

  private get state(): PhoneState {
    return this.tab.scene.state;
  }

  /** Only an end is waited for: what can be read is gone when the page says so. */
  putSession(session: PhoneSession | null): Promise<unknown> | undefined {
    if (session === null) return this.writer.write(() => storage.removeFact('session'), false);
    void this.writer.write(() => storage.putFact('session', session), false);
    return undefined;
  }

  putAttempt(attempt: LocalAttempt): Promise<unknown> {
    return this.writer.write(() => storage.putAttempt(attempt), true);
  }

  /** Kept here at once; where an earlier write failed, the stored copy is behind and the whole attempt is written. */
  async changeAttempt(id: string, change: AttemptChange): Promise<'stop' | undefined> {
    const { attempt, isKept } = this.state;
    const write = () =>
      isKept || !attempt
        ? storage.changeAttempt(id, (one) => changedBy(one, change))
        : storage.putAttempt(attempt);
    const stored = await this.writer.write(write, true);
    const held = this.state.attempt;
    if (stored === undefined || held?.id !== id) return undefined;
    if (stored === null) {
      await this.tab.raise({ kind: 'lose' });
      return 'stop';
    }
    // Another tab has submitted it.
    if (stored.submittedAt !== null && held.submittedAt === null)
      await this.tab.raise({ kind: 'answered', attempt: stored });
    return undefined;
  }

  /** null where there is nothing to read, or where what the page holds is newer. */
  async readKept(): Promise<Kept | null> {
    const isRead = () => this.state.isKept && this.writer.isIdle;
    const heldId = () => this.state.attempt?.id ?? this.state.session.attemptId;
    const id = heldId();
    if (id === undefined || !isRead()) return null;
    try {
      const [attempt = null, acts] = await Promise.all([storage.attempt(id), storage.actsOf(id)]);
      const session = await storage.fact('session');
      if (!isRead() || heldId() !== id) return null;
      return { attempt, session, waitingActs: acts.length };
    } catch {
      return null;
    }
  }

  /** False where another tab has finished with the attempt that this one shows; then this one is at the start. */
  async isStillHere(): Promise<boolean> {
    const { attempt, session } = this.state;
    const kept = await this.readKept();
    if (kept === null) return true;
    // An attempt that has not begun here may have begun and ended in another tab.
    const isLost = attempt ? kept.attempt === null : kept.session?.attemptId !== session.attemptId;
    if (isLost) await this.tab.raise({ kind: 'lose' });
    else await this.tab.raise({ kind: 'read', kept });
    return !isLost;
  }
}
