/** What the team's numbers are made of: cases without a word of them. */
import type { Connection } from 'mongoose';
import { groups } from '../case/order.rules';
import { type CaseRecord, caseModel } from '../case/stored/case-records.store';
import type { OpenCase, Said } from './load.rules';

export type WorkStore = Awaited<ReturnType<typeof workStore>>;

const headFields = [
  ...['id', 'kind', 'side', 'attemptIds', 'author', 'receivedAt', 'hasDanger', 'readAt', 'readBy'],
  ...['withdrawnAt', 'answers'],
];
const withHeads = {
  region: 1,
  ...Object.fromEntries(headFields.map((name) => [`messages.${name}`, 1])),
} as const;

export async function workStore(connection: Connection) {
  const cases = caseModel(connection);
  await cases.init();

  return {
    async open(): Promise<OpenCase[]> {
      const found = await cases
        .find({ group: { $in: [...groups] } }, { region: 1, author: 1, state: 1, isOverdue: 1 })
        .lean<Pick<CaseRecord, 'region' | 'author' | 'state' | 'isOverdue'>[]>();
      return found.map(({ region, author, state, isOverdue }) => {
        const isHeld = state === 'claimed' || state === 'inReview';
        return { region, holder: isHeld ? (author?.id ?? null) : null, isOverdue };
      });
    },

    /** Conversations in which something was said since then, whole. */
    async *saidSince(from: Date): AsyncIterable<Said> {
      const cursor = cases
        .find({ 'messages.receivedAt': { $gte: from } }, withHeads)
        .lean<CaseRecord>()
        .cursor({ batchSize: 500 });
      for await (const { _id: id, region, messages } of cursor) yield { id, region, messages };
    },
  };
}
