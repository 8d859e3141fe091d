/** The psychologist's side: one author at a time, a letter that is written, read over and published. */
import { randomUUID } from 'node:crypto';
import type { AuditService } from '../../audit/audit.service';
import { defined } from '../../core/defined';
import type { Language } from '../../core/definition/types';
import type { Attempt } from '../../screening/attempt.types';
import type { AttemptForCase, ScreeningService } from '../../screening/screening.service';
import { Problem, type ProblemCode } from '../../shared/problems';
import type { Actor } from '../../shared/roles';
import {
  claimed,
  closed,
  closingConfirmed,
  corrected,
  type Deed,
  handedOver,
  published,
  released,
  returned,
  saved,
  sentToReview,
  takenOver,
  withdrawn,
  writtenOn,
} from '../case/acts.rules';
import { goesAlone, refusal, refusalToOpen } from '../case/case.rules';
import type { Author, Case, Message, Outcome, StaffAct } from '../case/case.types';
import { isPresent, type Present } from '../case/coverage.rules';
import { lettersOf, openedBy } from '../case/messages.rules';
import { needsSecondPair, newestAttempt } from '../case/standing.rules';
import { forStaff } from '../case/stored/case-records.store';
import type { CasesStore } from '../case/stored/cases.store';
import type { Conversations } from '../case/stored/conversations';
import type { PageVersion } from '../case/version.rules';
import type { QueueStore } from './queue.store';

interface StaffAsk {
  id: string;
  actor: Actor;
  now: Date;
}

interface StaffDeed extends StaffAsk {
  /** Of the page on which the person decided. */
  version: PageVersion;
}

/** Why somebody publishes or closes what nobody could read over. */
interface Alone {
  reason?: string | undefined;
}

/** What was typed is never thrown away: a refused save is an answer with what is stored instead. */
export type SaveOutcome = { saved: Case } | { refused: ProblemCode; stored: Case };

export interface PsychologistsService {
  /** Notes that a psychologist opened what the student wrote. @throws Problem notFound (also for others' cases), claimedByColleague */
  open(ask: StaffAsk): Promise<{ case: Case; attempt: AttemptForCase; earlier: Attempt[]; present: Present }>;
  /** Each deed: @throws Problem notFound, claimedByColleague, notAllowedNow, forbidden, changedMeanwhile */
  /** @throws Problem tooManyCases also */
  claim(deed: StaffDeed): Promise<Case>;
  release(deed: StaffDeed): Promise<Case>;
  takeOver(deed: StaffDeed): Promise<Case>;
  /** To a colleague who is there, with a note that only staff read. @throws Problem tooManyCases also */
  handOver(deed: StaffDeed & { to: string; note: string }): Promise<Case>;
  saveDraft(deed: StaffDeed & { text: string; language: Language }): Promise<SaveOutcome>;
  /**
   * Publishes the saved draft; what needs a second pair of eyes goes to a lead instead.
   * @throws Problem messageArrived where the page shows not all messages
   */
  publish(deed: StaffDeed & Alone & { answersAll: boolean }): Promise<Case>;
  returnToAuthor(deed: StaffDeed & { note: string }): Promise<Case>;
  confirmClosing(deed: StaffDeed & Alone): Promise<Case>;
  close(deed: StaffDeed & { outcome: Outcome }): Promise<Case>;
  writeOn(deed: StaffDeed): Promise<Case>;
  correct(deed: StaffDeed & { letterId: string }): Promise<Case>;
  withdraw(deed: StaffDeed & { letterId: string }): Promise<Case>;
}

interface Parts {
  cases: CasesStore;
  conversations: Conversations;
  queue: QueueStore;
  screening: Pick<ScreeningService, 'attemptForCase' | 'attemptsBeside'>;
  audit: Pick<AuditService, 'record'>;
}

/** What goes out, or ends the conversation, is decided on all that the student wrote. */
const needsAllMessages: readonly StaffAct[] = ['publish', 'sendToReview', 'close', 'confirmClosing'];

export function psychologistsService({
  cases,
  conversations,
  queue,
  screening,
  audit,
}: Parts): PsychologistsService {
  async function getCase(id: string): Promise<Case> {
    const found = await cases.find(id);
    if (!found) throw new Problem('notFound');
    return forStaff(found);
  }

  /** One act on one version; a form that was sent twice finds its work done. */
  async function act(
    name: StaffAct,
    deed: StaffDeed & { letterId?: string },
    decide: (one: Case, doing: Deed, present: Present) => Case,
  ): Promise<Case> {
    const { id, version, actor, now, letterId } = deed;
    const changed = await conversations.change(id, now, (one, present) => {
      if (!one) throw new Problem('notFound');
      if (name !== 'saveDraft' && isDone(one, name, deed)) return one;
      const letter = letterId === undefined ? undefined : standing(one, letterId);
      const refused = refusal(name, one, actor, present, { writerId: letter?.author?.id });
      if (refused) throw new Problem(refused);
      refuseStale(name, one, version);
      const { isWorkingDay } = present;
      const done = decide(one, { by: authorOf(actor, present), now, isWorkingDay }, present);
      const lastAct = { act: name, by: actor.accountId, from: version.acts };
      return { ...done, version: one.version + 1, lastAct };
    });
    return forStaff(defined(changed, 'the case that was changed'));
  }

  /** Where nobody could read over, the reason is part of the act. @throws Problem notAllowedNow without one */
  function reasonFor(
    one: Case,
    actor: Actor,
    present: Present,
    reason: string | undefined,
  ): { note?: string } {
    if (!goesAlone(one, actor, present)) return {};
    if (!reason) throw new Problem('notAllowedNow');
    return { note: reason };
  }

  async function publishNow(deed: StaffDeed & Alone & { answersAll: boolean }): Promise<Case> {
    const { actor, now, answersAll, reason } = deed;
    const letterId = randomUUID();
    const done = await act('publish', deed, (one, doing, present) => {
      const { draft } = one;
      if (!draft) throw new Problem('notAllowedNow');
      const alone = reasonFor(one, actor, present, reason);
      return published(one, { ...doing, draft, letterId, answersAll, ...alone }, present);
    });
    const letters = lettersOf(done.messages);
    const details = { version: letters.length, language: letters.at(-1)?.language ?? done.language };
    await audit.record({ act: 'consultationPublished', actor, target: done.id, details, now });
    return done;
  }

  const noteOpened = ({ actor, now }: StaffAsk, { id, state }: Case) =>
    audit.record({ act: 'caseOpened', actor, target: id, details: { state }, now });

  /** @throws Problem tooManyCases */
  async function refuseBeyondLimit(accountId: string, now: Date): Promise<void> {
    const { clinicians } = await conversations.presentAt(now);
    const most = clinicians.find(({ id }) => id === accountId)?.mostCases ?? null;
    if (most !== null && (await queue.held(accountId)) >= most) throw new Problem('tooManyCases');
  }

  return {
    async open({ id, actor, now }) {
      const present = await conversations.presentAt(now);
      const found = await conversations.change(id, now, (one) => {
        if (!one) throw new Problem('notFound');
        const refused = refusalToOpen(one, actor, present);
        if (refused) throw new Problem(refused);
        return openedBy(one, { accountId: actor.accountId, now });
      });
      const one = forStaff(defined(found, 'the case that was opened'));
      const attempt = await screening.attemptForCase(newestAttempt(one).id);
      // The author's coming back to the same case all day is not another look into someone's answers.
      if (one.author?.id !== actor.accountId) await noteOpened({ id, actor, now }, one);
      return { case: one, attempt, earlier: await screening.attemptsBeside(attempt.id), present };
    },

    async claim(deed) {
      await refuseBeyondLimit(deed.actor.accountId, deed.now);
      const done = await act('claim', deed, claimed);
      await noteOpened(deed, done);
      return done;
    },

    async takeOver(deed) {
      const done = await act('takeOver', deed, takenOver);
      await noteOpened(deed, done);
      return done;
    },

    release: (deed) => act('release', deed, released),

    async handOver({ to, note, ...deed }) {
      const { now } = deed;
      await refuseBeyondLimit(to, now);
      return act('handOver', deed, (one, doing, { clinicians }) => {
        const colleague = clinicians.find((known) => known.id === to && isPresent(known, now));
        if (!colleague || one.author?.id === to) throw new Problem('notAllowedNow');
        const { id, name, signsAs } = colleague;
        return handedOver(one, { ...doing, to: { id, name, signsAs }, note });
      });
    },

    async saveDraft({ text, language, ...deed }) {
      const typed = { text, language, seen: deed.version.messages };
      try {
        return { saved: await act('saveDraft', deed, (one, doing) => saved(one, { ...doing, ...typed })) };
      } catch (error) {
        if (!(error instanceof Problem) || !isAboutState(error.code)) throw error;
        const stored = await getCase(deed.id);
        const isSame = stored.draft?.text === text && stored.draft.language === language;
        return isSame && stored.author?.id === deed.actor.accountId
          ? { saved: stored }
          : { refused: error.code, stored };
      }
    },

    async publish(deed) {
      const one = await getCase(deed.id);
      const isRead = one.state === 'claimed' && needsSecondPair(one);
      return isRead
        ? act('sendToReview', deed, (found, doing) => sentToReview(withDraft(found), doing))
        : publishNow(deed);
    },

    returnToAuthor: ({ note, ...deed }) =>
      act('return', deed, (one, doing) => returned(one, { ...doing, note })),

    confirmClosing: ({ reason, ...deed }) =>
      act('confirmClosing', deed, (one, doing, present) =>
        closingConfirmed(one, { ...doing, ...reasonFor(one, deed.actor, present, reason) }),
      ),

    close: ({ outcome, ...deed }) => act('close', deed, (one, doing) => closed(one, { ...doing, outcome })),

    writeOn: (deed) => act('writeOn', deed, writtenOn),

    correct: (deed) =>
      act('correct', deed, (one, doing) =>
        corrected(one, { ...doing, letter: standing(one, deed.letterId) }),
      ),

    withdraw: (deed) =>
      act('withdraw', deed, (one, doing) =>
        withdrawn(one, { ...doing, letter: standing(one, deed.letterId) }),
      ),
  };
}

function isDone(one: Case, name: StaffAct, { actor, version }: StaffDeed): boolean {
  const { lastAct } = one;
  const isSame = lastAct?.act === name && lastAct.by === actor.accountId && lastAct.from === version.acts;
  return isSame && one.version === version.acts + 1;
}

/** @throws Problem changedMeanwhile when a colleague acted, messageArrived when the student wrote since */
function refuseStale(name: StaffAct, one: Case, version: PageVersion): void {
  if (version.acts !== one.version) throw new Problem('changedMeanwhile');
  if (needsAllMessages.includes(name) && version.messages !== one.messages.length)
    throw new Problem('messageArrived');
}

/** @throws Problem notAllowedNow for a letter that does not stand */
function standing(one: Case, letterId: string): Message {
  const letter = one.messages.find(({ id, kind }) => id === letterId && kind === 'letter');
  if (!letter || letter.withdrawnAt) throw new Problem('notAllowedNow');
  return letter;
}

/** @throws Problem notAllowedNow where nothing was written */
function withDraft(one: Case): Case {
  if (!one.draft) throw new Problem('notAllowedNow');
  return one;
}

const isAboutState = (code: ProblemCode): boolean =>
  ['claimedByColleague', 'notAllowedNow', 'forbidden', 'changedMeanwhile'].includes(code);

const authorOf = ({ accountId, name }: Actor, { clinicians }: Present): Author => ({
  id: accountId,
  name,
  signsAs: clinicians.find(({ id }) => id === accountId)?.signsAs ?? null,
});
