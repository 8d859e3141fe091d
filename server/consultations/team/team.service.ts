/** Who is in the team, for how much, and when: absences, terms of work, and cases that go from one to another. */
import type { Account, WorkTerms } from '../../accounts/account.types';
import type { AccountsService } from '../../accounts/accounts.service';
import { localDay } from '../../shared/clock';
import { Problem } from '../../shared/problems';
import { type Actor, clinicians } from '../../shared/roles';
import { type Clinician, isPresent } from '../case/coverage.rules';
import type { CasesStore } from '../case/stored/cases.store';
import type { Conversations } from '../case/stored/conversations';
import { versionOf } from '../case/version.rules';
import type { PsychologistsService } from '../desk/psychologists.service';
import type { QueueStore } from '../desk/queue.store';
import { type Absence, type AbsenceFault, absenceFault, withAbsence, withoutAbsence } from './absences.rules';

export interface Colleague extends Clinician {
  isHere: boolean;
  /** How many cases they hold. */
  held: number;
}

interface Act {
  /** Of the account. */
  id: string;
  actor: Actor;
  now: Date;
}

export interface TeamService {
  /** Who works with cases and is not disabled, by name. */
  colleagues(now: Date): Promise<Colleague[]>;
  /** @throws Problem notFound for who does not work with cases */
  colleague(id: string, now: Date): Promise<Colleague>;
  addAbsence(act: Act & { absence: Absence }): Promise<AbsenceFault | null>;
  removeAbsence(act: Act & { absence: Absence }): Promise<void>;
  setTerms(
    act: Act & { terms: Partial<Pick<WorkTerms, 'languages' | 'mostCases' | 'signsAs'>> },
  ): Promise<void>;
  /** All that somebody holds, as far as the other one's limit goes. @returns how many went over, and how many stayed */
  handOverAll(act: Act & { to: string; note: string }): Promise<{ moved: number; left: number }>;
}

interface Parts {
  accounts: Pick<AccountsService, 'get' | 'setWork'>;
  cases: CasesStore;
  conversations: Conversations;
  queue: QueueStore;
  psychologists: Pick<PsychologistsService, 'handOver'>;
}

export function teamService({ accounts, cases, conversations, queue, psychologists }: Parts): TeamService {
  async function clinician(id: string): Promise<Account> {
    const account = await accounts.get(id);
    if (!clinicians.some((role) => role === account.role)) throw new Problem('notFound');
    return account;
  }

  async function changeTerms({ id, actor, now }: Act, change: (work: WorkTerms) => WorkTerms): Promise<void> {
    const { work } = await clinician(id);
    await accounts.setWork({ id, work: change(work), actor, now });
    await conversations.settle(now);
  }

  async function colleagues(now: Date): Promise<Colleague[]> {
    await conversations.settle(now);
    const present = await conversations.presentAt(now);
    const active = present.clinicians.filter(({ isActive }) => isActive);
    return Promise.all(
      active.map(async (one) => ({ ...one, isHere: isPresent(one, now), held: await queue.held(one.id) })),
    );
  }

  return {
    colleagues,

    async colleague(id, now) {
      const found = (await colleagues(now)).find((one) => one.id === id);
      if (!found) throw new Problem('notFound');
      return found;
    },

    async addAbsence({ absence, ...act }) {
      const today = localDay(act.now);
      const fault = absenceFault(absence, today);
      if (fault) return fault;
      await changeTerms(act, (work) => ({ ...work, absences: withAbsence(work.absences, absence, today) }));
      return null;
    },

    removeAbsence: ({ absence, ...act }) =>
      changeTerms(act, (work) => ({ ...work, absences: withoutAbsence(work.absences, absence) })),

    setTerms: ({ terms, ...act }) => changeTerms(act, (work) => ({ ...work, ...terms })),

    async handOverAll({ id, to, note, actor, now }) {
      await conversations.settle(now);
      const ids = await queue.heldBy(id);
      let moved = 0;
      for (const caseId of ids) {
        const one = await cases.find(caseId);
        if (one?.state !== 'claimed' || one.author?.id !== id) continue;
        const deed = { id: caseId, version: versionOf(one), actor, now };
        const isMoved = await psychologists.handOver({ ...deed, to, note }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof Problem && canStay.includes(error.code)) return false;
            throw error;
          },
        );
        if (isMoved) moved += 1;
      }
      return { moved, left: ids.length - moved };
    },
  };
}

/** What makes one case stay and is no reason to stop: the other one has enough, or somebody acted in this moment. */
const canStay: readonly string[] = ['tooManyCases', 'changedMeanwhile', 'notAllowedNow'];
