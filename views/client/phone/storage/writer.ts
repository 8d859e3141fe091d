/** Runs the writes of a tab and reports how they go; without one of them the tab goes on with what it knows. */
import type { Written } from '../model/kept';

/** Longer than this is said on the screen. */
const slowMs = 400;

export type WriteNews =
  | { kind: 'slowWrite' }
  /** @param isLast no other write is under way */
  | { kind: 'written' | 'refusedWrite'; what: Written; isLast: boolean };

export class Writer {
  private underWay = 0;

  constructor(private readonly report: (news: WriteNews) => void) {}

  get isIdle(): boolean {
    return this.underWay === 0;
  }

  /** @returns undefined when nothing was written */
  async write<T>(work: () => Promise<T>, what: Written): Promise<T | undefined> {
    this.underWay += 1;
    const timer = setTimeout(() => this.report({ kind: 'slowWrite' }), slowMs);
    const end = (kind: 'written' | 'refusedWrite') => {
      clearTimeout(timer);
      this.underWay -= 1;
      this.report({ kind, what, isLast: this.isIdle });
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
