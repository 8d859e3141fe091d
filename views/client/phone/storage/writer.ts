/** Runs the writes of a tab and reports how they go; without one of them the tab goes on with what it knows. */

/** Longer than this is said on the screen. */
const slowMs = 400;

export type WriteNews =
  | { kind: 'slowWrite' }
  /** @param isLast no other write is under way */
  | { kind: 'written' | 'refusedWrite'; isOfAttempt: boolean; isLast: boolean };

export class Writer {
  private underWay = 0;

  constructor(private readonly report: (news: WriteNews) => void) {}

  get isIdle(): boolean {
    return this.underWay === 0;
  }

  /** @returns undefined when nothing was written */
  async write<T>(work: () => Promise<T>, isOfAttempt: boolean): Promise<T | undefined> {
    this.underWay += 1;
    const timer = setTimeout(() => this.report({ kind: 'slowWrite' }), slowMs);
    const end = (kind: 'written' | 'refusedWrite') => {
      clearTimeout(timer);
      this.underWay -= 1;
      this.report({ kind, isOfAttempt, isLast: this.isIdle });
    };
    try {
      const written = await work();
      end('written');
      return written;
    } catch {
      end('refusedWrite');
      return undefined;
    }
  }
}
