// What a page of the queue costs: documents that the store reads for it, with 2 000 cases waiting and 20 000 closed.
import type { Clinician } from '../../../server/consultations/case/coverage.rules';
import {
  mostCounted,
  type QueueFilter,
  type QueueStore,
  queueStore,
} from '../../../server/consultations/desk/queue.store';
import { regions } from '../../../server/core/attempt/regions';
import { byLaw } from '../../../server/settings/holidays/working-days';
import { onEmbeddedStore } from '../support';
import { examined, withCases } from './many-cases';

const now = new Date('2026-10-05T06:00:00Z');
const page = 30;

const psychologist = (own: string[]): Clinician => ({
  ...{ id: 'own', name: 'Асель', signsAs: null, role: 'psychologist', languages: [] },
  ...{ regions: own, isActive: true, absences: [], mostCases: null },
});
const readerOf = (own: string[]): QueueFilter => ({
  actor: { accountId: 'own', role: 'psychologist' },
  present: {
    now,
    clinicians: [psychologist(own), { ...psychologist([]), id: 'other' }],
    isWorkingDay: byLaw,
  },
});
const everywhere = readerOf([]);

const aCase = (number: number, more: object) => ({
  _id: `case ${number}`,
  attempts: [],
  messages: [],
  region: regions[number % regions.length],
  language: number % 3 === 0 ? 'ru' : 'kk',
  rank: new Date(now.getTime() - number * 60_000),
  askedAt: now,
  version: 1,
  changesAt: null,
  author: null,
  ...more,
});
const waiting = Array.from({ length: 2_000 }, (_, number) =>
  aCase(number, {
    ...{ state: 'waiting', group: number % 100 === 0 ? 1 : number % 10 === 0 ? 2 : 3 },
    isOverdue: number % 4 === 0,
  }),
);
const closed = Array.from({ length: 20_000 }, (_, number) =>
  aCase(10_000 + number, { state: 'closed', group: null, isOverdue: false }),
);

onEmbeddedStore('a page of the queue', () => {
  let cases: Awaited<ReturnType<typeof withCases<QueueStore>>>;
  let queue: QueueStore;
  beforeAll(async () => {
    cases = await withCases(queueStore, [...waiting, ...closed]);
    queue = cases.store;
  });
  afterAll(() => cases.close());

  const list = (tab: 'ours' | 'closed' | 'mine', filter: QueueFilter, skip: number) => () =>
    queue.list(tab, filter, { skip, limit: page });

  it('reads little more than it shows', async () => {
    for (const tab of ['ours', 'closed'] as const)
      expect([tab, await examined(list(tab, everywhere, 0))]).toEqual([tab, page]);
    expect(await examined(list('mine', everywhere, 0))).toBe(0);
  });

  it('reads no closed case for those that wait, however far the page', async () => {
    const last = waiting.length - page;
    const shown = await queue.list('ours', everywhere, { skip: last, limit: page });
    expect(shown).toHaveLength(page);
    expect(await examined(list('ours', everywhere, last))).toBeLessThanOrEqual(2 * waiting.length);
    const near = readerOf([regions[0]!]);
    expect(await examined(list('ours', near, 0))).toBeLessThanOrEqual(waiting.length);
    expect(await examined(() => queue.count('ours', near))).toBeLessThanOrEqual(waiting.length);
  });

  it('counts what is closed as far as it is shown, and what is urgent among what is urgent', async () => {
    expect(await queue.count('closed', everywhere)).toBe(mostCounted);
    expect(await examined(() => queue.count('closed', everywhere))).toBe(mostCounted);
    const urgent = waiting.filter((one) => (one as { group?: number }).group !== 3);
    expect((await queue.urgent(everywhere)).count).toBe(urgent.length);
    expect(await examined(() => queue.urgent(everywhere))).toBe(urgent.length);
  });

  it('finds by the beginning of a number without looking at others', async () => {
    expect(await examined(() => queue.find('case 1999', everywhere, 20))).toBe(11);
  });

  it('has danger words, flags and the rest in this order, in each what is overdue first, then by rank', async () => {
    const all = await queue.list('ours', everywhere, { skip: 0, limit: waiting.length });
    const ids = all.map(({ id }) => id);
    const [from, to] = [190, 190 + page];
    const across = await queue.list('ours', everywhere, { skip: from, limit: page });
    expect(across.map(({ id }) => id)).toEqual(ids.slice(from, to));
    const place = ({
      group,
      isOverdue,
      rank,
    }: (typeof waiting)[number] & { group?: number; isOverdue?: boolean }) =>
      [group, isOverdue ? 0 : 1, rank.getTime()] as number[];
    const expected = waiting
      .toSorted((one, other) => {
        const [a, b] = [place(one), place(other)];
        const at = a.findIndex((value, n) => value !== b[n]);
        return at < 0 ? 0 : a[at]! - b[at]!;
      })
      .map(({ _id }) => _id);
    expect(ids).toEqual(expected);
  });
});
