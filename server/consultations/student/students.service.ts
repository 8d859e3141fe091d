/** The student's side: asks with the code, reads the answer, replies, says whether it helped, erases everything. */

import type { AuditService } from '../../audit/audit.service';
import type { FindDanger } from '../../core/danger/danger-words';
import { defined } from '../../core/defined';
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
import { lettersOf, mostMessages, repliesOf } from '../case/messages.rules';
import { pointsOf } from '../case/priority';
import { deadlineAfter } from '../case/working-time';

interface Held {
  id: string;
  /** As typed. */
  code: string;
}

export interface StudentsService {
  /** Opens the code's one case, or joins it; asking again changes nothing. @throws Problem wrongCode, erased, notAllowedNow */
  request(act: Held & { now: Date }): Promise<CaseForStudent>;
  /** As request, for a high result in a campaign that said so before the test. */
  lookAtHighResult(act: { attempt: Attempt; code: string; now: Date }): Promise<void>;
  /** null when nobody was asked. @throws Problem wrongCode, erased */
  forStudent(held: Held): Promise<CaseForStudent | null>;
  /** As forStudent, and notes that the latest letter was opened. */
  read(act: Held & { now: Date }): Promise<CaseForStudent | null>;
  /** Every attempt of a code with its case, newest first; none for an unknown code. */
  attemptsOf(code: string): Promise<{ attempt: Attempt; consultation: CaseForStudent | null }[]>;
  /** `replyId` is the sender's: the same reply again is stored once. @throws Problem notAllowedNow */
  reply(act: Held & { replyId: string; text: string; now: Date }): Promise<CaseForStudent>;
  rate(act: Held & { helped: HelpedAnswer; now: Date }): Promise<CaseForStudent>;
  /** Removes what was said about the attempt, and the case with its last one, then the attempt. @throws Problem wrongCode, erased, recordsUnavailable */
  erase(act: Held & { now: Date }): Promise<void>;
  /** Erases every attempt of a code; one that another request erases in the same moment counts as done. */
  eraseAll(act: { code: string; now: Date }): Promise<void>;
  /** What was erased after the backup that the store was restored from; what is erased already costs next to nothing. */
  eraseAgain(act: { erasures: Erasure[]; now: Date }): Promise<void>;
}

interface Parts {
  cases: CasesStore;
  /** The id of a code's case, the code as typed. */
  caseIdOf: (code: string) => string;
  screening: Pick<
    ScreeningService,
    | 'questionnaire'
    | 'getAttempt'
    | 'attemptsOf'
    | 'attemptForCase'
    | 'eraseAttempt'
    | 'notErased'
    | 'eraseAgain'
  >;
  records: Pick<ErasureRecords, 'append'>;
  audit: Pick<AuditService, 'record'>;
  findDanger: FindDanger;
}

export function studentsService({
  cases,
  caseIdOf,
  screening,
  records,
  audit,
  findDanger,
}: Parts): StudentsService {
  /** null when nobody was asked about the attempt. */
  async function findCase({ id, code }: Held): Promise<Case | null> {
    await screening.getAttempt({ id, code });
    const found = await cases.find(caseIdOf(code));
    return found?.attempts.some((one) => one.id === id) ? found : null;
  }

  /** @throws Problem notAllowedNow before the first letter about the attempt */
  async function answeredCase(held: Held): Promise<Case> {
    const found = await findCase(held);
    if (!found || lettersOf(found.messages, held.id).length === 0) throw new Problem('notAllowedNow');
    return found;
  }

  async function forStudent(held: Held): Promise<CaseForStudent | null> {
    const found = await findCase(held);
    return found && shownToStudent(found, held.id);
  }

  /** After a change that the store made only if it was allowed. */
  async function changed(isDone: boolean, held: Held): Promise<CaseForStudent> {
    const shown = isDone ? await forStudent(held) : null;
    if (!shown) throw new Problem('notAllowedNow');
    return shown;
  }

  async function joinCase(attempt: Attempt, code: string, now: Date, isAsked: boolean): Promise<void> {
    const { result, profile, language, campaign } = attempt;
    if (!result || attempt.isTryOut) throw new Problem('notAllowedNow');
    const { flags } = result;
    const bands = bandsOf(result);
    const { definition } = screening.questionnaire(attempt.questionnaire);
    await cases.join(caseIdOf(code), {
      id: attempt.id,
      campaign,
      region: profile.region,
      age: profile.age,
      language,
      flags,
      bands,
      points: pointsOf(definition, { flags, bands, age: profile.age }),
      askedAt: now,
      dueAt: deadlineAfter(now, workingDaysToAnswer(flags)),
      isAsked,
    });
    await refuseIfErased(attempt.id);
  }

  /** Erasing in the same moment may have looked for a case before there was one: then it is removed here. */
  async function refuseIfErased(attemptId: string): Promise<void> {
    try {
      await screening.attemptForCase(attemptId);
    } catch (error) {
      if (isErased(error)) await cases.removeAttempt(attemptId);
      throw error;
    }
  }

  const erase: StudentsService['erase'] = async ({ id, code, now }) => {
    await screening.getAttempt({ id, code });
    // First of all: what is erased and not noted would come back with a restored backup.
    await records.append([{ kind: 'attempt', id, erasedAt: now }]);
    await cases.removeAttempt(id);
    await screening.eraseAttempt({ id, code, now });
    // Asked for once more in the same moment, a case could have come back.
    await cases.removeAttempt(id);
    await audit.record({ act: 'attemptErased', actor: null, target: id, now });
  };

  return {
    forStudent,
    erase,

    async request({ id, code, now }) {
      await joinCase(await screening.getAttempt({ id, code }), code, now, true);
      return changed(true, { id, code });
    },

    lookAtHighResult: ({ attempt, code, now }) => joinCase(attempt, code, now, false),

    async read({ id, code, now }) {
      const found = await findCase({ id, code });
      const shown = found && shownToStudent(found, id);
      const letter = found && lettersOf(found.messages, id).at(-1);
      if (!shown?.published || !letter) return shown;
      await cases.markRead(found, letter, now);
      return { ...shown, published: { ...shown.published, isRead: true } };
    },

    async attemptsOf(code) {
      const attempts = await screening.attemptsOf(code);
      const found = attempts.length > 0 ? await cases.find(caseIdOf(code)) : null;
      return attempts.map((attempt) => {
        const isAsked = found?.attempts.some(({ id }) => id === attempt.id);
        return { attempt, consultation: found && isAsked ? shownToStudent(found, attempt.id) : null };
      });
    },

    async reply({ id, code, replyId, text, now }) {
      const one = await answeredCase({ id, code });
      const sent = repliesOf(one.messages, id);
      const hasRoom = sent.length < mostReplies || sent.some((reply) => reply.id === replyId);
      const reply = { id: replyId, text, sentAt: now, hasDanger: findDanger(text) !== null };
      return changed(hasRoom && (await cases.addReply(one, id, reply)), { id, code });
    },

    async rate({ id, code, helped, now }) {
      const one = await answeredCase({ id, code });
      return changed(await cases.rate(one, id, helped, now), { id, code });
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
        await cases.removeAttempt(id);
        await screening.eraseAgain({ id, erasedAt: times.get(id) ?? now });
        await audit.record({ act: 'attemptErased', actor: null, target: id, now });
      }
    },
  };
}

const isErased = (error: unknown): boolean => error instanceof Problem && error.code === 'erased';

/** What the case holds about one of its attempts. */
function shownToStudent({ attempts, messages }: Case, attemptId: string): CaseForStudent {
  const { helped, dueAt } = defined(
    attempts.find(({ id }) => id === attemptId),
    'the attempt in its case',
  );
  const latest = lettersOf(messages, attemptId).at(-1);
  const replies = repliesOf(messages, attemptId);
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
    canReply: latest !== undefined && replies.length < mostReplies && messages.length < mostMessages,
    helped,
  };
}
