/** The psychologists' queue and the figures of all cases; no text is opened here. */
import type { Connection, QueryFilter } from 'mongoose';
import type { CaseAttempt, CaseSummary } from '../case/case.types';
import { type CaseRecord, caseModel, toSummary } from '../case/case-records.store';
import { isAbout } from '../case/messages.rules';

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

/** What the statistics need of what was asked for with one attempt: when which thing first happened; null where it has not. */
export interface CaseFigures extends Pick<CaseAttempt, 'askedAt' | 'dueAt' | 'helped' | 'ratedAt'> {
  answeredAt: Date | null;
  readAt: Date | null;
  repliedAt: Date | null;
}

const withoutTexts = { draft: 0, returnNote: 0, messages: 0, events: 0 } as const;

const hasDanger: QueryFilter<CaseRecord> = { dangerAt: { $gt: new Date(0) } };
const hasFlag: QueryFilter<CaseRecord> = { 'flags.0': { $exists: true } };

/** Unanswered danger words, flags, the rest; within each the overdue ones first. */
function groupsOf(now: Date): QueryFilter<CaseRecord>[] {
  const groups = [
    hasDanger,
    { dangerAt: null, ...hasFlag },
    { dangerAt: null, 'flags.0': { $exists: false } },
  ];
  const overdue = { answeredAt: null, dueAt: { $lte: now } };
  const others = { $or: [{ answeredAt: { $ne: null } }, { dueAt: { $gt: now } }] };
  return groups.flatMap((group) => [{ $and: [group, overdue] }, { $and: [group, others] }]);
}

const isClaimOver = (now: Date): QueryFilter<CaseRecord> => ({
  answeredAt: null,
  state: { $in: ['claimed', 'draft'] },
  claimExpiresAt: { $lte: now },
});

function filterOf(tab: Tab, { regions, accountId, isLead, now }: QueueFilter): QueryFilter<CaseRecord> {
  const own = regions.length > 0 ? { region: { $in: regions } } : {};
  switch (tab) {
    case 'waiting':
      return {
        ...own,
        $or: [{ state: 'waiting' }, isClaimOver(now), { state: 'replied', ...hasDanger }],
      };
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

    /** By group, then by rank; answered ones by their answer, the newest first. */
    async list(
      tab: Tab,
      filter: QueueFilter,
      { skip, limit }: { skip: number; limit: number },
    ): Promise<CaseSummary[]> {
      const base = filterOf(tab, filter);
      const inOrder = async (part: QueryFilter<CaseRecord>, from: number, most: number) => {
        if (most <= 0) return [];
        const order: Record<string, 1 | -1> =
          tab === 'answered' ? { answeredAt: -1 } : { rank: 1, dueAt: 1, _id: 1 };
        return cases.find(part, withoutTexts).sort(order).skip(from).limit(most).lean<CaseRecord[]>();
      };
      if (tab === 'answered') return (await inOrder(base, skip, limit)).map(toSummary);
      const found: CaseRecord[] = [];
      let left = skip;
      for (const group of groupsOf(filter.now)) {
        if (found.length >= limit) break;
        const part = { $and: [base, group] };
        const read = await inOrder(part, left, limit - found.length);
        found.push(...read);
        // Only a group that was passed over as a whole has to be counted.
        left = read.length > 0 || left === 0 ? 0 : left - (await cases.countDocuments(part));
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
