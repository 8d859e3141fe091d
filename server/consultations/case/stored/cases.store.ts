/**
 * Cases, one of each code. Every text is sealed, bound to its case and place, before it is written, and opened when it is
 * read; nothing else here is free text. A change is decided on what was read and written only if nothing came in between,
 * so that of two people who act at once exactly one succeeds.
 */

import type { Connection, QueryFilter, UpdateQuery } from 'mongoose';
import { Problem } from '../../../shared/problems';
import type { Keyring } from '../../../shared/sealing';
import { nullWhenTaken } from '../../../shared/unique-key';
import type { Case, Message } from '../case.types';
import { type CaseRecord, caseModel, placed, type Tombstone, toCase } from './case-records.store';
import { openTexts, sealing } from './sealed-texts';

export type CasesStore = Awaited<ReturnType<typeof casesStore>>;

/** Each round loses only to another change of the same case; a hundred may want the same one. */
const mostRounds = 200;

type Found = CaseRecord | Tombstone | null;

const isErased = (found: Found): found is Tombstone => found !== null && 'erasedAt' in found;

export async function casesStore(connection: Connection, ring: Keyring) {
  const cases = caseModel(connection);
  await cases.init();

  const read = (id: string) => cases.findById(id).lean<Found>();

  const opened = (found: Found): Case | null => {
    if (isErased(found)) throw new Problem('erased');
    return found && openTexts(ring, toCase(found));
  };

  const insert = async (one: Case): Promise<boolean> =>
    (await nullWhenTaken(() => cases.insertMany([recordOf(ring, one)]))) !== null;

  /** @returns false when it was changed meanwhile */
  async function replace(before: Case, after: Case): Promise<boolean> {
    const { modifiedCount } = await cases.updateOne(unchangedSince(before), changeOf(ring, before, after));
    return modifiedCount === 1;
  }

  const remove = async (before: Case): Promise<boolean> =>
    (await cases.deleteOne(unchangedSince(before))).deletedCount === 1;

  async function write(before: Case | null, after: Case | null): Promise<boolean> {
    if (before && after) return replace(before, after);
    if (after) return insert(after);
    return before === null || remove(before);
  }

  async function changeOnce(
    id: string,
    decide: (found: Case | null) => Case | null,
  ): Promise<{ one: Case | null } | null> {
    const before = opened(await read(id));
    const after = decide(before);
    if (after === before) return { one: after };
    return (await write(before, after)) ? { one: after } : null;
  }

  return {
    /** @throws Problem erased */
    async find(id: string): Promise<Case | null> {
      return opened(await read(id));
    },

    /**
     * Writes what is decided on what lies there, anew as long as another change comes first. Whoever decides hands back what
     * they were given where there is nothing to write, and null for no case any more. @throws Problem erased, changedMeanwhile
     */
    async change(id: string, decide: (found: Case | null) => Case | null): Promise<Case | null> {
      for (let round = 0; round < mostRounds; round += 1) {
        const changed = await changeOnce(id, decide);
        if (changed) return changed.one;
      }
      throw new Problem('changedMeanwhile');
    },

    /** Of the case that an attempt is in. */
    async idOf(attemptId: string): Promise<string | null> {
      const found = await cases.findOne({ 'attempts.id': attemptId }, { _id: 1 }).lean<{ _id: string }>();
      return found?._id ?? null;
    },

    /** The code is erased for ever, also where it had no case. */
    async bury(id: string, erasedAt: Date): Promise<void> {
      await cases.replaceOne({ _id: id }, { erasedAt } as never, { upsert: true });
    },

    async isErased(id: string): Promise<boolean> {
      return isErased(await cases.findById(id, { erasedAt: 1 }).lean<Found>());
    },

    /** Cases that time alone changes by now, or whose author is among these. */
    async due(now: Date, gone: string[]): Promise<string[]> {
      const held = { 'author.id': { $in: gone }, state: { $in: ['claimed', 'inReview'] } };
      const [byTime, byAuthor] = await Promise.all([
        cases.find({ changesAt: { $lte: now } }, { _id: 1 }).lean<{ _id: string }[]>(),
        gone.length > 0
          ? cases.find(held as QueryFilter<CaseRecord>, { _id: 1 }).lean<{ _id: string }[]>()
          : [],
      ]);
      return [...new Set([...byTime, ...byAuthor].map(({ _id }) => _id))];
    },
  };
}

/** Acts of staff make the version grow, and whatever a student does is in the history. */
const unchangedSince = ({ id, version, events, messages }: Case) =>
  ({
    _id: id,
    version,
    [`events.${events.length}`]: { $exists: false },
    [`messages.${messages.length}`]: { $exists: false },
  }) as QueryFilter<CaseRecord>;

function recordOf(ring: Keyring, { id, ...one }: Case): CaseRecord {
  const sealed = sealing(ring, id);
  return {
    ...one,
    _id: id,
    ...placed({ id, ...one }),
    draft: sealed.draft(one.draft),
    returnNote: sealed.note(one.returnNote),
    messages: one.messages.map(sealed.message),
    events: one.events.map(sealed.event),
  };
}

/** Only what changed, and of messages and events only what came: nothing that lies there is sealed anew. */
function changeOf(ring: Keyring, before: Case, after: Case): UpdateQuery<CaseRecord> {
  const sealed = sealing(ring, after.id);
  const { id: _id, messages, events, draft, returnNote, ...fields } = after;
  const changed = Object.entries(fields).filter(([name, value]) => before[name as keyof Case] !== value);
  return {
    $set: {
      ...Object.fromEntries(changed),
      ...placed(after),
      ...(messages.length >= before.messages.length && marks(before.messages, messages)),
      ...(messages.length < before.messages.length && { messages: messages.map(sealed.message) }),
      ...appended('messages', before.messages, messages, sealed.message),
      ...(events.length < before.events.length && { events: events.map(sealed.event) }),
      ...appended('events', before.events, events, sealed.event),
      ...(draft !== before.draft && { draft: sealed.draft(draft) }),
      ...(returnNote !== before.returnNote && { returnNote: sealed.note(returnNote) }),
    },
  };
}

/** Set at the places behind the last: what came in between would have refused the change. */
function appended<One>(
  name: string,
  before: One[],
  after: One[],
  seal: (one: One) => One,
): Record<string, One> {
  const added = after.slice(before.length);
  return Object.fromEntries(added.map((one, n) => [`${name}.${before.length + n}`, seal(one)]));
}

const markNames = ['readAt', 'readBy', 'withdrawnAt'] as const;

/** What is noted on a message that was sent before: nothing else of it ever changes. */
function marks(before: Message[], after: Message[]): Record<string, Date | string | null> {
  const noted = before.flatMap((one, place) => {
    const now = after[place] ?? one;
    return markNames
      .filter((name) => now[name] !== one[name])
      .map((name) => [`messages.${place}.${name}`, now[name]]);
  });
  return Object.fromEntries(noted);
}
