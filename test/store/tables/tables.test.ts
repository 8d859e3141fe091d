// The tables of cases, sent to the store one by one.
import { type Document, EJSON } from 'bson';
import { openTestStore, refusalOf, sender, type TestStore } from '../support';
import { tables } from '.';
import { type Case, here, stepsOf } from './case';

let store: TestStore;
const outcomes = new Map<Case, PromiseSettledResult<void>>();

/** All at once, each on its own collection, so that their writes share the disk's time. */
beforeAll(async () => {
  store = await openTestStore();
  const cases = Object.values(tables).flatMap((table) => Object.values(table).flat());
  const settled = await Promise.allSettled(cases.map(run));
  for (const [i, one] of cases.entries()) outcomes.set(one, settled[i]!);
});
afterAll(() => store.close());

it('shows no fault of the store itself', () => {
  expect(store.errors).toEqual([]);
});

/** As text, with the type of every number and the order of fields. */
const exactly = (value: unknown): string => EJSON.stringify(value, { relaxed: false }, 1);

/** What every reply has, or a replica set's has, is left out. */
function outcomeOf({ ok: _, cursor, ...rest }: Document): unknown {
  const own = ['$clusterTime', 'operationTime', 'electionId', 'opTime', 'commitQuorum'];
  if (cursor) return cursor.firstBatch ?? cursor.nextBatch;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !own.includes(name)));
}

async function run(one: Case): Promise<void> {
  const send = sender(store.db);
  for (const index of one.indexes ?? []) await send({ createIndexes: here, indexes: [index] });
  if (one.docs?.length) await send({ insert: here, documents: one.docs });
  const steps = stepsOf(one);
  let reply: Document = {};
  for (const [i, step] of steps.entries()) {
    const answer = send(typeof step === 'function' ? step(reply) : step);
    const refusal = await refusalOf(answer);
    const isLast = i === steps.length - 1;
    if (refusal || (isLast && one.fails !== undefined))
      expect([step, refusal?.code]).toEqual([step, one.fails]);
    else reply = await answer;
  }
  if ('gives' in one) expect(exactly(outcomeOf(reply))).toBe(exactly(one.gives));
  if (!one.leaves) return;
  const left = await send({ find: here, filter: {}, sort: { _id: 1 } });
  expect(exactly(outcomeOf(left))).toBe(exactly(one.leaves));
}

for (const [table, parts] of Object.entries(tables))
  describe(table, () => {
    for (const [part, cases] of Object.entries(parts))
      describe(part, () => {
        for (const one of cases)
          it(one.name, () => {
            const outcome = outcomes.get(one);
            if (outcome?.status !== 'fulfilled') throw outcome?.reason;
          });
      });
  });
