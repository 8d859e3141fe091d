// Unique, compound, sparse and partial indexes; and that an index never changes an answer.
import fc from 'fast-check';
import { Decimal128, type Document, Double, Long, ObjectId } from 'mongodb';
import { Catalogue } from '../../server/store/embedded/catalogue';
import { plan } from '../../server/store/embedded/planner';
import { Storage } from '../../server/store/embedded/storage';
import {
  type Case,
  type Docs,
  ids,
  isRealMongo,
  openTestStore,
  runCases,
  type TestStore,
  temporaryFolder,
} from './support';

const duplicate = async (write: Promise<unknown>) =>
  write.then(
    () => 'accepted',
    ({ code, keyPattern, keyValue }) => ({ code, keyPattern, keyValue }),
  );

const unique = (
  name: string,
  key: Document,
  options: object,
  docs: Document[],
  accepted: Document[],
  refusedDocs: Document[],
): Case => ({
  name,
  docs,
  act: async (c: Docs) => {
    await c.createIndex(key as never, { unique: true, ...options });
    const results: unknown[] = [];
    for (const doc of [...accepted, ...refusedDocs])
      results.push(
        await c.insertOne({ ...doc } as never).then(
          () => 'accepted',
          ({ code }) => code,
        ),
      );
    return results;
  },
  gives: [...accepted.map(() => 'accepted'), ...refusedDocs.map(() => 11000)],
});

describe('unique indexes', () => {
  runCases([
    unique('refuse a second value', { a: 1 }, {}, [{ a: 1 }], [{ a: 2 }], [{ a: 1 }, { a: 2 }]),
    unique(
      'see equal numbers of other types',
      { a: 1 },
      {},
      [{ a: 1 }],
      [{ a: '1' }],
      [{ a: Long.fromNumber(1) }, { a: new Double(1) }, { a: Decimal128.fromString('1.0') }],
    ),
    unique('take a missing field for null', { a: 1 }, {}, [{ a: null }], [{ a: 1 }], [{ b: 1 }]),
    unique(
      'compound: the whole key counts',
      { a: 1, b: -1 },
      {},
      [{ a: 1, b: 1 }],
      [
        { a: 1, b: 2 },
        { a: 2, b: 1 },
      ],
      [{ a: 1, b: 1 }],
    ),
    unique(
      'sparse: missing fields do not count',
      { a: 1 },
      { sparse: true },
      [{ b: 1 }],
      [{ b: 1 }, { a: 1 }],
      [{ a: 1 }],
    ),
    unique(
      'partial: only matching documents count',
      { a: 1 },
      { partialFilterExpression: { live: true } },
      [{ a: 1, live: true }],
      [{ a: 1 }, { a: 1, live: false }],
      [{ a: 1, live: true }],
    ),
    unique(
      'each array element counts',
      { a: 1 },
      {},
      [{ a: [1, 2] }],
      [{ a: [3, 3] }],
      [{ a: [2, 4] }, { a: 3 }],
    ),
    unique(
      'very long texts count whole',
      { a: 1 },
      {},
      [{ a: 'я'.repeat(5000) }],
      [{ a: `${'я'.repeat(5000)}!` }],
      [{ a: 'я'.repeat(5000) }],
    ),
    {
      name: 'the error names the key',
      docs: [{ _id: 1, a: 'x', b: 2 }],
      act: async (c) => {
        await c.createIndex({ a: 1, b: -1 }, { unique: true });
        return duplicate(c.insertOne({ a: 'x', b: 2 }));
      },
      gives: { code: 11000, keyPattern: { a: 1, b: -1 }, keyValue: { a: 'x', b: 2 } },
    },
    {
      name: 'an update into a taken key is refused and changes nothing',
      docs: [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
      act: async (c) => {
        await c.createIndex({ a: 1 }, { unique: true });
        return duplicate(c.updateOne({ _id: 2 } as never, { $set: { a: 1, b: 1 } }));
      },
      gives: { code: 11000, keyPattern: { a: 1 }, keyValue: { a: 1 } },
      leaves: [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
    },
    {
      name: 'a key is free again after its document has gone',
      docs: [{ _id: 1, a: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 }, { unique: true });
        await c.deleteOne({ a: 1 });
        return (await c.insertOne({ a: 1 })).acknowledged;
      },
      gives: true,
    },
    {
      name: 'cannot be built over duplicates, and then is not there',
      docs: [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
      act: async (c) => [
        await duplicate(c.createIndex({ a: 1 }, { unique: true })),
        (await c.indexes()).length,
        await c.countDocuments({ a: 1 }),
      ],
      gives: [{ code: 11000, keyPattern: { a: 1 }, keyValue: { a: 1 } }, 1, 2],
    },
    {
      name: 'of a hundred racing upserts of one key one inserts',
      act: async (c) => {
        await c.createIndex({ a: 1 }, { unique: true });
        const results = await Promise.allSettled(
          Array.from({ length: 100 }, () => c.updateOne({ a: 1 }, { $inc: { n: 1 } }, { upsert: true })),
        );
        const ok = results.filter(({ status }) => status === 'fulfilled').length;
        const doc = await c.findOne({ a: 1 });
        return [await c.countDocuments(), doc!.n === ok];
      },
      gives: [1, true],
    },
    {
      name: 'two arrays side by side cannot be indexed',
      docs: [{ _id: 1, a: [1, 2], b: [1, 2] }],
      act: (c) => c.createIndex({ a: 1, b: 1 }),
      fails: 171,
    },
  ]);
});

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 6 }) },
  { weight: 2, arbitrary: fc.constantFrom('', 'a', 'ab', 'б', '\0x', '￿', '\u{10400}') },
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    1.5,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    new Date(0),
    new Date(-1),
  ),
  fc.constantFrom<unknown>(
    Long.fromString('9007199254740993'),
    Long.fromNumber(2),
    Decimal128.fromString('2.5'),
    Decimal128.fromString('2'),
  ),
  fc.constantFrom<unknown>(new ObjectId('1'.repeat(24)), { x: 1 }, { x: 1, y: 'a' }),
);
const fieldValue = fc.oneof(
  { weight: 5, arbitrary: value },
  { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) },
);
const document = fc.record(
  { a: fieldValue, b: value, c: fc.record({ d: fieldValue }, { requiredKeys: [] }) },
  { requiredKeys: [] },
);
const condition = fc.oneof(
  value,
  fc.record({ $gt: value }),
  fc.record({ $lte: value }),
  fc.record({ $gte: fc.integer({ min: -3, max: 6 }), $lt: fc.integer({ min: -3, max: 6 }) }),
  fc.record({ $in: fc.array(value, { maxLength: 4 }) }),
  fc.record({ $ne: value }),
  fc.record({ $exists: fc.boolean() }),
);
const filter = fc.oneof(
  fc.record({ a: condition, b: condition, 'c.d': condition }, { requiredKeys: [] }),
  fc.record({
    $or: fc.array(fc.oneof(fc.record({ a: condition }), fc.record({ b: condition })), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);
const direction = fc.constantFrom(1, -1);
const sort = fc.oneof(
  fc.constant({}),
  fc.record({ a: direction }),
  fc.record({ b: direction, a: direction }),
  fc.record({ 'c.d': direction, b: direction }),
);
const indexKeys: Document[] = [{ a: 1 }, { b: -1, a: 1 }, { b: 1, 'c.d': 1 }, { 'c.d': -1 }];

describe('an index never changes an answer', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  it('gives the same documents in the same order as a scan, before and after changes', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 4, maxLength: 8 }),
        async (docs, queries) => {
          const plain = store.db.collection<Document>(`plain${++round}`);
          const indexed = store.db.collection<Document>(`indexed${round}`);
          for (const key of indexKeys) await indexed.createIndex(key as never);
          await indexed.createIndex(
            { b: 1 },
            { name: 'partial', partialFilterExpression: { b: { $gt: 0 } } },
          );
          await indexed.createIndex({ a: -1 }, { name: 'sparse', sparse: true });
          for (const c of [plain, indexed]) {
            await c.insertMany(docs.map((doc, _id) => ({ _id, ...doc })) as never);
            await c.updateMany({ _id: { $gt: 15 } } as never, { $set: { b: 3 } });
            await c.deleteMany({ _id: { $in: [2, 5] } } as never);
          }
          for (const [query, order] of queries) {
            const full = { ...order, _id: 1 } as Document;
            const ask = async (c: Docs) =>
              ids(
                await c
                  .find(query)
                  .sort(full as never)
                  .toArray(),
              );
            expect([query, full, await ask(indexed)]).toEqual([query, full, await ask(plain)]);
            expect((await indexed.find(query).toArray()).length).toBe(
              (await plain.find(query).toArray()).length,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(store.errors).toEqual([]);
  });
});

(isRealMongo ? describe.skip : describe)('the planner', () => {
  const storage = new Storage(temporaryFolder());
  const catalogue = new Catalogue(storage);
  afterAll(() => storage.close());
  const collection = storage.writeNow(() => {
    const made = catalogue.create('test.planned', {});
    const keys: [Document, object][] = [
      [{ a: 1 }, {}],
      [{ a: 1, b: 1 }, {}],
      [{ u: 1 }, { unique: true }],
      [{ s: 1 }, { sparse: true }],
      [{ p: 1 }, { partialFilterExpression: { live: true } }],
      [{ status: 1, due: -1 }, {}],
    ];
    for (const [key, options] of keys)
      made.createIndex({
        key,
        name: Object.keys(key).join('_'),
        part: catalogue.nextPart(),
        isMultikey: false,
        hasCutKeys: false,
        ...options,
      });
    return made;
  });
  const cases: { filter: Document; sort?: [string, 1 | -1][]; index: string | null; isSorted?: boolean }[] = [
    { filter: {}, index: null },
    { filter: { _id: 1 }, index: '_id_' },
    { filter: { a: 1 }, index: 'a' },
    { filter: { a: 1, b: { $gt: 1 } }, index: 'a_b' },
    { filter: { a: { $in: [1, 2] } }, index: 'a' },
    { filter: { b: 1 }, index: null },
    { filter: { u: 1, a: 1 }, index: 'u' },
    { filter: { s: 1 }, index: 's' },
    { filter: { s: null }, index: null },
    { filter: { p: 1 }, index: null },
    { filter: { p: 1, live: true }, index: 'p' },
    { filter: { x: 1 }, index: null },
    { filter: { status: 'open' }, sort: [['due', -1]], index: 'status_due', isSorted: true },
    { filter: { status: 'open' }, sort: [['due', 1]], index: 'status_due', isSorted: true },
    {
      filter: { status: { $in: ['open', 'new'] } },
      sort: [['due', 1]],
      index: 'status_due',
      isSorted: false,
    },
    { filter: {}, sort: [['_id', -1]], index: '_id_', isSorted: true },
    { filter: {}, sort: [['s', 1]], index: null },
  ];
  it.each(cases)('$filter sorted by $sort uses $index', ({ filter: query, sort: order, index, isSorted }) => {
    const chosen = plan(collection, query, order);
    expect(chosen.index?.definition.name ?? null).toBe(index);
    if (isSorted !== undefined) expect(chosen.isSorted).toBe(isSorted);
  });
});
