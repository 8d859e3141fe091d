// The catalogue, cursors, sessions and refusals, as a driver or a shell meets them.
import { type Document, Long } from 'mongodb';
import { isRealMongo, openTestStore, runCases, type TestStore } from './support';

const many = Array.from({ length: 1000 }, (_, i) => ({ _id: i, n: i % 10 }));

describe('the catalogue', () => {
  runCases([
    {
      name: 'a collection appears with its first document',
      docs: [{ _id: 1 }],
      act: async (c, db) =>
        (await db.listCollections({ name: c.collectionName }).toArray()).map(({ name, type }) => [
          name === c.collectionName,
          type,
        ]),
      gives: [[true, 'collection']],
    },
    {
      name: 'creating it twice is refused',
      docs: [{ _id: 1 }],
      act: (c, db) => db.createCollection(c.collectionName),
      fails: 48,
    },
    {
      name: 'drop removes it',
      docs: [{ _id: 1 }],
      act: async (c, db) => [
        await c.drop(),
        (await db.listCollections({ name: c.collectionName }).toArray()).length,
        await c.countDocuments(),
      ],
      gives: [true, 0, 0],
    },
    { name: 'dropping nothing is fine', act: (c) => c.drop(), gives: true },
    {
      name: 'rename keeps documents and indexes',
      docs: [{ _id: 1, a: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        const renamed = await c.rename(`${c.collectionName}x`);
        return [await renamed.findOne({ a: 1 }), (await renamed.indexes()).length];
      },
      gives: [{ _id: 1, a: 1 }, 2],
    },
    {
      name: 'indexes are listed with their options',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1, b: -1 }, { unique: true, sparse: true });
        return c.indexes();
      },
      gives: [
        { v: 2, key: { _id: 1 }, name: '_id_' },
        { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true, sparse: true },
      ],
    },
    {
      name: 'creating an index again changes nothing',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        await c.createIndex({ a: 1 });
        return (await c.indexes()).length;
      },
      gives: 2,
    },
    {
      name: 'the same keys with other options are refused',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        return c.createIndex({ a: 1 }, { unique: true });
      },
      fails: 86,
    },
    {
      name: 'the same keys under another name are refused',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        return c.createIndex({ a: 1 }, { name: 'other' });
      },
      fails: 85,
    },
    {
      name: 'the same name for other keys is refused',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 }, { name: 'x' });
        return c.createIndex({ b: 1 }, { name: 'x' });
      },
      fails: 86,
    },
    {
      name: 'an unknown index option is refused',
      docs: [{ _id: 1 }],
      act: (c, db) =>
        db.command({ createIndexes: c.collectionName, indexes: [{ key: { a: 1 }, name: 'a', nonsense: 1 }] }),
      fails: 197,
    },
    {
      name: 'an index of an unknown kind is refused',
      docs: [{ _id: 1 }],
      act: (c) => c.createIndex({ a: 'nonsense' as never }),
      fails: 67,
    },
    {
      name: 'dropIndex',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        await c.dropIndex('a_1');
        return (await c.indexes()).length;
      },
      gives: 1,
    },
    { name: 'dropping an unknown index', docs: [{ _id: 1 }], act: (c) => c.dropIndex('nonsense'), fails: 27 },
    { name: 'the _id index stays', docs: [{ _id: 1 }], act: (c) => c.dropIndex('_id_'), fails: 72 },
    {
      name: 'dropping all indexes keeps _id',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.createIndex({ a: 1 });
        await c.dropIndexes();
        return (await c.indexes()).length;
      },
      gives: 1,
    },
    { name: 'indexes of nothing', act: (_c, db) => db.command({ listIndexes: 'nothing' }), fails: 26 },
    { name: 'a name with a dollar is refused', act: (_c, db) => db.command({ create: 'a$b' }), fails: 73 },
  ]);
});

describe('commands', () => {
  runCases([
    { name: 'ping', act: (_c, db) => db.command({ ping: 1 }), gives: { ok: 1 } },
    {
      name: 'hello says it can be written to',
      act: async (_c, db) => (await db.command({ hello: 1 })).isWritablePrimary,
      gives: true,
    },
    {
      name: 'buildInfo has a version',
      act: async (_c, db) => typeof (await db.admin().buildInfo()).version,
      gives: 'string',
    },
    { name: 'serverStatus', act: async (_c, db) => (await db.admin().serverStatus()).ok, gives: 1 },
    { name: 'an unknown command', act: (_c, db) => db.command({ nonsense: 1 }), fails: 59 },
    {
      name: 'a name every object has is no command',
      act: (_c, db) => db.command({ constructor: 1 }),
      fails: 59,
    },
    {
      name: 'an unknown option',
      act: (c, db) => db.command({ find: c.collectionName, nonsense: 1 }),
      fails: 40415,
    },
    {
      name: 'a negative limit in find',
      act: (c, db) => db.command({ find: c.collectionName, limit: -1 }),
      fails: 51024,
    },
    {
      name: 'a filter that is no document',
      act: (c, db) => db.command({ find: c.collectionName, filter: 5 }),
      fails: 14,
    },
    {
      name: 'an empty batch of writes',
      act: (c, db) => db.command({ insert: c.collectionName, documents: [] }),
      fails: 72,
    },
    {
      name: 'read and write concerns are accepted',
      act: async (c) =>
        (await c.insertOne({ _id: 1 } as never, { writeConcern: { w: 'majority', j: true } })).acknowledged,
      gives: true,
    },
    {
      name: 'a collation would be silently wrong',
      act: (c) => c.find({}, { collation: { locale: 'kk' } }).toArray(),
      fails: 238,
      isEmbeddedOnly: true,
    },
  ]);
});

describe('cursors and sessions', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    await store.db.collection<Document>('many').insertMany(many as never);
  });
  afterAll(() => store.close());

  it('reads everything over several batches, in order', async () => {
    const docs = await store.db.collection('many').find().sort({ _id: 1 }).batchSize(7).toArray();
    expect(docs).toEqual(many);
  });

  it('reads an aggregation over several batches', async () => {
    const docs = await store.db
      .collection('many')
      .aggregate([{ $match: { n: 3 } }, { $project: { n: 0 } }], { batchSize: 9 })
      .toArray();
    expect(docs).toEqual(many.filter(({ n }) => n === 3).map(({ _id }) => ({ _id })));
  });

  it('starts with an empty batch when asked for none', async () => {
    const { cursor } = await store.db.command({ find: 'many', batchSize: 0 });
    expect(cursor.firstBatch).toEqual([]);
    const next = await store.db.command({
      getMore: Long.fromString(String(cursor.id)),
      collection: 'many',
      batchSize: 2,
    });
    expect(next.cursor.nextBatch).toEqual(many.slice(0, 2));
    const killed = await store.db.command({
      killCursors: 'many',
      cursors: [Long.fromString(String(cursor.id))],
    });
    expect(killed.cursorsKilled).toHaveLength(1);
    await expect(
      store.db.command({ getMore: Long.fromString(String(cursor.id)), collection: 'many' }),
    ).rejects.toMatchObject({ code: 43 });
  });

  it('refuses a cursor that is not there', async () => {
    await expect(
      store.db.command({ getMore: Long.fromNumber(12345), collection: 'many' }),
    ).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' });
  });

  it('goes on reading while the collection changes', async () => {
    const c = store.db.collection<Document>('changing');
    await c.insertMany(many as never);
    const cursor = c.find().sort({ _id: 1 }).batchSize(100);
    const seen: unknown[] = [];
    for await (const doc of cursor) {
      seen.push(doc._id);
      if (seen.length === 150) await c.deleteMany({ _id: { $gte: 500 } } as never);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(many.slice(0, 500).map(({ _id }) => _id)));
  });

  it('accepts a session', async () => {
    const session = store.client.startSession();
    expect(await store.db.collection('many').findOne({ _id: 5 } as never, { session })).toEqual(many[5]);
    await session.endSession();
  });

  (isRealMongo ? it.skip : it)('refuses a transaction as a standalone MongoDB does', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    await expect(
      store.db.collection<Document>('many').insertOne({ _id: 5000 } as never, { session }),
    ).rejects.toMatchObject({ originalError: { code: 20 } });
    await session.abortTransaction().catch(() => {});
    await session.endSession();
  });
});
