// The store as the application uses it: openDatabase and ordinary mongoose, the embedded store in its own thread.
import { rmSync } from 'node:fs';
import { Schema, Types } from 'mongoose';
import { systemClock } from '../../server/shared/clock';
import { type Database, openDatabase } from '../../server/store/database';
import { isRealMongo, temporaryFolder } from './support';

const schema = new Schema(
  {
    code: { type: String, required: true, unique: true },
    region: { type: String, index: true },
    answers: { type: Map, of: Number },
    notes: [{ text: String, at: Date }],
    total: Number,
  },
  { timestamps: true, optimisticConcurrency: true },
);
schema.index({ region: 1, total: -1 });

describe('mongoose', () => {
  const folder = temporaryFolder();
  let database: Database;
  const attempts = () => database.connection.model('Attempt', schema, 'attempts');

  beforeAll(async () => {
    database = await openDatabase({ uri: process.env.MONGODB_URI, folder, clock: systemClock });
    await attempts().init();
  });
  beforeEach(() => attempts().deleteMany({}));
  afterAll(async () => {
    await database.connection.dropDatabase();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that it is ready', async () => {
    expect(await database.isReady()).toBe(true);
  });

  it('has the schema’s indexes once init is awaited', async () => {
    const names = (await attempts().collection.indexes()).map(({ name }) => name);
    expect(names.sort()).toEqual(['_id_', 'code_1', 'region_1', 'region_1_total_-1']);
  });

  it('keeps maps, subdocuments, dates and ids', async () => {
    const made = await attempts().create({
      code: 'A',
      answers: { A1: 0, A2: 4 },
      notes: [{ text: 'қазақша', at: new Date(5) }],
    });
    const read = await attempts().findById(made._id);
    expect(read!.answers!.get('A2')).toBe(4);
    expect(read!.notes[0]).toMatchObject({ text: 'қазақша', at: new Date(5) });
    expect(read!.notes[0]!._id).toBeInstanceOf(Types.ObjectId);
    expect(read!.createdAt).toEqual(made.createdAt);
  });

  it('refuses a duplicate with code 11000', async () => {
    await attempts().create({ code: 'A' });
    await expect(attempts().create({ code: 'A' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { code: 1 },
      keyValue: { code: 'A' },
    });
  });

  it('refuses a stale save', async () => {
    const { _id } = await attempts().create({ code: 'A', total: 1 });
    const first = await attempts().findById(_id);
    const second = await attempts().findById(_id);
    first!.total = 2;
    await first!.save();
    second!.total = 3;
    await expect(second!.save()).rejects.toThrow(/No matching document found/);
    expect((await attempts().findById(_id))!.total).toBe(2);
  });

  it('upserts with defaults only on insert', async () => {
    const write = (total: number) =>
      attempts().findOneAndUpdate(
        { code: 'U' },
        { $set: { total }, $setOnInsert: { region: '750000000' } },
        { upsert: true, returnDocument: 'after' },
      );
    const made = await write(1);
    await attempts().updateOne({ code: 'U' }, { region: '710000000' });
    const again = await write(2);
    expect(again!._id).toEqual(made!._id);
    expect(again).toMatchObject({ region: '710000000', total: 2 });
    expect(again!.createdAt).toEqual(made!.createdAt);
  });

  it('reads with cursors, sorts, limits and aggregates', async () => {
    await attempts().insertMany(
      Array.from({ length: 250 }, (_, i) => ({ code: `c${i}`, region: i % 2 ? 'a' : 'b', total: i })),
    );
    let seen = 0;
    for await (const doc of attempts()
      .find({ region: 'a' })
      .sort({ total: -1 })
      .lean()
      .cursor({ batchSize: 20 })) {
      expect(doc.total).toBe(249 - 2 * seen);
      seen++;
    }
    expect(seen).toBe(125);
    const totals = await attempts().aggregate([
      { $match: { total: { $lt: 100 } } },
      { $group: { _id: '$region', n: { $sum: 1 }, mean: { $avg: '$total' } } },
      { $sort: { _id: 1 } },
    ]);
    expect(totals).toEqual([
      { _id: 'a', n: 50, mean: 50 },
      { _id: 'b', n: 50, mean: 49 },
    ]);
    expect(await attempts().distinct('region')).toEqual(['a', 'b']);
    expect(await attempts().exists({ code: 'c7' })).not.toBeNull();
    expect(await attempts().countDocuments({ total: { $gte: 200 } })).toBe(50);
  });

  it('writes in bulk', async () => {
    const result = await attempts().bulkWrite([
      { insertOne: { document: { code: 'x' } } },
      { updateOne: { filter: { code: 'y' }, update: { $set: { total: 1 } }, upsert: true } },
      { deleteOne: { filter: { code: 'x' } } },
    ]);
    expect([result.insertedCount, result.upsertedCount, result.deletedCount]).toEqual([1, 1, 1]);
  });

  (isRealMongo ? it.skip : it)('answers point writes while a long aggregation runs', async () => {
    await attempts().insertMany(
      Array.from({ length: 20_000 }, (_, i) => ({ code: `l${i}`, region: `r${i % 50}`, total: i })),
    );
    let isAggregated = false;
    const aggregation = attempts()
      .aggregate([
        { $sort: { total: -1, code: 1 } },
        { $group: { _id: '$region', codes: { $addToSet: '$code' } } },
      ])
      .then((groups) => {
        isAggregated = true;
        return groups;
      });
    let writesMeanwhile = 0;
    while (!isAggregated) {
      await attempts().updateOne({ code: 'l5' }, { $inc: { total: 1 } });
      if (!isAggregated) writesMeanwhile++;
    }
    expect(await aggregation).toHaveLength(50);
    expect(writesMeanwhile).toBeGreaterThan(3);
  });
});
