// Filters, sorts, projections.
import {
  Binary,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { type Case, type Docs, ids, runCases } from './support';

const hex = 'a'.repeat(24);

const mixed: Document[] = [
  { _id: 1, v: new Int32(5) },
  { _id: 2, v: Long.fromNumber(5) },
  { _id: 3, v: new Double(5) },
  { _id: 4, v: Decimal128.fromString('5') },
  { _id: 5, v: '5' },
  { _id: 6, v: null },
  { _id: 7 },
  { _id: 8, v: [5, 7] },
  { _id: 9, v: { a: 5 } },
  { _id: 10, v: new ObjectId(hex) },
  { _id: 11, v: true },
  { _id: 12, v: new Date(5) },
  { _id: 13, v: /5/i },
  { _id: 14, v: new Binary(Buffer.from([5])) },
  { _id: 15, v: Number.NaN },
  { _id: 16, v: [] },
  { _id: 17, v: [[5]] },
  { _id: 18, v: Decimal128.fromString('5.10') },
  { _id: 19, v: new Timestamp({ t: 1, i: 2 }) },
  { _id: 20, v: new MinKey() },
  { _id: 21, v: new MaxKey() },
];

const found = (filter: Document) => async (c: Docs) => ids(await c.find(filter).sort({ _id: 1 }).toArray());
const among = (docs: Document[], name: string, filter: Document, gives: unknown[]): Case => ({
  name,
  docs,
  act: found(filter),
  gives,
});
const refused = (name: string, filter: Document, fails: number): Case => ({
  name,
  docs: [{ _id: 1 }],
  act: found(filter),
  fails,
});

const people: Document[] = [
  {
    _id: 1,
    name: 'Айгүл',
    age: 14,
    tags: ['a', 'b'],
    marks: [
      { s: 'm', p: 5 },
      { s: 'k', p: 3 },
    ],
    at: { city: 'Алматы' },
  },
  { _id: 2, name: 'Болат', age: 15, tags: ['b'], marks: [{ s: 'm', p: 3 }], at: { city: 'Астана' } },
  { _id: 3, name: 'Вера', age: 16, tags: [], marks: [], at: {} },
  { _id: 4, name: 'Гүлнар', age: 17, tags: ['c', 'a'], at: null },
];

describe('filters over all types', () => {
  runCases([
    among(mixed, 'equality holds across number types and inside arrays', { v: 5 }, [1, 2, 3, 4, 8]),
    among(mixed, 'a Long finds the same', { v: Long.fromNumber(5) }, [1, 2, 3, 4, 8]),
    among(mixed, 'a Decimal128 finds the same', { v: Decimal128.fromString('5.00') }, [1, 2, 3, 4, 8]),
    among(mixed, 'null finds null and missing', { v: null }, [6, 7]),
    among(
      mixed,
      '$ne is the exact opposite of equality',
      { v: { $ne: 5 } },
      [5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
    ),
    among(mixed, '$gt compares within one type only', { v: { $gt: 4 } }, [1, 2, 3, 4, 8, 18]),
    among(mixed, '$gt on decimals is exact', { v: { $gt: Decimal128.fromString('5.099') } }, [8, 18]),
    among(mixed, '$gte null finds null and missing', { v: { $gte: null } }, [6, 7]),
    among(
      mixed,
      '$lt does not find NaN',
      { v: { $lt: 6 } },
      [1, 2, 3, 4, 8, 18].sort((a, b) => a - b),
    ),
    among(mixed, 'NaN equals NaN', { v: Number.NaN }, [15]),
    among(mixed, 'an array equals a whole array or an element that is one', { v: [5] }, [17]),
    among(mixed, 'a document equals a document', { v: { a: 5 } }, [9]),
    among(mixed, 'an ObjectId equals itself', { v: new ObjectId(hex) }, [10]),
    among(mixed, 'dates compare', { v: { $lte: new Date(5) } }, [12]),
    among(mixed, '$in mixes types', { v: { $in: [5, '5', null, /^5/] } }, [1, 2, 3, 4, 5, 6, 7, 8]),
    among(
      mixed,
      '$nin',
      { v: { $nin: [5, '5', null, true] } },
      [9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
    ),
    among(mixed, 'a long $in', { v: { $in: [1, 2, 3, 4, 5, 6, 8, 9, 10, 11] } }, [1, 2, 3, 4, 8]),
    among(
      mixed,
      '$exists true',
      { v: { $exists: true } },
      [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
    ),
    among(mixed, '$exists false', { v: { $exists: false } }, [7]),
    among(mixed, '$type int', { v: { $type: 'int' } }, [1, 8]),
    among(mixed, '$type long', { v: { $type: 'long' } }, [2]),
    among(mixed, '$type double', { v: { $type: 1 } }, [3, 15]),
    among(mixed, '$type decimal', { v: { $type: 'decimal' } }, [4, 18]),
    among(mixed, '$type number', { v: { $type: 'number' } }, [1, 2, 3, 4, 8, 15, 18]),
    among(mixed, '$type objectId', { v: { $type: 'objectId' } }, [10]),
    among(mixed, '$type array', { v: { $type: 'array' } }, [8, 16, 17]),
    among(mixed, '$type several', { v: { $type: ['string', 'bool', 'null'] } }, [5, 6, 11]),
    among(
      mixed,
      '$type binData, regex, timestamp',
      { v: { $type: ['binData', 'regex', 'timestamp'] } },
      [13, 14, 19],
    ),
    among(mixed, '$size', { v: { $size: 2 } }, [8]),
    among(mixed, '$mod', { v: { $mod: [4, 1] } }, [1, 2, 3, 4, 8, 18]),
    among(
      mixed,
      '$not',
      { v: { $not: { $gt: 4 } } },
      [5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21],
    ),
    among(mixed, 'bits', { v: { $bitsAllSet: 5 } }, [1, 2, 3, 4, 8, 14]),
    among(mixed, 'bits by position', { v: { $bitsAnySet: [1] } }, [8]),
  ]);
});

describe('filters over documents and arrays', () => {
  runCases([
    among(people, 'a path enters arrays of documents', { 'marks.p': 3 }, [1, 2]),
    among(people, 'a path with an index', { 'marks.0.p': 3 }, [2]),
    among(
      people,
      '$elemMatch demands one element for all conditions',
      { marks: { $elemMatch: { s: 'm', p: { $lt: 5 } } } },
      [2],
    ),
    among(
      people,
      'without $elemMatch different elements may serve',
      { 'marks.s': 'm', 'marks.p': { $lt: 5 } },
      [1, 2],
    ),
    among(people, '$elemMatch on values', { tags: { $elemMatch: { $gt: 'b' } } }, [4]),
    among(people, '$all', { tags: { $all: ['a', 'b'] } }, [1]),
    among(
      people,
      '$all with $elemMatch',
      { marks: { $all: [{ $elemMatch: { s: 'm' } }, { $elemMatch: { p: 3 } }] } },
      [1, 2],
    ),
    among(people, 'missing below null', { 'at.city': null }, [3, 4]),
    among(
      people,
      '$and $or $nor',
      { $and: [{ $or: [{ age: 14 }, { age: 17 }] }, { $nor: [{ name: 'Айгүл' }] }] },
      [4],
    ),
    among(people, '$expr', { $expr: { $gt: [{ $size: { $ifNull: ['$marks', []] } }, 1] } }, [1]),
    among(people, 'a pattern over Kazakh letters, ignoring case', { name: /ГҮЛ/i }, [1, 4]),
    among(people, '$regex with $options', { name: { $regex: '^б', $options: 'i' } }, [2]),
    among(people, 'not a pattern', { name: { $not: /^[АБ]/ } }, [3, 4]),
    among(people, 'an empty filter finds everything', {}, [1, 2, 3, 4]),
    refused('an unknown operator', { a: { $foo: 1 } }, 2),
    refused('an unknown top-level operator', { $foo: 1 }, 2),
    refused('an unknown operator inside $and', { $and: [{ a: { $foo: 1 } }] }, 2),
    refused('an unknown expression operator', { $expr: { $foo: 1 } }, 168),
    refused('$in without an array', { a: { $in: 5 } }, 2),
    refused('$and without an array', { $and: {} }, 2),
    refused('an empty $or', { $or: [] }, 2),
    refused('a malformed $mod', { a: { $mod: [1] } }, 2),
    refused('an unknown type name', { a: { $type: 'nonsense' } }, 2),
    refused('a broken pattern', { a: { $regex: '(' } }, 51091),
    { ...refused('$where runs no client code', { $where: 'true' }, 238), isEmbeddedOnly: true },
  ]);
});

describe('order, slices and projections', () => {
  const byValue = (direction: 1 | -1) => async (c: Docs) =>
    ids(await c.find().sort({ v: direction, _id: 1 }).toArray());
  const one =
    (projection: Document, filter: Document = { _id: 1 }) =>
    (c: Docs) =>
      c.findOne(filter, { projection });
  runCases([
    {
      name: 'all types ascending',
      docs: mixed,
      act: byValue(1),
      gives: [20, 16, 6, 7, 15, 1, 2, 3, 4, 8, 18, 5, 9, 17, 14, 10, 11, 12, 19, 13, 21],
    },
    {
      name: 'all types descending',
      docs: mixed,
      act: byValue(-1),
      gives: [21, 13, 19, 12, 11, 10, 14, 17, 9, 5, 8, 18, 1, 2, 3, 4, 15, 6, 7, 16, 20],
    },
    {
      name: 'skip and limit',
      docs: people,
      act: async (c) => ids(await c.find().sort({ age: -1 }).skip(1).limit(2).toArray()),
      gives: [3, 2],
    },
    {
      name: 'a limit of 0 is none',
      docs: people,
      act: async (c) => (await c.find().limit(0).toArray()).length,
      gives: 4,
    },
    {
      name: '$natural backwards',
      docs: people,
      act: async (c) => ids(await c.find().sort({ $natural: -1 }).toArray()),
      gives: [4, 3, 2, 1],
    },
    {
      name: 'a bad sort direction',
      docs: people,
      act: (c, db) => db.command({ find: c.collectionName, sort: { age: 2 } }),
      fails: 15975,
    },
    {
      name: 'inclusion',
      docs: people,
      act: one({ name: 1, 'at.city': 1 }),
      gives: { _id: 1, name: 'Айгүл', at: { city: 'Алматы' } },
    },
    { name: 'inclusion without _id', docs: people, act: one({ _id: 0, age: 1 }), gives: { age: 14 } },
    {
      name: 'inclusion inside arrays',
      docs: people,
      act: one({ 'marks.p': 1 }),
      gives: { _id: 1, marks: [{ p: 5 }, { p: 3 }] },
    },
    {
      name: 'exclusion',
      docs: people,
      act: one({ marks: 0, tags: 0, 'at.city': 0 }),
      gives: { _id: 1, name: 'Айгүл', age: 14, at: {} },
    },
    {
      name: '$slice',
      docs: people,
      act: one({ tags: { $slice: -1 }, name: 1 }),
      gives: { _id: 1, name: 'Айгүл', tags: ['b'] },
    },
    {
      name: '$elemMatch',
      docs: people,
      act: one({ marks: { $elemMatch: { p: 3 } } }),
      gives: { _id: 1, marks: [{ s: 'k', p: 3 }] },
    },
    {
      name: 'the positional operator',
      docs: people,
      act: one({ 'marks.$': 1 }, { 'marks.p': 3, _id: 1 }),
      gives: { _id: 1, marks: [{ s: 'k', p: 3 }] },
    },
    {
      name: 'a computed field',
      docs: people,
      act: one({ _id: 0, next: { $add: ['$age', 1] } }),
      gives: { next: 15 },
    },
    { name: 'mixing inclusion and exclusion', docs: people, act: one({ name: 1, age: 0 }), fails: 31254 },
    { name: 'a path collision', docs: people, act: one({ at: 1, 'at.city': 1 }), fails: 31249 },
    { name: 'distinct enters arrays', docs: people, act: (c) => c.distinct('tags'), gives: ['a', 'b', 'c'] },
    {
      name: 'distinct with a filter',
      docs: people,
      act: (c) => c.distinct('marks.s', { age: 15 }),
      gives: ['m'],
    },
    {
      name: 'count with filter, skip and limit',
      docs: people,
      act: (c) => c.countDocuments({ age: { $gt: 14 } }, { skip: 1, limit: 1 }),
      gives: 1,
    },
    { name: 'estimated count', docs: people, act: (c) => c.estimatedDocumentCount(), gives: 4 },
  ]);
});
