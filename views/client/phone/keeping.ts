/** What one tab writes into the storage and reads from it: the effects of state/effects.ts that keep something. */
import type { LocalAttempt } from './model/attempt';
import type { PhoneSession } from './model/session';
import { recovery } from './parts/lazy-recovery';
import { changedBy } from './state/change';
import type { AttemptChange, Kept, PhoneEvent } from './state/events';
import type { PhoneState } from './state/state';
import { storage } from './storage/storage';
import { tab as inTab, isThisTabs } from './storage/tab';
import { Writer } from './storage/writer';

interface Tab {
  scene: { state: PhoneState };
  raise(event: PhoneEvent): Promise<void>;
}

/** Where a guest's session lies. */
type GuestPlace = Pick<typeof inTab, 'session' | 'holdSession'>;

/** Done to an attempt as it lies here, whoever wrote it last; undefined where nothing lies. */
type Step = (stored: LocalAttempt | undefined) => LocalAttempt | undefined;

export class Keeping {
  private readonly writer: Writer;
  /** What is not on the disk yet, in the order in which it was done. */
  private unkept: { id: string; step: Step }[] = [];
  private lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly tab: Tab,
    private readonly guest: GuestPlace = inTab,
  ) {
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
    const wasGuest = this.guest.session() !== undefined;
    this.guest.holdSession(session?.isGuest ? session : null);
    if (session?.isGuest || (wasGuest && session === null)) return undefined;
    if (session === null) return this.writer.write(() => storage.removeFact('session'), 'session');
    void this.writer.write(() => storage.putFact('session', session), 'session');
    return undefined;
  }

  /** Another tab may have begun the same attempt, and answered in it. */
  beginAttempt(attempt: LocalAttempt): Promise<unknown> {
    const { id, profile } = attempt;
    return this.keep(id, (stored) => (stored ? changedBy(stored, { kind: 'describe', profile }) : attempt));
  }

  changeAttempt(id: string, change: AttemptChange): Promise<'stop' | undefined> {
    return this.keep(id, (stored) => stored && changedBy(stored, change));
  }

  /** Perhaps there is room by now for what there was none before. */
  keepAgain(id: string): Promise<'stop' | undefined> {
    return this.keep(id);
  }

  private async keep(id: string, step?: Step): Promise<'stop' | undefined> {
    if (step) this.unkept.push({ id, step });
    const write = () => this.inTurn(() => this.writeUnkept(id));
    const stored = await this.writer.write(write, step ? 'change' : 'again');
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

  /** What there was no room for is known before the next write begins. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const written = this.lastWrite.then(work);
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  /** In one step with what there was no room for before. */
  private async writeUnkept(id: string): Promise<LocalAttempt | null> {
    const own = this.unkept.filter((one) => one.id === id);
    const stored = await storage.writeAttempt(id, (before) =>
      own.reduce<LocalAttempt | undefined>((attempt, { step }) => step(attempt), before),
    );
    const isBack = stored === null && this.state.attempt?.id === id && (await this.putBack());
    this.unkept = this.unkept.filter((one) => !own.includes(one));
    return isBack ? this.state.attempt : stored;
  }

  /** @returns false where what the page holds was wiped on purpose, not thrown away by the browser */
  private async putBack(): Promise<boolean> {
    return (await recovery()).putBack(this.state);
  }

  /** null where there is nothing to read, or where what the page holds is newer. */
  async readKept(): Promise<Kept | null> {
    const isRead = () => this.state.isKept && this.writer.isIdle;
    const heldId = () => this.state.attempt?.id ?? this.state.session.attemptId;
    const id = heldId();
    if (id === undefined || !isRead()) return null;
    try {
      const [attempt = null, acts] = await Promise.all([storage.attempt(id), storage.actsOf(id)]);
      const session = this.guest.session() ?? (await storage.fact('session'));
      if (!isRead() || heldId() !== id) return null;
      const isMissing = this.state.attempt ? attempt === null : session === undefined;
      if (isMissing && (await this.inTurn(() => this.putBack()))) return this.readKept();
      return { attempt, session, waitingActs: acts.length };
    } catch {
      return null;
    }
  }

  /** Somebody may have begun in another tab while nobody had here: this page does not take the place of that. */
  private async readBegun(): Promise<void> {
    if (this.guest.session()) return;
    const session = await storage.fact('session').catch(() => undefined);
    if (session?.attemptId === undefined) return;
    const attempt = (await storage.attempt(session.attemptId)) ?? null;
    await this.tab.raise({ kind: 'find', session, attempt, isMine: isThisTabs(session) });
  }

  /** False where another tab has finished with the attempt that this one shows; then this one is at the start. */
  async isStillHere(): Promise<boolean> {
    if (this.state.session.attemptId === undefined) await this.readBegun();
    const { attempt, session, isKept } = this.state;
    if (!isKept && attempt && (await this.keepAgain(attempt.id)) === 'stop') return false;
    const kept = await this.readKept();
    if (kept === null) return true;
    // An attempt that has not begun here may have begun and ended in another tab.
    const isLost = attempt ? kept.attempt === null : kept.session?.attemptId !== session.attemptId;
    if (isLost) await this.tab.raise({ kind: 'lose' });
    else await this.tab.raise({ kind: 'read', kept });
    return !isLost;
  }
}
