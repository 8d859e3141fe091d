/** Cases at a moment: what time alone did to one comes before whatever is done to it. */
import type { Calendar } from '../../../settings/holidays/working-days';
import type { FindClinicians } from '../../clinicians';
import { settled } from '../acts.rules';
import type { Case } from '../case.types';
import { isPresent, type Present } from '../coverage.rules';
import type { CasesStore } from './cases.store';

export interface Conversations {
  presentAt(now: Date): Promise<Present>;
  /** Decides on a settled case, and settles what came of it; null where there is none. @throws Problem erased */
  change(
    id: string,
    now: Date,
    decide: (one: Case | null, present: Present) => Case | null,
  ): Promise<Case | null>;
  /** What time alone did to all cases. */
  settle(now: Date): Promise<void>;
}

interface Parts {
  cases: CasesStore;
  findClinicians: FindClinicians;
  /** Which days are worked, as it is set now. */
  calendar: () => Promise<Calendar>;
}

export function conversations({ cases, findClinicians, calendar }: Parts): Conversations {
  const presentAt = async (now: Date): Promise<Present> => {
    const [clinicians, isWorkingDay] = await Promise.all([findClinicians(), calendar()]);
    return { now, clinicians, isWorkingDay };
  };

  const change: Conversations['change'] = async (id, now, decide) => {
    const present = await presentAt(now);
    return cases.change(id, (found) => {
      const done = decide(found && settled(found, present), present);
      return done && settled(done, present);
    });
  };

  return {
    presentAt,
    change,
    async settle(now) {
      const { clinicians } = await presentAt(now);
      const gone = clinicians.filter((one) => !isPresent(one, now)).map(({ id }) => id);
      for (const id of await cases.due(now, gone)) await change(id, now, (one) => one);
    },
  };
}
