// Reading only some fields gives the same answers as reading whole documents.

import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { neededFields } from '../../server/store/embedded/aggregation/needed-fields';
import { fieldsOfFilter, pickFields } from '../../server/store/embedded/fields';

const value = fc.constantFrom<unknown>(
  1,
  1.5,
  'қазақ',
  { x: { y: [1, 'a'] } },
  [1, [2]],
  new Binary(Buffer.from([1, 2])),
  new ObjectId('1'.repeat(24)),
  true,
  new Date(5),
  null,
  new BSONRegExp('a.b', 'i'),
  new Code('f'),
  new Code('f', { a: 1 }),
  new Int32(7),
  new Timestamp({ t: 1, i: 1 }),
  Long.MAX_VALUE,
  Decimal128.fromString('1.5'),
  new Double(2),
  new MinKey(),
  new MaxKey(),
);
const name = fc.constantFrom('_id', 'a', 'b', 'аты', 'ab', '');

describe('reading only some fields', () => {
  it('finds them among values of every type, whatever stands before', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.uniqueArray(name), (doc, names) => {
        const picked = pickFields(Buffer.from(serialize(doc)), new Set(names));
        const expected = Object.fromEntries(
          Object.entries(doc).filter(([key]) => (names as string[]).includes(key)),
        );
        const options = { promoteValues: false, bsonRegExp: true };
        expect(deserialize(picked, options)).toEqual(deserialize(serialize(expected), options));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[object, string[] | null]>([
    [{}, []],
    [{ 'a.b': 1, c: { $gt: 1 } }, ['a', 'c']],
    [{ $or: [{ a: 1 }, { $and: [{ b: 1 }] }] }, ['a', 'b']],
    [{ $expr: { $eq: ['$a', 1] } }, null],
  ])('a filter %j looks at %j', (filter, expected) => {
    expect(fieldsOfFilter(filter) && [...fieldsOfFilter(filter)!]).toEqual(expected);
  });

  it.each<[object[], string[] | null]>([
    [[{ $group: { _id: '$a.b', n: { $sum: { $add: ['$c', 1] } } } }], ['_id', 'a', 'c']],
    [
      [{ $match: { a: 1 } }, { $sort: { 'b.c': 1 } }, { $count: 'n' }],
      ['_id', 'a', 'b'],
    ],
    [[{ $project: { a: 1, b: '$c.d' } }], ['_id', 'c', 'a', 'b']],
    [[{ $group: { _id: null, t: { $top: { sortBy: { s: 1 }, output: '$o' } } } }], ['_id', 's', 'o']],
    [[{ $facet: { x: [{ $count: 'n' }], y: [{ $sortByCount: '$r' }] } }], ['_id', 'r']],
    [[{ $facet: { x: [{ $limit: 1 }] } }], null],
    [[{ $project: { a: 0 } }], null],
    [[{ $match: { a: 1 } }], null],
    [[{ $group: { _id: null, all: { $push: '$$ROOT' } } }], null],
    [[{ $group: { _id: { $getField: 'a' } } }], null],
    [[{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }, { $count: 'n' }], null],
  ])('the pipeline %j needs %j', (stages, expected) => {
    const found = neededFields(stages);
    expect(found && [...found]).toEqual(expected);
  });
});
