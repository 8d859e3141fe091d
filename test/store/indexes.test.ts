// An index never changes an answer, and is used where it helps.
import { rmSync } from 'node:fs';
import { Decimal128, type Document, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { decode, encode } from '../../server/store/embedded/bson/values';
import { plan } from '../../server/store/embedded/query/planner';
import { Catalogue } from '../../server/store/embedded/storage/catalogue';
import { Storage } from '../../server/store/embedded/storage/storage';
import {
  onEmbeddedStore,
  openTestStore,
  refusalOf,
  sender,
  type TestStore,
  temporaryFolder,
} from './support';
import { here } from './tables/case';

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

describe('an index', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  afterEach(() => expect(store.errors).toEqual([]));

  it('never changes an answer, before and after changes', async () => {
    const indexes = indexKeys.map((key, i) => ({ name: `index${i}`, key }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 4, maxLength: 8 }),
        async (docs, queries) => {
          const [plain, indexed] = [sender(store.db), sender(store.db)];
          await Promise.all(indexes.map((index) => indexed({ createIndexes: here, indexes: [index] })));
          for (const send of [plain, indexed]) {
            await send({ insert: here, documents: docs.map((doc, _id) => ({ _id, ...doc })) });
            const updates = [{ q: { _id: { $gt: 15 } }, u: { $set: { b: 3 } }, multi: true }];
            const deletes = [{ q: { _id: { $in: [2, 5] } }, limit: 0 }];
            await Promise.all([send({ update: here, updates }), send({ delete: here, deletes })]);
          }
          for (const [query, order] of queries) {
            const ask = async (send: typeof plain) => {
              const sorted = {
                find: here,
                filter: query,
                sort: { ...order, _id: 1 },
                projection: { _id: 1 },
              };
              return (await send(sorted)).cursor.firstBatch.map(({ _id }: Document) => Number(_id));
            };
            const unsorted = (await indexed({ find: here, filter: query })).cursor.firstBatch;
            const found = await ask(indexed);
            expect([query, order, found]).toEqual([query, order, await ask(plain)]);
            expect(unsorted).toHaveLength(found.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that could not be built is not there', async () => {
    const send = sender(store.db);
    const create = (key: Document) => send({ createIndexes: here, indexes: [{ name: 'one', key }] });
    await send({
      insert: here,
      documents: [
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: [1], b: [1] },
      ],
    });
    expect(await refusalOf(create({ a: 1, b: 1 }))).toMatchObject({ code: 171 });
    expect(Number((await create({ a: 1 })).numIndexesBefore)).toBe(1);
  });

  it.each<[unknown, string]>([
    ['x', '"x"'],
    [new Int32(2), '2'],
    [new ObjectId('1'.repeat(24)), `ObjectId('${'1'.repeat(24)}')`],
    [new Date(5), 'new Date(5)'],
  ])('of _id names the one that is taken: %p', async (_id, shown) => {
    const send = sender(store.db);
    const insert = () => send({ insert: here, documents: [{ _id }] });
    await insert();
    expect((await insert()).writeErrors).toMatchObject([
      {
        keyPattern: { _id: new Int32(1) },
        keyValue: { _id },
        errmsg: expect.stringContaining(`dup key: { _id: ${shown} }`),
      },
    ]);
  });
});

onEmbeddedStore('the planner', () => {
  const folder = temporaryFolder();
  const storage = new Storage(folder);
  const catalogue = new Catalogue(storage);
  afterAll(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const keys: Record<string, number>[] = [{ a: 1 }, { a: 1, b: 1 }, { s: 1 }, { status: 1, due: -1 }];
  const collection = storage.writeNow(() => {
    const made = catalogue.ensure('test.planned');
    for (const fields of keys) {
      const key = Object.fromEntries(Object.entries(fields).map(([path, way]) => [path, new Int32(way)]));
      made.createIndex({ key, name: Object.keys(key).join('_') }, catalogue.nextPart());
    }
    return made;
  });
  const cases: { filter: Document; sort?: [string, 1 | -1][]; index: string | null; isSorted?: boolean }[] = [
    { filter: {}, index: null },
    { filter: { _id: 1 }, index: '_id_' },
    { filter: { a: 1 }, index: 'a' },
    { filter: { a: 1, b: { $gt: 1 } }, index: 'a_b' },
    { filter: { a: { $in: [1, 2] } }, index: 'a' },
    { filter: { $and: [{ a: 1 }, { b: 2 }] }, index: 'a_b' },
    { filter: { b: 1 }, index: null },
    { filter: { a: 1, b: 1, _id: 1 }, index: '_id_' },
    { filter: { s: 1 }, index: 's' },
    { filter: { s: null }, index: 's' },
    { filter: { s: { $exists: true } }, index: null },
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
    { filter: {}, sort: [['s', 1]], index: 's', isSorted: true },
    { filter: {}, sort: [['x', 1]], index: null },
  ];
  it.each(cases)('$filter sorted by $sort uses $index', ({ filter: query, sort: order, index, isSorted }) => {
    const chosen = plan(collection, decode(encode(query)), order);
    expect(chosen.index?.definition.name ?? null).toBe(index);
    if (isSorted !== undefined) expect(chosen.isSorted).toBe(isSorted);
  });

  it('uses an index for every branch of $or, or none', () => {
    const names = (filter: Document) =>
      plan(collection, decode(encode(filter))).branches?.map(({ index }) => index?.definition.name);
    expect(names({ $or: [{ _id: 1 }, { status: 'open' }] })).toEqual(['_id_', 'status_due']);
    expect(names({ $or: [{ _id: 1 }, { x: 1 }] })).toBeUndefined();
  });
});
