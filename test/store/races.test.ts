// Of those who want the same at the same moment, exactly one gets it. Each race is run a fixed number of times.
import type { Document } from 'bson';
import { onEmbeddedStore, openTestStore, sender, type TestStore } from './support';
import { here } from './tables/case';

const racers = 40;
const duplicateKey = 11000;

describe('races', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  afterEach(() => expect(store.errors).toEqual([]));

  /** Sends what each of many racers asks, all at once, to a collection with these documents. */
  async function race(docs: Document[], command: (racer: number) => Document) {
    const send = sender(store.db);
    if (docs.length) await send({ insert: here, documents: docs });
    const sent = Array.from({ length: racers }, (_, racer) => send(command(racer)));
    const replies = (await Promise.allSettled(sent)).map((one) =>
      one.status === 'fulfilled' ? one.value : { ok: 0, writeErrors: [one.reason], value: null, n: 0 },
    );
    const left = await send({ find: here, filter: {}, sort: { _id: 1 } });
    return { replies, left: left.cursor.firstBatch.map(plain) as Document[] };
  }
  const plain = (doc: Document) => JSON.parse(JSON.stringify(doc));
  const refusals = (replies: Document[]) =>
    replies.flatMap(({ writeErrors }) => writeErrors ?? []).map(({ code }) => Number(code));
  const sumOf = (replies: Document[], field: string) =>
    replies.reduce((sum, reply) => sum + Number(reply[field]), 0);

  const upsert = () => ({
    update: here,
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 }, $setOnInsert: { first: true } }, upsert: true }],
  });

  it('for one _id has one winner', async () => {
    const { replies, left } = await race([], (racer) => ({ insert: here, documents: [{ _id: 1, racer }] }));
    expect(sumOf(replies, 'n')).toBe(1);
    expect(refusals(replies)).toEqual(Array(racers - 1).fill(duplicateKey));
    expect(left).toHaveLength(1);
  });

  it('for one version has one winner', async () => {
    const { replies, left } = await race([{ _id: 1, version: 1 }], (racer) => ({
      update: here,
      updates: [{ q: { _id: 1, version: 1 }, u: { $set: { racer }, $inc: { version: 1 } } }],
    }));
    expect(sumOf(replies, 'nModified')).toBe(1);
    expect(left).toMatchObject([{ version: 2 }]);
  });

  it('for one version found without an index has one winner', async () => {
    const { replies, left } = await race([{ _id: 1, name: 'x', version: 1 }], (racer) => ({
      update: here,
      updates: [{ q: { name: 'x', version: 1 }, u: { $set: { racer }, $inc: { version: 1 } } }],
    }));
    expect(sumOf(replies, 'nModified')).toBe(1);
    expect(left).toMatchObject([{ version: 2 }]);
  });

  it('loses no increment', async () => {
    const { replies, left } = await race([{ _id: 1, n: 0 }], () => ({
      findAndModify: here,
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      new: true,
    }));
    const seen = replies.map(({ value }) => Number(value.n)).sort((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: racers }, (_, i) => i + 1));
    expect(left).toEqual([{ _id: 1, n: racers }]);
  });

  it('counts every upsert of one _id in one document', async () => {
    const { replies, left } = await race([], upsert);
    // A real MongoDB may refuse some that lose the race to insert.
    expect(left).toEqual([{ _id: 1, n: racers - refusals(replies).length, first: true }]);
  });

  onEmbeddedStore('on the embedded store', () => {
    it('refuses no upsert of one _id', async () => {
      const { replies, left } = await race([{ _id: 2 }], upsert);
      expect(refusals(replies)).toEqual([]);
      expect(left).toEqual([{ _id: 1, n: racers, first: true }, { _id: 2 }]);
    });
  });

  it('gives what is taken to one', async () => {
    const { replies, left } = await race([{ _id: 1 }], () => ({
      findAndModify: here,
      query: { _id: 1 },
      remove: true,
    }));
    expect(replies.filter(({ value }) => value !== null)).toHaveLength(1);
    expect(left).toEqual([]);
  });

  it('keeps every element that is pushed', async () => {
    const { left } = await race([{ _id: 1, list: [] }], (racer) => ({
      update: here,
      updates: [{ q: { _id: 1 }, u: { $push: { list: racer } } }],
    }));
    expect([...left[0]!.list].sort((a, b) => a - b)).toEqual(Array.from({ length: racers }, (_, i) => i));
  });

  it('changes or removes a document, never half of each', async () => {
    const docs = Array.from({ length: 100 }, (_, _id) => ({ _id, n: 0 }));
    const { replies, left } = await race(docs, (racer) =>
      racer % 2 === 0
        ? { update: here, updates: [{ q: { n: { $lt: 100 } }, u: { $inc: { n: 1 } }, multi: true }] }
        : { delete: here, deletes: [{ q: { _id: { $lt: racer } }, limit: 0 }] },
    );
    const removed = sumOf(
      replies.filter((_, racer) => racer % 2 === 1),
      'n',
    );
    expect(left.map(({ _id }) => _id)).toEqual(docs.slice(racers - 1).map(({ _id }) => _id));
    expect(removed).toBe(racers - 1);
    expect(left.every(({ n }) => n === racers / 2)).toBe(true);
  });
});
