/** The psychologists' queue and the figures of all cases; no text is opened here. */
import type { Connection, QueryFilter } from 'mongoose';
import type { Case, CaseSummary } from '../case/case.types';
import { type CaseRecord, caseModel, toSummary } from '../case/case-records.store';

export const tabs = ['waiting', 'mine', 'overdue', 'review', 'answered'] as const;
export type Tab = (typeof tabs)[number];

export interface QueueFilter {
  /** KATO codes; empty is all. */
  regions: string[];
  accountId: string;
  /** Answered cases of everybody, not only one's own. */
  isLead: boolean;
  now: Date;
}

export interface CaseFilter {
  from?: Date;
  to?: Date;
  campaigns?: string[];
  regions?: string[];
}

/** What the statistics need of a case: when which thing first happened; null where it has not. */
export interface CaseFigures extends Pick<Case, 'askedAt' | 'dueAt' | 'answeredAt' | 'helped'> {
  readAt: Date | null;
  repliedAt: Date | null;
  /** When `helped` came to be what it is. */
  ratedAt: Date | null;
}

const withoutTexts = { draft: 0, returnNote: 0, letters: 0, replies: 0, events: 0 } as const;

const isClaimOver = (now: Date): QueryFilter<CaseRecord> => ({
  answeredAt: null,
  state: { $in: ['claimed', 'draft'] },
  claimExpiresAt: { $lte: now },
});

function filterOf(tab: Tab, { regions, accountId, isLead, now }: QueueFilter): QueryFilter<CaseRecord> {
  const own = regions.length > 0 ? { region: { $in: regions } } : {};
  switch (tab) {
    case 'waiting':
      return { ...own, $or: [{ state: 'waiting' }, isClaimOver(now)] };
    case 'mine':
      return { ...own, 'author.id': accountId, state: { $in: ['claimed', 'draft', 'inReview', 'replied'] } };
    case 'overdue':
      return { ...own, answeredAt: null, dueAt: { $lte: now } };
    case 'review':
      return { ...own, state: 'inReview' };
    case 'answered':
      return { ...own, answeredAt: { $gt: new Date(0) }, ...(isLead ? {} : { 'author.id': accountId }) };
  }
}

export type QueueStore = Awaited<ReturnType<typeof queueStore>>;

export async function queueStore(connection: Connection) {
  const cases = caseModel(connection);
  await cases.init();

  return {
    async count(tab: Tab, filter: QueueFilter): Promise<number> {
      return cases.countDocuments(filterOf(tab, filter));
    },

    /** Overdue ones first, then by rank; answered ones by their answer, the newest first. */
    async list(
      tab: Tab,
      filter: QueueFilter,
      { skip, limit }: { skip: number; limit: number },
    ): Promise<CaseSummary[]> {
      const base = filterOf(tab, filter);
      const read = async (part: QueryFilter<CaseRecord>, from: number, most: number) => {
        if (most <= 0) return [];
        const order: Record<string, 1 | -1> =
          tab === 'answered' ? { answeredAt: -1 } : { rank: 1, dueAt: 1, _id: 1 };
        return cases.find(part, withoutTexts).sort(order).skip(from).limit(most).lean<CaseRecord[]>();
      };
      if (tab === 'answered') return (await read(base, skip, limit)).map(toSummary);
      const overdue = { $and: [base, { answeredAt: null, dueAt: { $lte: filter.now } }] };
      const others = {
        $and: [base, { $or: [{ answeredAt: { $ne: null } }, { dueAt: { $gt: filter.now } }] }],
      };
      const overdueCount = await cases.countDocuments(overdue);
      const first = await read(overdue, skip, limit);
      const rest = await read(others, Math.max(0, skip - overdueCount), limit - first.length);
      return [...first, ...rest].map(toSummary);
    },

    /** Streams the figures of the cases asked for in the period. */
    async *figures({ from, to, campaigns, regions }: CaseFilter): AsyncIterable<CaseFigures> {
      const filter: QueryFilter<CaseRecord> = {
        askedAt: { $gte: from ?? new Date(0), ...(to && { $lt: to }) },
        ...(campaigns && { campaign: { $in: campaigns } }),
        ...(regions && { region: { $in: regions } }),
      };
      const fields = {
        ...{ askedAt: 1, dueAt: 1, answeredAt: 1, helped: 1, 'letters.readAt': 1 },
        ...{ 'replies.sentAt': 1, 'events.act': 1, 'events.at': 1 },
      } as const;
      const cursor = cases.find(filter, fields).lean<CaseRecord>().cursor({ batchSize: 500 });
      for await (const record of cursor) {
        const { askedAt, dueAt, answeredAt, helped, letters, replies, events } = record as CaseRecord;
        yield {
          ...{ askedAt, dueAt, answeredAt, helped },
          readAt: letters.find(({ readAt }) => readAt !== null)?.readAt ?? null,
          repliedAt: replies[0]?.sentAt ?? null,
          ratedAt: events.findLast(({ act }) => act === 'rate')?.at ?? null,
        };
      }
    },
  };
}
