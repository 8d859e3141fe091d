// Aggregation stages, accumulators and expressions.
import { Decimal128, type Document, Long, ObjectId } from 'mongodb';
import { type Case, runCases } from './support';

const sales: Document[] = [
  { _id: 1, region: 'ala', sex: 'f', score: 10, tags: ['a', 'b'], at: new Date('2026-01-05T10:00:00Z') },
  { _id: 2, region: 'ala', sex: 'm', score: 20, tags: ['b'], at: new Date('2026-01-06T10:00:00Z') },
  { _id: 3, region: 'ast', sex: 'f', score: 30, tags: [], at: new Date('2026-02-05T10:00:00Z') },
  { _id: 4, region: 'ast', sex: 'f', score: null, at: new Date('2026-02-05T20:00:00Z') },
];

const pipeline = (name: string, stages: Document[], gives: unknown, docs: Document[] = sales): Case => ({
  name,
  docs,
  act: (c) => c.aggregate(stages).toArray(),
  gives,
});
/** The value of one expression on the first document. */
const expression = (name: string, value: unknown, gives: unknown, doc: Document = sales[0]!): Case => ({
  name,
  docs: [doc],
  act: async (c) => (await c.aggregate([{ $project: { _id: 0, value } }]).toArray())[0]!.value,
  gives,
});
const refused = (name: string, stages: Document[], fails: number, isEmbeddedOnly = false): Case => ({
  name,
  docs: sales,
  act: (c) => c.aggregate(stages).toArray(),
  fails,
  isEmbeddedOnly,
});
const sortById = { $sort: { _id: 1 } };

describe('stages', () => {
  runCases([
    pipeline(
      '$match, $sort, $skip and $limit alone',
      [{ $match: { region: 'ala' } }, { $sort: { score: -1 } }, { $skip: 1 }, { $limit: 5 }],
      [sales[0]],
    ),
    pipeline(
      '$limit before $sort keeps its place',
      [{ $limit: 2 }, { $sort: { _id: -1 } }, { $project: { _id: 1 } }],
      [{ _id: 2 }, { _id: 1 }],
    ),
    pipeline('$limit before $match keeps its place', [{ $limit: 2 }, { $match: { region: 'ast' } }], []),
    pipeline(
      '$group by a field',
      [
        {
          $group: {
            _id: '$region',
            n: { $sum: 1 },
            total: { $sum: '$score' },
            mean: { $avg: '$score' },
            low: { $min: '$score' },
            high: { $max: '$score' },
          },
        },
        sortById,
      ],
      [
        { _id: 'ala', n: 2, total: 30, mean: 15, low: 10, high: 20 },
        { _id: 'ast', n: 2, total: 30, mean: 30, low: 30, high: 30 },
      ],
    ),
    pipeline(
      '$group by a document',
      [{ $group: { _id: { r: '$region', s: '$sex' }, n: { $count: {} } } }, sortById],
      [
        { _id: { r: 'ala', s: 'f' }, n: 1 },
        { _id: { r: 'ala', s: 'm' }, n: 1 },
        { _id: { r: 'ast', s: 'f' }, n: 2 },
      ],
    ),
    pipeline(
      '$group gathers',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: '$region',
            all: { $push: '$_id' },
            first: { $first: '$score' },
            last: { $last: '$_id' },
            merged: { $mergeObjects: { x: '$_id' } },
          },
        },
        sortById,
      ],
      [
        { _id: 'ala', all: [1, 2], first: 10, last: 2, merged: { x: 2 } },
        { _id: 'ast', all: [3, 4], first: 30, last: 4, merged: { x: 4 } },
      ],
    ),
    pipeline(
      '$addToSet',
      [
        { $unwind: '$tags' },
        { $group: { _id: null, tags: { $addToSet: '$tags' } } },
        { $project: { tags: { $size: '$tags' } } },
      ],
      [{ _id: null, tags: 2 }],
    ),
    pipeline(
      '$top and $maxN',
      [
        {
          $group: {
            _id: null,
            best: { $top: { sortBy: { score: -1 }, output: '$_id' } },
            two: { $maxN: { input: '$score', n: 2 } },
          },
        },
      ],
      [{ _id: null, best: 3, two: [30, 20] }],
    ),
    pipeline(
      'standard deviations',
      [{ $group: { _id: null, pop: { $stdDevPop: '$score' }, samp: { $stdDevSamp: '$score' } } }],
      [{ _id: null, pop: Math.sqrt(200 / 3), samp: 10 }],
    ),
    pipeline(
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'a' },
        { _id: 1, tags: 'b' },
        { _id: 2, tags: 'b' },
      ],
    ),
    pipeline(
      '$unwind keeps what is empty and counts',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'a', i: 0 },
        { _id: 1, tags: 'b', i: 1 },
        { _id: 2, tags: 'b', i: 0 },
        { _id: 3, i: null },
        { _id: 4, i: null },
      ],
    ),
    pipeline(
      '$bucket',
      [
        {
          $bucket: {
            groupBy: '$score',
            boundaries: [0, 15, 30],
            default: 'other',
            output: { n: { $sum: 1 } },
          },
        },
      ],
      [
        { _id: 0, n: 1 },
        { _id: 15, n: 1 },
        { _id: 'other', n: 2 },
      ],
    ),
    pipeline(
      '$facet',
      [
        {
          $facet: {
            byRegion: [{ $sortByCount: '$region' }, { $match: { _id: 'ala' } }],
            total: [{ $count: 'n' }],
            none: [{ $match: { _id: 99 } }, { $count: 'n' }],
          },
        },
      ],
      [{ byRegion: [{ _id: 'ala', count: 2 }], total: [{ n: 4 }], none: [] }],
    ),
    pipeline('$count of nothing gives nothing', [{ $match: { _id: 99 } }, { $count: 'n' }], []),
    pipeline(
      '$addFields nests and overwrites',
      [
        { $match: { _id: 1 } },
        { $addFields: { 'a.b': 1, score: { $add: ['$score', 1] }, c: { d: '$sex' } } },
        { $project: { a: 1, score: 1, c: 1 } },
      ],
      [{ _id: 1, score: 11, a: { b: 1 }, c: { d: 'f' } }],
    ),
    pipeline(
      '$unset and $replaceRoot',
      [
        { $match: { _id: 2 } },
        { $unset: ['tags', 'at', 'score'] },
        { $replaceRoot: { newRoot: { all: '$$ROOT' } } },
      ],
      [{ all: { _id: 2, region: 'ala', sex: 'm' } }],
    ),
    pipeline(
      '$project computes, includes and excludes',
      [
        { $match: { _id: 1 } },
        {
          $project: { _id: 0, region: 1, double: { $multiply: ['$score', 2] }, literal: { $literal: '$x' } },
        },
      ],
      [{ region: 'ala', double: 20, literal: '$x' }],
    ),
    pipeline(
      '$project excludes',
      [{ $match: { _id: 1 } }, { $project: { tags: 0, at: 0 } }],
      [{ _id: 1, region: 'ala', sex: 'f', score: 10 }],
    ),
    pipeline('$sample gives as many as asked', [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]),
    pipeline(
      '$setWindowFields',
      [
        {
          $setWindowFields: {
            partitionBy: '$region',
            sortBy: { _id: 1 },
            output: { run: { $sum: '$score', window: { documents: ['unbounded', 'current'] } } },
          },
        },
        { $sort: { _id: 1 } },
        { $project: { run: 1 } },
      ],
      [
        { _id: 1, run: 10 },
        { _id: 2, run: 30 },
        { _id: 3, run: 30 },
        { _id: 4, run: 30 },
      ],
    ),
    {
      name: '$lookup by field',
      docs: sales,
      act: async (c, db) => {
        const other = db.collection<Document>(`${c.collectionName}r`);
        await other.insertMany([
          { _id: 'ala', title: 'Алматы' },
          { _id: 'zzz', title: '-' },
        ] as never);
        return c
          .aggregate([
            { $lookup: { from: other.collectionName, localField: 'region', foreignField: '_id', as: 'r' } },
            { $project: { r: 1 } },
            sortById,
          ])
          .toArray();
      },
      gives: [
        { _id: 1, r: [{ _id: 'ala', title: 'Алматы' }] },
        { _id: 2, r: [{ _id: 'ala', title: 'Алматы' }] },
        { _id: 3, r: [] },
        { _id: 4, r: [] },
      ],
    },
    {
      name: '$lookup with a pipeline and variables',
      docs: sales,
      act: (c) =>
        c
          .aggregate([
            { $match: { _id: 1 } },
            {
              $lookup: {
                from: c.collectionName,
                let: { mine: '$score' },
                pipeline: [{ $match: { $expr: { $gt: ['$score', '$$mine'] } } }, { $project: { _id: 1 } }],
                as: 'above',
              },
            },
            { $project: { above: 1 } },
          ])
          .toArray(),
      gives: [{ _id: 1, above: [{ _id: 2 }, { _id: 3 }] }],
    },
    {
      name: '$lookup joins ObjectIds',
      docs: [{ _id: 1, ref: new ObjectId('b'.repeat(24)) }],
      act: async (c, db) => {
        const other = db.collection<Document>(`${c.collectionName}o`);
        await other.insertOne({ _id: new ObjectId('b'.repeat(24)), n: 1 } as never);
        return c
          .aggregate([
            { $lookup: { from: other.collectionName, localField: 'ref', foreignField: '_id', as: 'r' } },
            { $project: { _id: 0, n: { $arrayElemAt: ['$r.n', 0] } } },
          ])
          .toArray();
      },
      gives: [{ n: 1 }],
    },
    {
      name: '$unionWith',
      docs: [{ _id: 1 }],
      act: (c) =>
        c
          .aggregate([
            { $unionWith: { coll: c.collectionName, pipeline: [{ $project: { _id: 0, again: '$_id' } }] } },
          ])
          .toArray(),
      gives: [{ _id: 1 }, { again: 1 }],
    },
    {
      name: '$documents',
      act: (_c, db) => db.aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }]).toArray(),
      gives: [{ a: 2 }],
    },
    refused('an unknown stage', [{ $foo: {} }], 40324),
    refused('an unknown expression operator', [{ $project: { a: { $foo: 1 } } }], 168),
    refused('an unknown accumulator', [{ $group: { _id: null, a: { $foo: 1 } } }], 15952),
    refused('a group without _id', [{ $group: { n: { $sum: 1 } } }], 15955),
    refused('two operators in one stage', [{ $match: {}, $limit: 1 } as never], 40323),
    refused('a limit of 0', [{ $limit: 0 }], 15958),
    refused('an empty sort', [{ $sort: {} }], 15976),
    refused('$out would overwrite a collection', [{ $out: 'x' }], 238, true),
    refused(
      'client code',
      [{ $project: { a: { $function: { body: 'function(){}', args: [], lang: 'js' } } } }],
      168,
      true,
    ),
  ]);
});

describe('expressions', () => {
  runCases([
    expression('a missing field stays missing', '$nothing', undefined),
    expression('$cond and comparison', { $cond: [{ $gte: ['$score', 10] }, 'high', 'low'] }, 'high'),
    expression('missing is lower than null', { $lt: ['$nothing', null] }, true),
    expression('$ifNull', { $ifNull: ['$nothing', null, 7] }, 7),
    expression(
      '$switch',
      // biome-ignore lint/suspicious/noThenProperty: MongoDB's own name.
      { $switch: { branches: [{ case: { $eq: ['$sex', 'f'] }, then: 1 }], default: 2 } },
      1,
    ),
    expression('$in', { $in: ['b', '$tags'] }, true),
    expression(
      '$map and $reduce',
      {
        $reduce: {
          input: { $map: { input: [1, 2], as: 'x', in: { $multiply: ['$$x', '$score'] } } },
          initialValue: 0,
          in: { $add: ['$$value', '$$this'] },
        },
      },
      30,
    ),
    expression('$filter', { $filter: { input: '$tags', as: 't', cond: { $eq: ['$$t', 'a'] } } }, ['a']),
    expression('$let', { $let: { vars: { a: 2 }, in: { $multiply: ['$$a', '$score'] } } }, 20),
    expression(
      'dates',
      { $dateToString: { format: '%Y-%m-%d', date: '$at', timezone: 'Asia/Almaty' } },
      '2026-01-05',
    ),
    expression('$dateTrunc', { $dateTrunc: { date: '$at', unit: 'day' } }, new Date('2026-01-05T00:00:00Z')),
    expression(
      '$dateDiff',
      { $dateDiff: { startDate: '$at', endDate: new Date('2026-01-07T10:00:00Z'), unit: 'day' } },
      2,
    ),
    expression(
      'subtracting dates gives milliseconds',
      { $subtract: ['$at', new Date('2026-01-05T09:59:59Z')] },
      1000,
    ),
    expression('$toString of an ObjectId', { $toString: '$_id' }, 'a'.repeat(24), {
      _id: new ObjectId('a'.repeat(24)),
    }),
    expression('$type', { $type: '$id' }, 'objectId', { _id: 1, id: new ObjectId() }),
    expression('$objectToArray', { $objectToArray: '$o' }, [{ k: 'a', v: 1 }], { _id: 1, o: { a: 1 } }),
    expression('$arrayToObject', { $arrayToObject: [[['a', 1]]] }, { a: 1 }),
    expression('$concat and $toUpper', { $toUpper: { $concat: ['$region', '-', '$sex'] } }, 'ALA-F'),
    expression('$round and $divide', { $round: [{ $divide: ['$score', 3] }, 2] }, 3.33),
    expression('$sum over an array', { $sum: '$list' }, 6, { _id: 1, list: [1, 2, 3, 'x'] }),
    expression('$max over arguments', { $max: [1, '$score', 3] }, 10),
    expression('ObjectIds equal', { $eq: ['$a', '$b'] }, true, {
      _id: 1,
      a: new ObjectId('c'.repeat(24)),
      b: new ObjectId('c'.repeat(24)),
    }),
    expression('a Long equals an int', { $eq: ['$a', 5] }, true, { _id: 1, a: Long.fromNumber(5) }),
    { ...expression('dividing by zero', { $divide: [1, 0] }, null), fails: 2 },
  ]);
});

describe('number types in aggregation', () => {
  const numbers = [
    { _id: 1, n: Long.fromNumber(5) },
    { _id: 2, n: 5 },
    { _id: 3, n: Long.fromString('9007199254740993') },
  ];
  runCases([
    pipeline(
      'Longs sum exactly',
      [{ $group: { _id: null, n: { $sum: '$n' } } }],
      [{ _id: null, n: Long.fromString('9007199254741003') }],
      numbers,
    ),
    pipeline(
      'a Long and an int are one group',
      [{ $match: { _id: { $lt: 3 } } }, { $group: { _id: '$n', count: { $sum: 1 } } }],
      [{ _id: 5, count: 2 }],
      numbers,
    ),
    pipeline(
      'decimals sum exactly',
      [{ $group: { _id: null, n: { $sum: '$n' } } }],
      [{ _id: null, n: Decimal128.fromString('0.3') }],
      [
        { _id: 1, n: Decimal128.fromString('0.1') },
        { _id: 2, n: Decimal128.fromString('0.2') },
      ],
    ),
    pipeline(
      'decimals sort by value',
      [{ $project: { n: 1 } }, { $sort: { n: 1 } }, { $project: { n: 0 } }],
      [{ _id: 2 }, { _id: 1 }],
      [
        { _id: 1, n: Decimal128.fromString('10') },
        { _id: 2, n: Decimal128.fromString('9') },
      ],
    ),
  ]);
});
