// What the lead's page of the load costs: documents that the store reads for it, with 2 000 cases waiting and 20 000 closed.
import { type WorkStore, workStore } from '../../../server/consultations/work/work.store';
import { regions } from '../../../server/core/attempt/regions';
import { dayMs } from '../../../server/shared/clock';
import { onEmbeddedStore } from '../support';
import { examined, withCases } from './many-cases';

const now = new Date('2026-10-05T06:00:00Z');
const from = new Date(now.getTime() - 56 * dayMs);

const aCase = (number: number, receivedAt: Date, more: object) => ({
  _id: `case ${number}`,
  region: regions[number % regions.length],
  author: null,
  isOverdue: false,
  messages: [
    { id: `${number}`, side: 'student', kind: 'request', attemptIds: [], receivedAt, text: 'sealed' },
  ],
  ...more,
});
const waiting = Array.from({ length: 2_000 }, (_, number) =>
  aCase(number, now, { state: 'waiting', group: 3 }),
);
/** Two years of them, of which the weeks that are shown have some. */
const closed = Array.from({ length: 20_000 }, (_, number) => {
  const receivedAt = new Date(now.getTime() - (number * 730 * dayMs) / 20_000);
  return aCase(10_000 + number, receivedAt, { state: 'closed', group: null });
});

onEmbeddedStore('the page of the load', () => {
  let cases: Awaited<ReturnType<typeof withCases<WorkStore>>>;
  let work: WorkStore;
  beforeAll(async () => {
    cases = await withCases(workStore, [...waiting, ...closed]);
    work = cases.store;
  });
  afterAll(() => cases.close());

  it('reads no closed case for what lies open', async () => {
    expect(await work.open()).toHaveLength(waiting.length);
    expect(await examined(() => work.open())).toBe(waiting.length);
  });

  it('reads only those in which something was said in the weeks that are shown, and no word of them', async () => {
    const recent = closed.filter(({ messages: [first] }) => first!.receivedAt >= from);
    expect(recent.length).toBeLessThan(closed.length / 10);
    const found: object[] = [];
    const read = await examined(async () => {
      for await (const one of work.saidSince(from)) found.push(...one.messages);
    });
    expect([found.length, read]).toEqual([waiting.length + recent.length, waiting.length + recent.length]);
    expect(found.filter((message) => 'text' in message)).toEqual([]);
  });
});
