/** The psychologists' queue and the figures of all cases; no text is opened here. */
import type { Connection, QueryFilter } from 'mongoose';
import { regions as allRegions } from '../../core/attempt/regions';
import { languages } from '../../core/text/languages';
import type { Actor } from '../../shared/roles';
import type { CaseAttempt, CaseState, CaseSummary } from '../case/case.types';
import { type Place, type Present, serves } from '../case/coverage.rules';
import { isAbout } from '../case/messages.rules';
import { type Group, groups } from '../case/order.rules';
import { type CaseRecord, caseModel, toSummary } from '../case/stored/case-records.store';
import { ageGroups, anyFlag, dangerWords, type WishedBands, type Wishes } from './queue-filter';

export const tabs = ['ours', 'mine', 'returned', 'review', 'answered', 'closed'] as const;
export type Tab = (typeof tabs)[number];

export interface QueueFilter {
  actor: Pick<Actor, 'accountId' | 'role'>;
  present: Present;
  wanted?: Wanted;
}

/** What is left of a list where the reader wishes to see a part of it. */
export interface Wanted extends Pick<Wishes, 'region' | 'answeredIn' | 'flag' | 'ages' | 'holding'> {
  bands?: WishedBands | undefined;
  /** '<id>/<version>', one of which an attempt of the case answers. */
  questionnaires?: string[] | undefined;
}

/** In nobody's hands with danger words or a flag, and in one's own with danger words that nobody has answered. */
export interface Urgent {
  count: number;
  /** When the newest of it came; null where there is none. */
  newestAt: Date | null;
}

export interface CaseFilter {
  from?: Date;
  to?: Date;
  campaigns?: string[];
  regions?: string[];
}

/** What the statistics need of what was asked for with one attempt: when which thing first happened; null where it has not. */
export interface CaseFigures extends Pick<CaseAttempt, 'askedAt' | 'dueAt' | 'helped' | 'ratedAt'> {
  answeredAt: Date | null;
  readAt: Date | null;
  repliedAt: Date | null;
}

type Filter = QueryFilter<CaseRecord>;

/** Above it, "and more" says enough. */
export const mostCounted = 1_000;

const withoutTexts = { draft: 0, returnNote: 0, messages: 0, events: 0 } as const;

const everyPlace: Place[] = allRegions.flatMap((region) =>
  languages.map((language) => ({ region, language })),
);

/** The regions and languages that the reader serves now; nothing where that is everywhere. */
function servedBy({ actor, present }: QueueFilter): Filter[] {
  const served = everyPlace.filter((place) => serves(actor, place, present));
  if (served.length === everyPlace.length) return [];
  const byLanguage = languages.map((language) => ({
    language,
    region: { $in: served.filter((place) => place.language === language).map(({ region }) => region) },
  }));
  return [{ $or: byLanguage }];
}

const statesOf: Record<'free' | 'taken', CaseState[]> = {
  free: ['waiting', 'replied'],
  taken: ['claimed', 'inReview'],
};

const withFlag = (flag: string): Filter => {
  if (flag === dangerWords) return { dangerAt: { $ne: null } };
  return flag === anyFlag ? { 'flags.0': { $exists: true } } : { flags: flag };
};

const withBands = ({ scales, bands }: WishedBands): Filter =>
  scales.length === 0
    ? { group: { $in: [] } }
    : { $or: scales.map((scale) => ({ [`bands.${scale}`]: { $in: bands } })) };

/** Of the messages, without what they say: it is sealed, and long. */
const heads = { 'messages.hasDanger': 1, 'messages.receivedAt': 1, 'messages.readAt': 1 } as const;

/** Each wish narrows the list, and none widens it. */
function wantedIn({ region, answeredIn, flag, bands, ages, questionnaires, holding }: Wanted): Filter[] {
  const { from, to } = ageGroups[ages ?? 'older'];
  return [
    ...(region ? [{ region }] : []),
    ...(answeredIn ? [{ language: answeredIn }] : []),
    ...(flag ? [withFlag(flag)] : []),
    ...(bands ? [withBands(bands)] : []),
    ...(ages ? [{ age: { $gte: from, $lt: to } }] : []),
    ...(questionnaires ? [{ 'attempts.questionnaire': { $in: questionnaires } }] : []),
    ...(holding ? [{ state: { $in: statesOf[holding] } }] : []),
  ];
}

const isOurs: Filter = { group: { $in: [...groups] } };

function ofTab(tab: Tab, filter: QueueFilter): Filter[] {
  const { accountId } = filter.actor;
  switch (tab) {
    case 'ours':
      return [isOurs, ...servedBy(filter)];
    case 'mine':
      return [isOurs, { 'author.id': accountId }];
    case 'returned':
      return [isOurs, { 'author.id': accountId, state: 'claimed', returnNote: { $gt: '' } }];
    case 'review':
      return [isOurs, { state: 'inReview' }, ...servedBy(filter)];
    case 'answered':
    case 'closed':
      return [{ state: tab }, ...servedBy(filter)];
  }
}

const filterOf = (tab: Tab, filter: QueueFilter): Filter => ({
  $and: [...ofTab(tab, filter), ...wantedIn(filter.wanted ?? {})],
});

/** Unanswered danger words, flags, the rest; within each the overdue ones first. */
const parts: Filter[] = groups.flatMap((group: Group) =>
  [true, false].map((isOverdue) => ({ group, isOverdue })),
);

/** On top of one's own cases stands what a lead returned. */
const partsOf = (tab: Tab): Filter[] =>
  tab === 'mine'
    ? [{ returnNote: { $gt: '' } }, { returnNote: null }].flatMap((some) =>
        parts.map((part) => ({ ...some, ...part })),
      )
    : parts;

export type QueueStore = Awaited<ReturnType<typeof queueStore>>;

export async function queueStore(connection: Connection) {
  const cases = caseModel(connection);
  await cases.init();

  const inOrder = (filter: Filter, order: Record<string, 1 | -1>, skip: number, limit: number) =>
    cases.find(filter, withoutTexts).sort(order).skip(skip).limit(limit).lean<CaseRecord[]>();

  return {
    /** What is answered or closed grows for ever: it is counted up to `mostCounted`. */
    async count(tab: Tab, filter: QueueFilter): Promise<number> {
      const wanted = filterOf(tab, filter);
      if (tab !== 'answered' && tab !== 'closed') return cases.countDocuments(wanted);
      return (await cases.find(wanted, { _id: 1 }).limit(mostCounted).lean()).length;
    },

    async urgent(filter: QueueFilter): Promise<Urgent> {
      const free: Filter = { $and: [{ state: { $in: statesOf.free } }, ...servedBy(filter)] };
      const own: Filter = { 'author.id': filter.actor.accountId, group: 1 };
      const found = await cases
        .find({ group: { $in: [1, 2] }, $or: [free, own] }, { askedAt: 1, ...heads })
        .lean<Pick<CaseRecord, 'askedAt' | 'messages'>[]>();
      // Each message with danger words calls anew, also in a case that calls already.
      const newest = Math.max(
        ...found.flatMap(({ askedAt, messages }) => [
          askedAt.getTime(),
          ...messages.filter(({ hasDanger }) => hasDanger).map(({ receivedAt }) => receivedAt.getTime()),
        ]),
      );
      return { count: found.length, newestAt: found.length > 0 ? new Date(newest) : null };
    },

    /** With danger words that nobody has answered or even opened, and since when. */
    async unopenedDanger(): Promise<{ id: string; since: Date }[]> {
      const found = await cases.find({ group: 1 }, heads).lean<Pick<CaseRecord, '_id' | 'messages'>[]>();
      return found.flatMap(({ _id: id, messages }) => {
        const unopened = messages.find(({ hasDanger, readAt }) => hasDanger && readAt === null);
        return unopened ? [{ id, since: unopened.receivedAt }] : [];
      });
    },

    /** Ids that begin so, of the cases that the reader serves or wrote. */
    async find(beginning: string, filter: QueueFilter, limit: number): Promise<string[]> {
      const served = servedBy(filter);
      const wanted: Filter[] = [
        { _id: { $gte: beginning, $lt: `${beginning}g` } },
        // A tombstone has none.
        { version: { $exists: true } },
        ...(served.length > 0 ? [{ $or: [...served, { 'author.id': filter.actor.accountId }] }] : []),
      ];
      const found = await cases.find({ $and: wanted }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },

    /** How many somebody holds. */
    async held(accountId: string): Promise<number> {
      return cases.countDocuments({ 'author.id': accountId, state: 'claimed' });
    },

    async heldBy(accountId: string): Promise<string[]> {
      const held = { 'author.id': accountId, state: 'claimed' } as const;
      return (await cases.find(held, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
    },

    /** By group and rank; what is answered or closed by its rank, the newest first. */
    async list(
      tab: Tab,
      filter: QueueFilter,
      { skip, limit }: { skip: number; limit: number },
    ): Promise<CaseSummary[]> {
      const base = filterOf(tab, filter);
      if (tab === 'answered' || tab === 'closed')
        return (await inOrder(base, { rank: -1 }, skip, limit)).map(toSummary);
      const found: CaseRecord[] = [];
      let left = skip;
      for (const part of partsOf(tab)) {
        if (found.length >= limit) break;
        const wanted = { ...part, ...base };
        const read = await inOrder(wanted, { rank: 1 }, left, limit - found.length);
        found.push(...read);
        // Only a part that was passed over as a whole has to be counted.
        left = read.length > 0 || left === 0 ? 0 : left - (await cases.countDocuments(wanted));
      }
      return found.map(toSummary);
    },

    /** Streams the figures of what was asked for in the period: one of each attempt. */
    async *figures({ from = new Date(0), to, campaigns, regions }: CaseFilter): AsyncIterable<CaseFigures> {
      const filter: QueryFilter<CaseRecord> = {
        'attempts.askedAt': { $gte: from, ...(to && { $lt: to }) },
        ...(campaigns && { 'attempts.campaign': { $in: campaigns } }),
      };
      const fields = {
        ...{ 'attempts.id': 1, 'attempts.campaign': 1, 'attempts.region': 1, 'attempts.askedAt': 1 },
        ...{ 'attempts.dueAt': 1, 'attempts.helped': 1, 'attempts.ratedAt': 1 },
        ...{ 'messages.kind': 1, 'messages.attemptIds': 1, 'messages.receivedAt': 1, 'messages.readAt': 1 },
      } as const;
      const cursor = cases.find(filter, fields).lean<CaseRecord>().cursor({ batchSize: 500 });
      for await (const record of cursor) {
        const { attempts, messages } = record as CaseRecord;
        for (const { id, campaign, region, askedAt, dueAt, helped, ratedAt } of attempts) {
          if (askedAt < from || (to && askedAt >= to)) continue;
          if (campaigns && !(campaign && campaigns.includes(campaign))) continue;
          if (regions && !regions.includes(region)) continue;
          const about = messages.filter(isAbout(id));
          if (about.every(({ kind }) => kind === 'joined')) continue;
          const letters = about.filter(({ kind }) => kind === 'letter');
          yield {
            ...{ askedAt, dueAt, helped, ratedAt },
            answeredAt: letters[0]?.receivedAt ?? null,
            readAt: letters.find(({ readAt }) => readAt !== null)?.readAt ?? null,
            repliedAt: about.find(({ kind }) => kind === 'reply')?.receivedAt ?? null,
          };
        }
      }
    },
  };
}
