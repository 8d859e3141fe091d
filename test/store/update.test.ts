// Inserts, updates, upserts, findAndModify, deletes.
import { Decimal128, Double, Int32, Long, ObjectId } from 'mongodb';
import { type Case, type Docs, runCases } from './support';

const counts = ({
  matchedCount,
  modifiedCount,
  upsertedCount,
}: {
  matchedCount: number;
  modifiedCount: number;
  upsertedCount: number;
}) => [matchedCount, modifiedCount, upsertedCount];

/** One document, one update operator document, the document afterwards. */
const change = (name: string, before: object, update: object, after: object, options: object = {}): Case => ({
  name,
  docs: [{ _id: 1, ...before }],
  act: (c) => c.updateOne({ _id: 1 } as never, update, options),
  leaves: [{ _id: 1, ...after }],
});

const refusal = (
  name: string,
  before: object,
  update: object,
  fails: number,
  options: object = {},
): Case => ({
  name,
  docs: [{ _id: 1, ...before }],
  act: (c) => c.updateOne({ _id: 1 } as never, update, options),
  fails,
  leaves: [{ _id: 1, ...before }],
});

describe('update operators', () => {
  runCases([
    change('$set makes documents on the way', { a: 1 }, { $set: { 'b.c': 2, a: 3 } }, { a: 3, b: { c: 2 } }),
    change(
      '$set fills an array up to an index',
      { a: [1] },
      { $set: { 'a.3': 4 } },
      { a: [1, null, null, 4] },
    ),
    change('$unset', { a: 1, b: { c: 2, d: 3 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 3 } }),
    change('$unset leaves null in an array', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }),
    change(
      '$inc and $mul',
      { a: 1, b: 2 },
      { $inc: { a: 2, c: -1 }, $mul: { b: 3, d: 4 } },
      { a: 3, b: 6, c: -1, d: 0 },
    ),
    change(
      '$min and $max',
      { a: 5, b: 5 },
      { $min: { a: 3, c: 1 }, $max: { b: 3, d: 1 } },
      { a: 3, b: 5, c: 1, d: 1 },
    ),
    change('$rename', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }),
    change(
      '$setOnInsert does nothing to a document that is there',
      { a: 1 },
      { $setOnInsert: { a: 2 }, $set: { b: 1 } },
      { a: 1, b: 1 },
    ),
    change('$push', { a: [1] }, { $push: { a: 2, b: 'x' } }, { a: [1, 2], b: ['x'] }),
    change(
      '$push with $each, $position, $sort and $slice',
      { a: [5, 1] },
      { $push: { a: { $each: [3, 4], $position: 0, $sort: -1, $slice: 3 } } },
      { a: [5, 4, 3] },
    ),
    change(
      '$push sorts documents by a field',
      { a: [{ n: 2 }] },
      { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
      { a: [{ n: 1 }, { n: 2 }] },
    ),
    change(
      '$addToSet',
      { a: [1, { x: 1 }] },
      { $addToSet: { a: { $each: [1, 2, { x: 1 }, { x: 2 }] } } },
      { a: [1, { x: 1 }, 2, { x: 2 }] },
    ),
    change('$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
    change('$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }),
    change(
      '$pull by fields',
      { a: [{ x: 1, y: 1 }, { x: 2 }] },
      { $pull: { a: { x: 1 } } },
      { a: [{ x: 2 }] },
    ),
    change(
      '$pullAll and $pop',
      { a: [1, 2, 3], b: [1, 2], c: [1, 2] },
      { $pullAll: { a: [1, 3] }, $pop: { b: 1, c: -1 } },
      { a: [2], b: [1], c: [2] },
    ),
    change('$bit', { a: 6 }, { $bit: { a: { and: new Int32(3), or: new Int32(8) } } }, { a: 10 }),
    change(
      'all elements',
      { a: [{ n: 1 }, { n: 2 }] },
      { $inc: { 'a.$[].n': 10 } },
      { a: [{ n: 11 }, { n: 12 }] },
    ),
    change(
      'elements chosen by array filters',
      { a: [{ n: 1 }, { n: 5 }] },
      { $set: { 'a.$[big].f': true } },
      { a: [{ n: 1 }, { n: 5, f: true }] },
      { arrayFilters: [{ 'big.n': { $gt: 3 } }] },
    ),
    change(
      'nested array filters',
      { a: [{ b: [1, 2] }, { b: [3] }] },
      { $mul: { 'a.$[].b.$[x]': 10 } },
      { a: [{ b: [1, 20] }, { b: [30] }] },
      { arrayFilters: [{ x: { $gte: 2 } }] },
    ),
    {
      name: 'the element the filter matched',
      docs: [{ _id: 1, a: [{ n: 1 }, { n: 5 }, { n: 6 }] }],
      act: (c) => c.updateOne({ 'a.n': { $gt: 4 } }, { $set: { 'a.$.n': 0 } }),
      leaves: [{ _id: 1, a: [{ n: 1 }, { n: 0 }, { n: 6 }] }],
    },
    {
      name: '$currentDate sets a date',
      docs: [{ _id: 1 }],
      act: async (c) => {
        await c.updateOne({ _id: 1 } as never, { $currentDate: { at: true } });
        return (await c.findOne())!.at instanceof Date;
      },
      gives: true,
    },
    change('a pipeline', { a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], {
      b: 2,
      c: 3,
    }),
    change('a replacement keeps _id', { a: 1 }, { $set: { a: 2 } }, { a: 2 }),
    refusal('an unknown modifier', { a: 1 }, { $foo: { a: 1 } }, 9),
    refusal('two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40),
    refusal('a path and its parent', {}, { $set: { a: 1, 'a.b': 1 } }, 40),
    refusal('a new _id', { a: 1 }, { $set: { _id: 2 } }, 66),
    refusal('$inc of a text', { a: 'x' }, { $inc: { a: 1 } }, 14),
    refusal('$inc by a text', { a: 1 }, { $inc: { a: 'x' } }, 14),
    refusal('a field below a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28),
    refusal('$push to no array', { a: 1 }, { $push: { a: 1 } }, 2),
    refusal('an array filter that is not used', { a: [1] }, { $set: { b: 1 } }, 9, {
      arrayFilters: [{ x: 1 }],
    }),
    refusal('an array filter that is missing', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2),
    refusal('an unknown stage in a pipeline', { a: 1 }, [{ $group: { _id: 1 } }], 72),
  ]);
});

describe('number types in updates', () => {
  const typed = async (c: Docs) => (await c.findOne({}, { promoteValues: false }))!;
  const inc = (name: string, before: unknown, by: unknown, type: string, text: string): Case => ({
    name,
    docs: [{ _id: 1, a: before, kept: new Double(7) }],
    act: async (c) => {
      await c.updateOne({ _id: 1 } as never, { $inc: { a: by } } as never);
      const doc = await typed(c);
      return [doc.a._bsontype, String(doc.a), doc.kept._bsontype];
    },
    gives: [type, text, 'Double'],
  });
  runCases([
    inc('int and int stay int', new Int32(1), new Int32(2), 'Int32', '3'),
    inc('int overflows to long', new Int32(2147483647), new Int32(1), 'Long', '2147483648'),
    inc('long and int make long', Long.fromNumber(5), new Int32(1), 'Long', '6'),
    inc('int and double make double', new Int32(1), new Double(0.5), 'Double', '1.5'),
    inc(
      'a big long stays exact',
      Long.fromString('9007199254740993'),
      new Int32(2),
      'Long',
      '9007199254740995',
    ),
    inc(
      'decimal stays exact',
      Decimal128.fromString('0.1'),
      Decimal128.fromString('0.2'),
      'Decimal128',
      '0.3',
    ),
    {
      name: 'a long that overflows is refused',
      docs: [{ _id: 1, a: Long.MAX_VALUE }],
      act: (c) => c.updateOne({}, { $inc: { a: new Int32(1) } }),
      fails: 2,
    },
  ]);
});

describe('results of writes', () => {
  const two = [
    { _id: 1, a: 1 },
    { _id: 2, a: 1 },
  ];
  runCases([
    {
      name: 'a change counts as matched and modified',
      docs: two,
      act: async (c) => counts(await c.updateMany({ a: 1 }, { $set: { a: 2 } })),
      gives: [2, 2, 0],
    },
    {
      name: 'no change counts as matched only',
      docs: two,
      act: async (c) => counts(await c.updateMany({ a: 1 }, { $set: { a: 1 } })),
      gives: [2, 0, 0],
    },
    {
      name: 'updateOne touches one',
      docs: two,
      act: async (c) => counts(await c.updateOne({ a: 1 }, { $inc: { a: 1 } })),
      gives: [1, 1, 0],
      leaves: [
        { _id: 1, a: 2 },
        { _id: 2, a: 1 },
      ],
    },
    {
      name: 'nothing found',
      docs: two,
      act: async (c) => counts(await c.updateOne({ a: 9 }, { $inc: { a: 1 } })),
      gives: [0, 0, 0],
    },
    {
      name: 'an upsert takes its fields from the filter, the operators and $setOnInsert',
      act: (c) =>
        c.updateOne(
          { _id: 7, a: 1, 'b.c': { $eq: 2 }, d: { $gt: 1 }, $and: [{ e: 5 }] } as never,
          { $set: { f: 1 }, $setOnInsert: { g: 2 } },
          { upsert: true },
        ),
      gives: { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 7 },
      leaves: [{ _id: 7, a: 1, b: { c: 2 }, e: 5, f: 1, g: 2 }],
    },
    {
      name: 'an upsert without _id makes an ObjectId',
      act: async (c) =>
        (await c.updateOne({ a: 1 }, { $set: { b: 1 } }, { upsert: true })).upsertedId instanceof ObjectId,
      gives: true,
    },
    {
      name: 'a replacing upsert',
      act: (c) => c.replaceOne({ _id: 3, z: 1 } as never, { a: 1 }, { upsert: true }),
      leaves: [{ _id: 3, a: 1 }],
    },
    {
      name: 'an upsert that finds one updates it',
      docs: two,
      act: async (c) => counts(await c.updateOne({ _id: 1 } as never, { $set: { a: 5 } }, { upsert: true })),
      gives: [1, 1, 0],
    },
    {
      name: 'updateMany upserts too',
      act: async (c) => counts(await c.updateMany({ _id: 4 } as never, { $set: { a: 5 } }, { upsert: true })),
      gives: [0, 0, 1],
      leaves: [{ _id: 4, a: 5 }],
    },
    {
      name: 'bulkWrite mixes operations',
      docs: two,
      act: async (c) => {
        const { insertedCount, modifiedCount, deletedCount, upsertedCount } = await c.bulkWrite([
          { insertOne: { document: { _id: 3 } as never } },
          { updateOne: { filter: { _id: 1 } as never, update: { $set: { a: 9 } } } },
          { deleteOne: { filter: { _id: 2 } as never } },
          { replaceOne: { filter: { _id: 5 } as never, replacement: { a: 1 }, upsert: true } },
        ]);
        return [insertedCount, modifiedCount, deletedCount, upsertedCount];
      },
      gives: [1, 1, 1, 1],
      leaves: [{ _id: 1, a: 9 }, { _id: 3 }, { _id: 5, a: 1 }],
    },
    {
      name: 'a second _id is refused',
      docs: two,
      act: (c) => c.insertOne({ _id: 1 } as never),
      fails: 11000,
    },
    {
      name: 'an ordered insert stops at the refusal',
      docs: two,
      act: (c) => c.insertMany([{ _id: 3 }, { _id: 1 }, { _id: 4 }] as never),
      fails: 11000,
      leaves: [...two, { _id: 3 }],
    },
    {
      name: 'an unordered insert goes on',
      docs: two,
      act: (c) => c.insertMany([{ _id: 3 }, { _id: 1 }, { _id: 4 }] as never, { ordered: false }),
      fails: 11000,
      leaves: [...two, { _id: 3 }, { _id: 4 }],
    },
    { name: 'an array is no _id', act: (c) => c.insertOne({ _id: [1] } as never), fails: 53 },
    {
      name: 'deleteOne',
      docs: two,
      act: async (c) => (await c.deleteOne({ a: 1 })).deletedCount,
      gives: 1,
      leaves: [two[1]!],
    },
    {
      name: 'deleteMany',
      docs: two,
      act: async (c) => (await c.deleteMany({ a: 1 })).deletedCount,
      gives: 2,
      leaves: [],
    },
  ]);
});

describe('findAndModify', () => {
  const docs = [
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ];
  runCases([
    {
      name: 'gives the document before',
      docs,
      act: (c) => c.findOneAndUpdate({ n: 1 }, { $inc: { n: 10 } }),
      gives: { _id: 1, n: 1 },
    },
    {
      name: 'or after',
      docs,
      act: (c) => c.findOneAndUpdate({ n: 1 }, { $inc: { n: 10 } }, { returnDocument: 'after' }),
      gives: { _id: 1, n: 11 },
    },
    {
      name: 'chooses by sort',
      docs,
      act: (c) => c.findOneAndUpdate({}, { $set: { x: 1 } }, { sort: { n: -1 }, returnDocument: 'after' }),
      gives: { _id: 2, n: 2, x: 1 },
    },
    {
      name: 'projects',
      docs,
      act: (c) =>
        c.findOneAndUpdate(
          { n: 1 },
          { $set: { x: 1 } },
          { projection: { _id: 0, x: 1 }, returnDocument: 'after' },
        ),
      gives: { x: 1 },
    },
    {
      name: 'deletes',
      docs,
      act: (c) => c.findOneAndDelete({ n: 2 }),
      gives: { _id: 2, n: 2 },
      leaves: [docs[0]!],
    },
    {
      name: 'replaces',
      docs,
      act: (c) => c.findOneAndReplace({ n: 2 }, { m: 1 }, { returnDocument: 'after' }),
      gives: { _id: 2, m: 1 },
    },
    {
      name: 'finds nothing',
      docs,
      act: (c) => c.findOneAndUpdate({ n: 9 }, { $set: { x: 1 } }),
      gives: null,
    },
    {
      name: 'upserts',
      act: async (c) => {
        const { value, lastErrorObject } = (await c.findOneAndUpdate(
          { _id: 5 } as never,
          { $set: { x: 1 } },
          { upsert: true, returnDocument: 'after', includeResultMetadata: true },
        ))!;
        return [value, lastErrorObject];
      },
      gives: [
        { _id: 5, x: 1 },
        { n: 1, updatedExisting: false, upserted: 5 },
      ],
    },
    {
      name: 'refuses remove with update',
      act: (c, db) =>
        db.command({ findAndModify: c.collectionName, remove: true, update: { $set: { a: 1 } } }),
      fails: 9,
    },
    {
      name: 'refuses neither',
      act: (c, db) => db.command({ findAndModify: c.collectionName, query: {} }),
      fails: 9,
    },
  ]);
});
