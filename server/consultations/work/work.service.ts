/** How the team's work stands, as its leads need it: numbers, and none of the cases behind them. */
import type { Calendar } from '../../settings/holidays/working-days';
import { startOfDay } from '../../shared/clock';
import type { Clinician } from '../case/coverage.rules';
import type { Conversations } from '../case/stored/conversations';
import type { QueueStore } from '../desk/queue.store';
import { type Happening, happeningsOf, type LoadRows, loadRows, weeksUntil } from './load.rules';
import type { WorkStore } from './work.store';

export interface Load extends LoadRows {
  clinicians: readonly Clinician[];
  /** Danger words that nobody has opened; the oldest ones came at `since`. */
  unopened: { count: number; since: Date | null };
}

export interface WorkService {
  load(ask: { now: Date }): Promise<Load>;
}

interface Parts {
  conversations: Conversations;
  queue: Pick<QueueStore, 'unopenedDanger'>;
  work: WorkStore;
}

export function workService({ conversations, queue, work }: Parts): WorkService {
  async function happenedSince(from: Date, isWorkingDay: Calendar): Promise<Happening[]> {
    const all: Happening[] = [];
    for await (const one of work.saidSince(from))
      all.push(...happeningsOf(one, isWorkingDay).filter(({ at }) => at >= from));
    return all;
  }

  async function unopened(): Promise<Load['unopened']> {
    const times = (await queue.unopenedDanger()).map(({ since }) => since.getTime());
    return { count: times.length, since: times.length > 0 ? new Date(Math.min(...times)) : null };
  }

  return {
    async load({ now }) {
      await conversations.settle(now);
      const { clinicians, isWorkingDay } = await conversations.presentAt(now);
      const from = startOfDay(weeksUntil(now).at(-1) ?? '');
      const [open, done, danger] = await Promise.all([
        work.open(),
        happenedSince(from, isWorkingDay),
        unopened(),
      ]);
      return { ...loadRows(open, done, now), clinicians, unopened: danger };
    },
  };
}
