/** The student's side: asks with the code, reads the answer, replies, says whether it helped, erases everything. */

import { randomUUID } from 'node:crypto';
import type { AuditService } from '../../audit/audit.service';
import type { HelpedAnswer } from '../../core/pages/conversation';
import { bandsOf } from '../../core/scoring/levels';
import type { Erasure, ErasureRecords } from '../../records/erasures';
import type { Attempt } from '../../screening/attempt.types';
import type { ScreeningService } from '../../screening/screening.service';
import { localDay } from '../../shared/clock';
import { Problem } from '../../shared/problems';
import { mostReplies, workingDaysToAnswer } from '../case/case.rules';
import type { Case, CaseForStudent } from '../case/case.types';
import type { CasesStore } from '../case/cases.store';
import { deadlineAfter } from '../case/working-time';

interface Held {
  id: string;
  /** As typed. */
  code: string;
}

export interface StudentsService {
  /** Opens the attempt's one case; asking again changes nothing. @throws Problem wrongCode, erased, notAllowedNow */
  request(act: Held & { now: Date }): Promise<CaseForStudent>;
  /** Opens the case of a high result in a campaign that said so before the test. */
  lookAtHighResult(attempt: Attempt, now: Date): Promise<void>;
  /** null when nobody was asked. @throws Problem wrongCode, erased */
  forStudent(held: Held): Promise<CaseForStudent | null>;
  /** As forStudent, and notes that the latest letter was opened. */
  read(act: Held & { now: Date }): Promise<CaseForStudent | null>;
  /** Every attempt of a code with its case, newest first; none for an unknown code. */
  attemptsOf(code: string): Promise<{ attempt: Attempt; consultation: CaseForStudent | null }[]>;
  /** `replyId` is the sender's: the same reply again is stored once. @throws Problem notAllowedNow */
  reply(act: Held & { replyId: string; text: string; now: Date }): Promise<CaseForStudent>;
  rate(act: Held & { helped: HelpedAnswer; now: Date }): Promise<CaseForStudent>;
  /** Removes the case with its texts, then the attempt. @throws Problem wrongCode, erased, recordsUnavailable */
  erase(act: Held & { now: Date }): Promise<void>;
  /** Erases every attempt of a code; one that another request erases in the same moment counts as done. */
  eraseAll(act: { code: string; now: Date }): Promise<void>;
  /** What was erased after the backup that the store was restored from; what is erased already costs next to nothing. */
  eraseAgain(act: { erasures: Erasure[]; now: Date }): Promise<void>;
}

interface Parts {
  cases: CasesStore;
  screening: Pick<
    ScreeningService,
    'getAttempt' | 'attemptsOf' | 'attemptForCase' | 'eraseAttempt' | 'notErased' | 'eraseAgain'
  >;
  records: Pick<ErasureRecords, 'append'>;
  audit: Pick<AuditService, 'record'>;
}

export function studentsService({ cases, screening, records, audit }: Parts): StudentsService {
  async function caseOf(held: Held): Promise<Case> {
    await screening.getAttempt(held);
    const found = await cases.findByAttempt(held.id);
    if (!found) throw new Problem('notAllowedNow');
    return found;
  }

  async function forStudent(held: Held): Promise<CaseForStudent | null> {
    await screening.getAttempt(held);
    const found = await cases.findByAttempt(held.id);
    return found && shownToStudent(found);
  }

  /** After a change that the store made only if it was allowed. */
  async function changed(isDone: boolean, attemptId: string): Promise<CaseForStudent> {
    const found = isDone ? await cases.findByAttempt(attemptId) : null;
    if (!found) throw new Problem('notAllowedNow');
    return shownToStudent(found);
  }

  /** The attempt's one case; opened already, it stays as it is. */
  async function openCase(attempt: Attempt, now: Date): Promise<Case> {
    const { result, profile, language, campaign } = attempt;
    if (!result || attempt.isTryOut) throw new Problem('notAllowedNow');
    const { flags } = result;
    const opened = await cases.insert({
      id: randomUUID(),
      attemptId: attempt.id,
      campaign,
      region: profile.region,
      age: profile.age,
      language,
      flags,
      bands: bandsOf(result),
      askedAt: now,
      dueAt: deadlineAfter(now, workingDaysToAnswer(flags)),
    });
    await refuseIfErased(attempt.id);
    return opened;
  }

  /** Erasing in the same moment may have looked for a case before there was one: then it is removed here. */
  async function refuseIfErased(attemptId: string): Promise<void> {
    try {
      await screening.attemptForCase(attemptId);
    } catch (error) {
      if (isErased(error)) await cases.removeByAttempt(attemptId);
      throw error;
    }
  }

  const erase: StudentsService['erase'] = async ({ id, code, now }) => {
    await screening.getAttempt({ id, code });
    // First of all: what is erased and not noted would come back with a restored backup.
    await records.append([{ kind: 'attempt', id, erasedAt: now }]);
    await cases.removeByAttempt(id);
    await screening.eraseAttempt({ id, code, now });
    // Asked for once more in the same moment, a case could have come back.
    await cases.removeByAttempt(id);
    await audit.record({ act: 'attemptErased', actor: null, target: id, now });
  };

  return {
    forStudent,
    erase,

    async request({ id, code, now }) {
      return shownToStudent(await openCase(await screening.getAttempt({ id, code }), now));
    },

    async lookAtHighResult(attempt, now) {
      await openCase(attempt, now);
    },

    async read({ id, code, now }) {
      const shown = await forStudent({ id, code });
      if (!shown?.published) return shown;
      await cases.markRead(id, shown.published.number, now);
      return { ...shown, published: { ...shown.published, isRead: true } };
    },

    async attemptsOf(code) {
      const attempts = await screening.attemptsOf(code);
      const found = await Promise.all(attempts.map(({ id }) => cases.findByAttempt(id)));
      return attempts.map((attempt, index) => {
        const one = found[index];
        return { attempt, consultation: one ? shownToStudent(one) : null };
      });
    },

    async reply({ id, code, replyId, text, now }) {
      const one = await caseOf({ id, code });
      return changed(await cases.addReply(one, { id: replyId, text, sentAt: now }), id);
    },

    async rate({ id, code, helped, now }) {
      const one = await caseOf({ id, code });
      return changed(await cases.rate(one.id, helped, now), id);
    },

    async eraseAll({ code, now }) {
      for (const { id } of await screening.attemptsOf(code))
        await erase({ id, code, now }).catch((error: unknown) => {
          if (!isErased(error)) throw error;
        });
    },

    async eraseAgain({ erasures, now }) {
      const times = new Map(erasures.map(({ id, erasedAt }) => [id, erasedAt]));
      for (const id of await screening.notErased([...times.keys()])) {
        await cases.removeByAttempt(id);
        await screening.eraseAgain({ id, erasedAt: times.get(id) ?? now });
        await audit.record({ act: 'attemptErased', actor: null, target: id, now });
      }
    },
  };
}

const isErased = (error: unknown): boolean => error instanceof Problem && error.code === 'erased';

function shownToStudent({ letters, replies, helped, dueAt }: Case): CaseForStudent {
  const latest = letters.at(-1);
  return {
    state: latest ? 'answered' : 'waiting',
    promisedBy: localDay(dueAt),
    published: latest
      ? {
          number: latest.number,
          text: latest.text,
          language: latest.language,
          publishedAt: latest.publishedAt,
          isRead: latest.readAt !== null,
        }
      : null,
    replies,
    canReply: latest !== undefined && replies.length < mostReplies,
    helped,
  };
}
