/** How asking and answering went, in numbers only: what the reports are made of. */

import { type HelpedAnswer, helpedAnswers } from '../core/pages/conversation';
import type { Calendar } from '../settings/holidays/working-days';
import { workingHoursBetween } from './case/working-time';
import type { CaseFigures } from './desk/queue.store';

export interface ConsultationStatistics {
  asked: number;
  answered: number;
  read: number;
  replied: number;
  /** Not answered by the promised day: answered later, or open still. */
  overdue: number;
  /** Working hours until the first letter; until now for an open case. */
  waits: { hours: number; isOpen: boolean }[];
  helped: Record<HelpedAnswer, number>;
}

/** As it stood at `now`: what happened later is not counted. */
export async function statisticsOf(
  figures: AsyncIterable<CaseFigures>,
  now: Date,
  isWorkingDay: Calendar,
): Promise<ConsultationStatistics> {
  const helped = Object.fromEntries(helpedAnswers.map((one) => [one, 0])) as Record<HelpedAnswer, number>;
  const sum: ConsultationStatistics = {
    ...{ asked: 0, answered: 0, read: 0, replied: 0, overdue: 0 },
    ...{ waits: [], helped },
  };
  for await (const one of figures) {
    const by = (moment: Date | null): Date | null => (moment && moment <= now ? moment : null);
    const answeredAt = by(one.answeredAt);
    const until = answeredAt ?? now;
    sum.asked += 1;
    sum.answered += answeredAt ? 1 : 0;
    sum.read += by(one.readAt) ? 1 : 0;
    sum.replied += by(one.repliedAt) ? 1 : 0;
    sum.overdue += until.getTime() > one.dueAt.getTime() ? 1 : 0;
    sum.waits.push({
      hours: workingHoursBetween(one.askedAt, until, isWorkingDay),
      isOpen: answeredAt === null,
    });
    if (one.helped && by(one.ratedAt)) helped[one.helped] += 1;
  }
  return sum;
}
