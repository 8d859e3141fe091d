/**
 * Cases, one of each code. Every text is sealed, bound to its case and place, before it is written, and opened when it is
 * read; nothing else here is free text. Changes are single conditional updates, so that of two people who act at once
 * exactly one succeeds.
 */

import type { Connection, QueryFilter, UpdateQuery } from 'mongoose';
import type { HelpedAnswer } from '../../core/pages/conversation';
import { Problem } from '../../shared/problems';
import type { Keyring } from '../../shared/sealing';
import { nullWhenTaken } from '../../shared/unique-key';
import { firstRank, standingOf, withAttempt, withoutAttempt } from './attempts.rules';
import { statesFor } from './case.rules';
import type { Author, Case, CaseAct, CaseState, Draft, Message } from './case.types';
import { type AttemptRecord, type CaseRecord, caseModel, toSummary } from './case-records.store';
import {
  type Letter,
  lettersOf,
  mostMessages,
  type Reply,
  replyFor,
  requestFor,
  unansweredDanger,
} from './messages.rules';
import { rankOf } from './priority';
import { openTexts, sealing } from './sealed-texts';

export interface Joining extends Omit<AttemptRecord, 'helped' | 'ratedAt'> {
  /** Whether the student asked, or the campaign has every high result looked at. */
  isAsked: boolean;
}

/** What an act of staff changes besides version and history; absent stays as it is. */
export interface CaseChange {
  state: CaseState;
  author?: Author | null;
  claimExpiresAt?: Date | null;
  draft?: Draft | null;
  returnNote?: string | null;
  letter?: Message;
  answeredAt?: Date;
  dangerAt?: Date | null;
}

export interface StaffChange {
  of: Case;
  /** The version on which the change was decided. */
  version: number;
  act: keyof typeof statesFor;
  by: Author;
  now: Date;
  change: CaseChange;
}

export type CasesStore = Awaited<ReturnType<typeof casesStore>>;

/** Each round loses only to another change of the same case. */
const mostRounds = 8;

export async function casesStore(connection: Connection, ring: Keyring) {
  const cases = caseModel(connection);
  await cases.init();

  const opened = (record: CaseRecord | null): Case | null =>
    record && openTexts(ring, toSummary(record) as Case);

  const sealedChange = (
    id: string,
    { letter, draft, returnNote, ...set }: CaseChange,
  ): UpdateQuery<CaseRecord> => {
    const sealed = sealing(ring, id);
    return {
      $set: {
        ...set,
        ...(draft !== undefined && { draft: sealed.draft(draft) }),
        ...(returnNote !== undefined && { returnNote: sealed.note(returnNote) }),
      },
      ...(letter && { $push: { messages: sealed.message(letter) } }),
    };
  };

  /** Replies, readings and ratings leave the version as it is, but not the history. */
  const unchangedSince = ({ _id, version, events }: CaseRecord) =>
    ({ _id, version, [`events.${events.length}`]: { $exists: false } }) as QueryFilter<CaseRecord>;

  /** Reads and decides anew as long as another change came first. @throws Problem changedMeanwhile */
  async function retried(attempt: () => Promise<boolean>): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) if (await attempt()) return;
    throw new Problem('changedMeanwhile');
  }

  const opening = (id: string, attempt: AttemptRecord, messages: Message[]): CaseRecord => ({
    ...standingOf({ attempts: [attempt], messages }),
    _id: id,
    attempts: [attempt],
    rank: rankOf(attempt, attempt.askedAt),
    state: 'waiting',
    dangerAt: null,
    version: 1,
    author: null,
    claimExpiresAt: null,
    draft: null,
    returnNote: null,
    messages,
    events: [{ act: 'ask', by: null, at: attempt.askedAt }],
    lastAct: null,
  });

  async function joinOnce(id: string, { isAsked, ...facts }: Joining): Promise<boolean> {
    const attempt = { ...facts, helped: null, ratedAt: null };
    const request = isAsked ? requestFor(attempt.id, attempt.askedAt) : null;
    const found = await cases.findById(id).lean<CaseRecord>();
    if (!found) {
      const record = opening(id, attempt, request ? [request] : []);
      return (await nullWhenTaken(() => cases.insertMany([record]))) !== null;
    }
    if (found.attempts.some((one) => one.id === attempt.id)) return true;
    if (found.messages.length >= mostMessages) throw new Problem('notAllowedNow');
    const rank = firstRank({ ...found, attempts: [...found.attempts, attempt] });
    const { modifiedCount } = await cases.updateOne(unchangedSince(found), {
      $set: { ...withAttempt(found, attempt), rank },
      $push: {
        attempts: attempt,
        ...(request && { messages: request }),
        events: { act: 'ask', by: null, at: attempt.askedAt },
      },
      $inc: { version: 1 },
    });
    return modifiedCount === 1;
  }

  async function removeOnce(id: string, attemptId: string): Promise<boolean> {
    const found = await cases.findById(id).lean<CaseRecord>();
    if (!found?.attempts.some((one) => one.id === attemptId)) return true;
    const left = withoutAttempt(found, attemptId);
    if (!left) return (await cases.deleteOne({ _id: id, version: found.version })).deletedCount === 1;
    const { modifiedCount } = await cases.updateOne(unchangedSince(found), {
      $set: { ...left, rank: firstRank(left), dangerAt: unansweredDanger(left.messages) },
      $inc: { version: 1 },
    });
    return modifiedCount === 1;
  }

  return {
    async find(id: string): Promise<Case | null> {
      return opened(await cases.findById(id).lean<CaseRecord>());
    },

    /** Opens the case, or joins it; an attempt that is in it already changes nothing. @throws Problem notAllowedNow when it is full */
    async join(id: string, joining: Joining): Promise<void> {
      await retried(() => joinOnce(id, joining));
    },

    /** @returns null when the case is no longer in the version or in a state for the act. */
    async change({ of, version, act, by, now, change }: StaffChange): Promise<Case | null> {
      const update = sealedChange(of.id, change);
      const changed = await cases
        .findOneAndUpdate(
          {
            _id: of.id,
            version,
            state: { $in: [...statesFor[act]] },
            // A message that came while somebody wrote leaves the version as it is.
            ...(change.dangerAt !== undefined && { dangerAt: of.dangerAt }),
          },
          {
            $set: { ...update.$set, lastAct: { act, by: by.id, from: version } },
            $inc: { version: 1 },
            // Saving happens every minute; the history tells what matters.
            ...(act === 'save' ? {} : { $push: { ...update.$push, events: { act, by: by.name, at: now } } }),
          },
          { returnDocument: 'after' },
        )
        .lean<CaseRecord>();
      return opened(changed);
    },

    /** Whether the latest change is this very one: the form was sent twice. */
    async isDone(id: string, act: CaseAct, by: Author, version: number): Promise<boolean> {
      const same = { 'lastAct.act': act, 'lastAct.by': by.id, 'lastAct.from': version };
      return (await cases.exists({ _id: id, version: version + 1, ...same })) !== null;
    },

    /** Notes the first reading of a letter; reading again changes nothing. */
    async markRead(of: Case, letter: Pick<Letter, 'id'>, now: Date): Promise<void> {
      const place = `messages.${of.messages.findIndex(({ id }) => id === letter.id)}`;
      // `readAt: null` would hold for a letter that was read: an index is looked for as a field of each message too.
      const isUnread = { _id: of.id, [`${place}.id`]: letter.id, 'events.message': { $ne: letter.id } };
      const events = { act: 'read' as const, by: null, at: now, message: letter.id };
      const set = { [`${place}.readAt`]: now };
      // Where a correction is under way, or another letter is the latest, the state stays.
      if (lettersOf(of.messages).at(-1)?.id === letter.id) {
        const isLatest = { state: 'published' as const, version: of.version };
        const noted = await cases.updateOne({ ...isUnread, ...isLatest } as QueryFilter<CaseRecord>, {
          $push: { events },
          $set: { ...set, state: 'read' },
        });
        if (noted.modifiedCount === 1) return;
      }
      await cases.updateOne(isUnread as QueryFilter<CaseRecord>, { $push: { events }, $set: set });
    },

    /** @returns false when there is no room; the same reply again is true. */
    async addReply(of: Case, attemptId: string, reply: Reply & Pick<Message, 'hasDanger'>): Promise<boolean> {
      const isMissing = {
        [`messages.${mostMessages - 1}`]: { $exists: false },
        _id: of.id,
        'attempts.id': attemptId,
        'messages.id': { $ne: reply.id },
      };
      const pushed = {
        messages: sealing(ring, of.id).message(replyFor(attemptId, reply)),
        events: { act: 'reply', by: null, at: reply.sentAt } as const,
      };
      const danger = reply.hasDanger ? { dangerAt: reply.sentAt } : {};
      // An author who has the case open must see the reply before closing it, so the version grows.
      const { modifiedCount } = await cases.updateOne(
        { ...isMissing, state: { $in: ['published', 'read', 'replied', 'closed'] } },
        { $push: pushed, $set: { state: 'replied', ...danger }, $inc: { version: 1 } },
      );
      if (modifiedCount === 1) return true;
      // Somebody writes, or will: they are not disturbed.
      const beside = await cases.updateOne(isMissing, {
        $push: pushed,
        ...(reply.hasDanger && { $set: danger }),
      });
      return (
        beside.modifiedCount === 1 || (await cases.exists({ _id: of.id, 'messages.id': reply.id })) !== null
      );
    },

    /** @returns false when the attempt is no longer in the case. */
    async rate(of: Case, attemptId: string, helped: HelpedAnswer, now: Date): Promise<boolean> {
      const place = `attempts.${of.attempts.findIndex(({ id }) => id === attemptId)}`;
      const isThere = { _id: of.id, [`${place}.id`]: attemptId };
      const { modifiedCount } = await cases.updateOne(
        { ...isThere, [`${place}.helped`]: { $ne: helped } } as QueryFilter<CaseRecord>,
        {
          $set: { [`${place}.helped`]: helped, [`${place}.ratedAt`]: now },
          $push: { events: { act: 'rate', by: null, at: now } },
        },
      );
      if (modifiedCount === 1) return true;
      const rated = { ...isThere, [`${place}.helped`]: helped } as QueryFilter<CaseRecord>;
      return (await cases.exists(rated)) !== null;
    },

    /** With what was said about it alone; the case goes with its last attempt. */
    async removeAttempt(attemptId: string): Promise<void> {
      const found = await cases.findOne({ 'attempts.id': attemptId }, { _id: 1 }).lean<{ _id: string }>();
      if (found) await retried(() => removeOnce(found._id, attemptId));
    },
  };
}
