/**
 * Cases and their letters. Every text is sealed with the case's id as its context before it is written, and opened
 * when it is read; nothing else here is free text. Changes are single conditional updates, so that of two people
 * who act at once exactly one succeeds.
 */

import type { Connection, QueryFilter, UpdateQuery } from 'mongoose';
import type { HelpedAnswer } from '../../core/pages/conversation';
import type { Keyring } from '../../shared/sealing';
import { isTaken } from '../../shared/unique-key';
import { mostReplies, statesFor } from './case.rules';
import type { Author, Case, CaseAct, CaseState, Draft, PublishedLetter, Reply } from './case.types';
import { type CaseRecord, caseModel, toSummary } from './case-records.store';
import { rankOf } from './priority';
import { openTexts, sealText } from './sealed-texts';

export interface NewCase
  extends Pick<
    Case,
    'id' | 'attemptId' | 'region' | 'age' | 'language' | 'flags' | 'bands' | 'askedAt' | 'dueAt'
  > {
  campaign: string | null;
}

/** What an act of staff changes besides version and history; absent stays as it is. */
export interface CaseChange {
  state: CaseState;
  author?: Author | null;
  claimExpiresAt?: Date | null;
  draft?: Draft | null;
  returnNote?: string | null;
  letter?: PublishedLetter;
  answeredAt?: Date;
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

export async function casesStore(connection: Connection, ring: Keyring) {
  const cases = caseModel(connection);
  await cases.init();

  const opened = (record: CaseRecord | null): Case | null =>
    record && openTexts(ring, toSummary(record) as Case);

  const sealedChange = (
    id: string,
    { letter, draft, returnNote, ...set }: CaseChange,
  ): UpdateQuery<CaseRecord> => ({
    $set: {
      ...set,
      ...(draft !== undefined && { draft: draft && { ...draft, text: sealText(ring, id, draft.text) } }),
      ...(returnNote !== undefined && { returnNote: returnNote && sealText(ring, id, returnNote) }),
    },
    ...(letter && { $push: { letters: { ...letter, text: sealText(ring, id, letter.text) } } }),
  });

  return {
    async find(id: string): Promise<Case | null> {
      return opened(await cases.findById(id).lean<CaseRecord>());
    },

    async findByAttempt(attemptId: string): Promise<Case | null> {
      return opened(await cases.findOne({ attemptId }).lean<CaseRecord>());
    },

    /** @returns the case that the attempt already has, where there is one. */
    async insert(made: NewCase): Promise<Case> {
      const { id, ...facts } = made;
      const record: CaseRecord = {
        ...facts,
        _id: id,
        rank: rankOf(facts, facts.askedAt),
        state: 'waiting',
        version: 1,
        answeredAt: null,
        author: null,
        claimExpiresAt: null,
        draft: null,
        returnNote: null,
        letters: [],
        replies: [],
        helped: null,
        events: [{ act: 'ask', by: null, at: facts.askedAt }],
        lastAct: null,
      };
      try {
        await cases.insertMany([record]);
        return toSummary(record) as Case;
      } catch (error) {
        const existing = isTaken(error) ? await this.findByAttempt(made.attemptId) : null;
        if (existing) return existing;
        throw error;
      }
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
    async markRead(attemptId: string, letter: number, now: Date): Promise<void> {
      const place = `letters.${letter - 1}`;
      // `readAt: null` would hold for a letter that was read: an index is looked for as a field of each letter too.
      const isUnread = { attemptId, [`${place}.number`]: letter, 'events.letter': { $ne: letter } };
      const events = { act: 'read' as const, by: null, at: now, letter };
      // Where a correction is under way, or a newer letter was published, the state stays.
      const isLatest = { state: 'published' as const, [`letters.${letter}`]: { $exists: false } };
      const set = { [`${place}.readAt`]: now };
      const noted = await cases.updateOne({ ...isUnread, ...isLatest } as QueryFilter<CaseRecord>, {
        $push: { events },
        $set: { ...set, state: 'read' },
      });
      if (noted.modifiedCount === 0)
        await cases.updateOne(isUnread as QueryFilter<CaseRecord>, { $push: { events }, $set: set });
    },

    /** @returns false when there is nothing to reply to, or no room; the same reply again is true. */
    async addReply(of: Case, reply: Reply): Promise<boolean> {
      const room = {
        _id: of.id,
        answeredAt: { $gt: new Date(0) },
        'replies.id': { $ne: reply.id },
        [`replies.${mostReplies - 1}`]: { $exists: false },
      };
      const pushed = {
        replies: { ...reply, text: sealText(ring, of.id, reply.text) },
        events: { act: 'reply', by: null, at: reply.sentAt } as const,
      };
      // An author who has the case open must see the reply before closing it, so the version grows.
      const { modifiedCount } = await cases.updateOne(
        { ...room, state: { $in: ['published', 'read', 'replied', 'closed'] } },
        { $push: pushed, $set: { state: 'replied' }, $inc: { version: 1 } },
      );
      if (modifiedCount === 1) return true;
      // A correction is being written: it is not disturbed.
      const beside = await cases.updateOne(room, { $push: pushed });
      return (
        beside.modifiedCount === 1 || (await cases.exists({ _id: of.id, 'replies.id': reply.id })) !== null
      );
    },

    /** @returns false when nothing was published yet. */
    async rate(id: string, helped: HelpedAnswer, now: Date): Promise<boolean> {
      const answered = { _id: id, answeredAt: { $gt: new Date(0) } };
      const { modifiedCount } = await cases.updateOne(
        { ...answered, helped: { $ne: helped } },
        { $set: { helped }, $push: { events: { act: 'rate', by: null, at: now } } },
      );
      return modifiedCount === 1 || (await cases.exists({ ...answered, helped })) !== null;
    },

    async removeByAttempt(attemptId: string): Promise<void> {
      await cases.deleteOne({ attemptId });
    },
  };
}
