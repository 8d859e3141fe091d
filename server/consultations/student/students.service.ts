/** The student's side: asks with the code, writes, reads the answer, says whether it helped, erases everything. */

import type { AuditService } from '../../audit/audit.service';
import type { FindDanger } from '../../core/danger/danger-words';
import type { HelpedAnswer } from '../../core/pages/conversation';
import { bandsOf } from '../../core/scoring/levels';
import type { Erasure, ErasureRecords } from '../../records/erasures';
import type { Attempt } from '../../screening/attempt.types';
import type { ScreeningService } from '../../screening/screening.service';
import type { Calendar } from '../../settings/holidays/working-days';
import { Problem } from '../../shared/problems';
import { joinedBy, opened, said, withoutAttempt } from '../case/acts.rules';
import type { Case, CaseAttempt, CaseForStudent } from '../case/case.types';
import { arrivalOf, isOneTooMany, lettersOf, messageFrom, readBy, writtenAtOf } from '../case/messages.rules';
import { pointsOf } from '../case/priority';
import { workingDaysToAnswer } from '../case/standing.rules';
import type { CasesStore } from '../case/stored/cases.store';
import type { Conversations } from '../case/stored/conversations';
import { deadlineAfter } from '../case/working-time';
import { isAsked, shownToStudent } from './shown-to-student';

interface Held {
  id: string;
  /** As typed. */
  code: string;
}

export interface StudentsService {
  /** Opens the code's one case, or joins it; asking again changes nothing. @throws Problem wrongCode, erased, notAllowedNow */
  request(act: Held & { now: Date }): Promise<CaseForStudent>;
  /** A submitted attempt joins the case of its code; one that is looked at opens it. May be told twice. */
  noteSubmitted(act: { attempt: Attempt; code: string; isLookedAt: boolean; now: Date }): Promise<void>;
  /** null when nobody was asked. @throws Problem wrongCode, erased */
  forStudent(ask: Held & { now: Date }): Promise<CaseForStudent | null>;
  /** As forStudent, and notes that the letters were opened. */
  read(act: Held & { now: Date }): Promise<CaseForStudent | null>;
  /** Every attempt of a code with its case, newest first; none for an unknown code. */
  attemptsOf(ask: {
    code: string;
    now: Date;
  }): Promise<{ attempt: Attempt; consultation: CaseForStudent | null }[]>;
  /** Letters to the code that were not opened with it. @throws Problem erased */
  unreadLetters(code: string): Promise<number>;
  /** Whether somebody erased all that belonged to the code. */
  wasErased(code: string): Promise<boolean>;
  /**
   * Takes what a student wrote, in every state of the case; below an erased attempt it is about the code's newest one.
   * `messageId` is the sender's: the same message again is stored once. `writtenAt` is the phone's time, where it had to wait.
   * @throws Problem wrongCode, erased, tooManyMessages, notAllowedNow where nothing was submitted
   */
  message(
    act: Held & { messageId: string; text: string; writtenAt?: Date | undefined; now: Date },
  ): Promise<CaseForStudent>;
  rate(act: Held & { helped: HelpedAnswer; now: Date }): Promise<CaseForStudent>;
  /** Removes what was said about the attempt, and the case with its last one, then the attempt. @throws Problem wrongCode, erased, recordsUnavailable */
  erase(act: Held & { now: Date }): Promise<void>;
  /** Erases everything of a code: whatever comes later with it is refused, also where there was nothing. @throws Problem recordsUnavailable */
  eraseAll(act: { code: string; now: Date }): Promise<void>;
  /** What was erased after the backup that the store was restored from; what is erased already costs next to nothing. */
  eraseAgain(act: { erasures: Erasure[]; now: Date }): Promise<void>;
}

interface Parts {
  cases: CasesStore;
  conversations: Conversations;
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
  /** Which days are worked, as it is set now. */
  calendar: () => Promise<Calendar>;
}

export function studentsService({
  cases,
  conversations,
  caseIdOf,
  screening,
  records,
  audit,
  findDanger,
  calendar,
}: Parts): StudentsService {
  /** null when nobody was asked about the attempt. */
  async function findCase({ id, code }: Held): Promise<Case | null> {
    await screening.getAttempt({ id, code });
    const found = await cases.find(caseIdOf(code));
    return found && isAsked(found, id) ? found : null;
  }

  /** @throws Problem notAllowedNow where nobody was asked */
  function shown(one: Case | null, id: string, now: Date): CaseForStudent {
    if (!one || !isAsked(one, id)) throw new Problem('notAllowedNow');
    return shownToStudent(one, id, now);
  }

  /** @throws Problem notAllowedNow for one that is not submitted, or a try-out */
  function factsOf(attempt: Attempt, now: Date, isWorkingDay: Calendar): CaseAttempt {
    const { id, questionnaire, result, profile, language, campaign, isTryOut } = attempt;
    if (!result || isTryOut) throw new Problem('notAllowedNow');
    const { flags } = result;
    const bands = bandsOf(result);
    const { definition } = screening.questionnaire(questionnaire);
    return {
      ...{ id, questionnaire, campaign, language, flags, bands, region: profile.region, age: profile.age },
      points: pointsOf(definition, { flags, bands, age: profile.age }),
      askedAt: now,
      dueAt: deadlineAfter(now, workingDaysToAnswer(flags.length > 0), isWorkingDay),
      helped: null,
      ratedAt: null,
    };
  }

  /** An attempt comes in a way in which it has not come yet. */
  async function join(
    attempt: Attempt,
    code: string,
    kind: 'request' | 'lookedAt' | 'joined',
    now: Date,
  ): Promise<Case | null> {
    // Most of what is submitted is nobody's case.
    if (kind === 'joined' && !(await cases.find(caseIdOf(code)))) return null;
    const facts = factsOf(attempt, now, await calendar());
    const arrival = arrivalOf(facts, kind, now);
    const joined = await conversations.change(caseIdOf(code), now, (one, present) => {
      if (!one) return kind === 'joined' ? null : opened(caseIdOf(code), facts, arrival, present);
      const came = kind === 'joined' ? one.attempts : one.messages;
      const isThere = came.some(({ id }) => id === (kind === 'joined' ? facts.id : arrival.id));
      return isThere ? one : joinedBy(one, facts, kind, present);
    });
    if (joined) await refuseIfErased(attempt.id);
    return joined;
  }

  const removeAttempt = async (attemptId: string): Promise<void> => {
    const caseId = await cases.idOf(attemptId);
    const isWorkingDay = await calendar();
    if (caseId) await cases.change(caseId, (one) => one && withoutAttempt(one, attemptId, isWorkingDay));
  };

  /** Erasing in the same moment may have looked for a case before there was one: then it is removed here. */
  async function refuseIfErased(attemptId: string): Promise<void> {
    try {
      await screening.attemptForCase(attemptId);
    } catch (error) {
      if (isErased(error)) await removeAttempt(attemptId);
      throw error;
    }
  }

  /** The attempt that a message is about; the code's newest where that one is erased. @throws Problem wrongCode, erased */
  async function attemptToWriteAbout({ id, code }: Held): Promise<Attempt> {
    try {
      return await screening.getAttempt({ id, code });
    } catch (error) {
      if (!isErased(error)) throw error;
      const newest = (await screening.attemptsOf(code)).find(({ result, isTryOut }) => result && !isTryOut);
      if (!newest) throw error;
      return newest;
    }
  }

  const erase: StudentsService['erase'] = async ({ id, code, now }) => {
    await screening.getAttempt({ id, code });
    // First of all: what is erased and not noted would come back with a restored backup.
    await records.append([{ kind: 'attempt', id, erasedAt: now }]);
    await removeAttempt(id);
    await screening.eraseAttempt({ id, code, now });
    // Asked for once more in the same moment, a case could have come back.
    await removeAttempt(id);
    await audit.record({ act: 'attemptErased', actor: null, target: id, now });
  };

  return {
    erase,

    async forStudent({ id, code, now }) {
      const found = await findCase({ id, code });
      return found && shownToStudent(found, id, now);
    },

    async request({ id, code, now }) {
      return shown(await join(await screening.getAttempt({ id, code }), code, 'request', now), id, now);
    },

    async noteSubmitted({ attempt, code, isLookedAt, now }) {
      await join(attempt, code, isLookedAt ? 'lookedAt' : 'joined', now);
    },

    async read({ id, code, now }) {
      const found = await findCase({ id, code });
      if (!found) return null;
      const read = await cases.change(found.id, (one) => one && readBy(one, now));
      return shown(read, id, now);
    },

    async attemptsOf({ code, now }) {
      const attempts = await screening.attemptsOf(code);
      const found = attempts.length > 0 ? await cases.find(caseIdOf(code)) : null;
      return attempts.map((attempt) => ({
        attempt,
        consultation: found && isAsked(found, attempt.id) ? shownToStudent(found, attempt.id, now) : null,
      }));
    },

    async unreadLetters(code) {
      const found = await cases.find(caseIdOf(code));
      return found ? lettersOf(found.messages).filter(({ readAt }) => readAt === null).length : 0;
    },

    wasErased: (code) => cases.isErased(caseIdOf(code)),

    async message({ id, code, messageId, text, writtenAt, now }) {
      const attempt = await attemptToWriteAbout({ id, code });
      const facts = factsOf(attempt, now, await calendar());
      const message = messageFrom({
        ...{ id: messageId, attemptId: attempt.id, text, hasDanger: findDanger(text) !== null },
        ...{ writtenAt: writtenAtOf(writtenAt, now), receivedAt: now },
      });
      const changed = await conversations.change(caseIdOf(code), now, (one, present) => {
        if (!one) return opened(caseIdOf(code), facts, message, present);
        if (one.messages.some((sent) => sent.id === messageId)) return one;
        if (isOneTooMany(one.messages, message)) throw new Problem('tooManyMessages');
        const isThere = one.attempts.some((known) => known.id === attempt.id);
        return said(isThere ? one : joinedBy(one, facts, 'joined', present), message, present);
      });
      await refuseIfErased(attempt.id);
      return shown(changed, attempt.id, now);
    },

    async rate({ id, code, helped, now }) {
      const found = await findCase({ id, code });
      if (!found || lettersOf(found.messages, id).length === 0) throw new Problem('notAllowedNow');
      const rated = await cases.change(found.id, (one) => one && ratedBy(one, id, helped, now));
      return shown(rated, id, now);
    },

    async eraseAll({ code, now }) {
      const caseId = caseIdOf(code);
      await records.append([{ kind: 'case', id: caseId, erasedAt: now }]);
      await cases.bury(caseId, now);
      for (const { id } of await screening.attemptsOf(code))
        await erase({ id, code, now }).catch((error: unknown) => {
          if (!isErased(error)) throw error;
        });
      await audit.record({ act: 'codeErased', actor: null, target: caseId, now });
    },

    async eraseAgain({ erasures, now }) {
      for (const { kind, id, erasedAt } of erasures)
        if (kind === 'case' && !(await cases.isErased(id))) {
          await cases.bury(id, erasedAt);
          await audit.record({ act: 'codeErased', actor: null, target: id, now });
        }
      const attempts = erasures.filter(({ kind }) => kind === 'attempt');
      const times = new Map(attempts.map(({ id, erasedAt }) => [id, erasedAt]));
      for (const id of await screening.notErased([...times.keys()])) {
        await removeAttempt(id);
        await screening.eraseAgain({ id, erasedAt: times.get(id) ?? now });
        await audit.record({ act: 'attemptErased', actor: null, target: id, now });
      }
    },
  };
}

const isErased = (error: unknown): boolean => error instanceof Problem && error.code === 'erased';

function ratedBy(one: Case, attemptId: string, helped: HelpedAnswer, now: Date): Case {
  const isIt = (attempt: CaseAttempt) => attempt.id === attemptId && attempt.helped !== helped;
  if (!one.attempts.some(isIt)) return one;
  return {
    ...one,
    attempts: one.attempts.map((attempt) => (isIt(attempt) ? { ...attempt, helped, ratedAt: now } : attempt)),
    events: [...one.events, { act: 'rate', by: null, at: now }],
  };
}
