import { type Document, Double, Int32, Long } from 'bson';
import { type Case, here } from './case';
import { mixed } from './filters';

const people: Document[] = [
  {
    _id: 1,
    name: 'Айгүл',
    age: 14,
    marks: [
      { s: 'm', p: 5 },
      { s: 'k', p: 3 },
    ],
    at: { city: 'Алматы', zip: 5 },
  },
  { _id: 2, name: 'Болат', age: 15, marks: [], at: {} },
  { _id: 3, name: 'Вера', age: 15, marks: [1, [{ p: 2 }], { p: 4 }], at: null },
  { _id: 4, name: 'Ғалым', age: 17 },
];

const ordered = (
  name: string,
  docs: Document[],
  sort: Document,
  ids: number[],
  more: Document = {},
): Case => ({
  name,
  docs,
  send: { find: here, filter: {}, sort, projection: { _id: 1 }, ...more },
  gives: ids.map((_id) => ({ _id })),
});
const projected = (name: string, projection: Document, gives: Document): Case => ({
  name,
  docs: people,
  send: { find: here, filter: { _id: 1 }, projection, limit: 1, batchSize: 1, singleBatch: true },
  gives: [gives],
});
const refused = (name: string, command: Document, fails: number): Case => ({
  name,
  docs: people,
  send: { find: here, ...command },
  fails,
});

const typesUpwards = [15, 6, 7, 19, 14, 21, 1, 2, 3, 4, 8, 17, 18, 5, 9, 16, 13, 10, 20, 11, 12];
const lists = [
  { _id: 1, v: [3, 9] },
  { _id: 2, v: 5 },
  { _id: 3, v: [4] },
  { _id: 4, v: [{ w: 1 }] },
];
const many = Array.from({ length: 250 }, (_, _id) => ({ _id, n: _id % 2 }));
const cursorOf = (reply: Document): Long => Long.fromString(String(reply.cursor.id));

export const reads: Record<string, Case[]> = {
  order: [
    ordered('all types, the lowest first', mixed, { v: 1, _id: 1 }, typesUpwards),
    ordered(
      'all types, the highest first',
      mixed,
      { v: -1, _id: 1 },
      [12, 11, 20, 10, 13, 16, 9, 5, 18, 8, 17, 1, 2, 3, 4, 21, 14, 6, 7, 19, 15],
    ),
    ordered('by two fields', people, { age: -1, name: 1 }, [4, 2, 3, 1]),
    ordered('by letters of both alphabets', people, { name: -1 }, [4, 3, 2, 1]),
    ordered('by a field within', people, { 'at.city': 1, _id: -1 }, [4, 3, 2, 1]),
    ordered('an array by its lowest upwards', lists, { v: 1 }, [1, 3, 2, 4]),
    ordered('an array by its highest downwards', lists, { v: -1 }, [4, 1, 2, 3]),
    ordered('skip and limit', people, { age: -1, _id: 1 }, [2, 3], { skip: 1, limit: 2 }),
    ordered('skip beyond the end', people, { _id: 1 }, [], { skip: 9 }),
    ordered('a limit of nothing is none', people, { _id: 1 }, [1, 2, 3, 4], { limit: 0 }),
    ordered('a limit that is a double', people, { _id: 1 }, [1], { limit: new Double(1) }),
    {
      name: 'a sort with a limit in a collection larger than what is kept',
      docs: Array.from({ length: 3000 }, (_, _id) => ({ _id, n: (_id * 7919) % 3000 })),
      send: { find: here, filter: {}, sort: { n: 1 }, limit: 3, projection: { n: 1, _id: 0 } },
      gives: [{ n: 0 }, { n: 1 }, { n: 2 }],
    },
    refused('a direction that is none', { sort: { a: 2 } }, 15975),
  ],
  projections: [
    projected(
      'inclusion keeps _id',
      { name: 1, 'at.city': 1 },
      { _id: 1, name: 'Айгүл', at: { city: 'Алматы' } },
    ),
    projected('inclusion without _id', { _id: 0, age: true }, { age: 14 }),
    projected('_id alone', { _id: 1 }, { _id: 1 }),
    projected('inclusion within arrays', { 'marks.p': 1 }, { _id: 1, marks: [{ p: 5 }, { p: 3 }] }),
    projected('of a field that is not there', { nothing: 1 }, { _id: 1 }),
    projected(
      'exclusion',
      { marks: 0, age: 0, 'at.zip': false },
      { _id: 1, name: 'Айгүл', at: { city: 'Алматы' } },
    ),
    projected(
      'exclusion within arrays',
      { 'marks.p': 0, at: 0, age: 0 },
      { _id: 1, name: 'Айгүл', marks: [{ s: 'm' }, { s: 'k' }] },
    ),
    projected('_id may be kept by an exclusion', { _id: 1, name: 0, age: 0, marks: 0, at: 0 }, { _id: 1 }),
    {
      name: 'only documents and arrays are kept on the way',
      docs: people,
      send: { find: here, filter: { _id: 3 }, projection: { 'marks.p': 1, 'at.city': 1 } },
      gives: [{ _id: 3, marks: [[{ p: 2 }], { p: 4 }] }],
    },
    refused('inclusion and exclusion', { projection: { name: 1, age: 0 } }, 31254),
    refused('exclusion and inclusion', { projection: { name: 0, age: 1 } }, 31253),
    refused('a path and what is below it', { projection: { at: 1, 'at.city': 1 } }, 31249),
    refused('a path and what is above it', { projection: { 'at.city': 1, at: 1 } }, 31250),
    refused('an unknown expression', { projection: { name: { $nonsense: 1 } } }, 31325),
    refused('a name that begins with a dollar', { projection: { $name: 1 } }, 16410),
    refused('a path that ends with a dot', { projection: { 'name.': 1 } }, 40353),
  ],
  cursors: [
    {
      name: 'the first batch has 101 documents',
      docs: many,
      send: { find: here, filter: {}, sort: { _id: 1 } },
      gives: many.slice(0, 101),
    },
    {
      name: 'the next has all the others',
      docs: many,
      send: [
        { find: here, filter: {}, sort: { _id: 1 } },
        (reply) => ({ getMore: cursorOf(reply), collection: here }),
      ],
      gives: many.slice(101),
    },
    {
      name: 'batches have the wanted size',
      docs: many,
      send: [
        { find: here, filter: { n: 1 }, projection: { _id: 1 }, batchSize: 2 },
        (reply) => ({ getMore: cursorOf(reply), collection: here, batchSize: 3 }),
      ],
      gives: [{ _id: 5 }, { _id: 7 }, { _id: 9 }],
    },
    {
      name: 'a first batch of nothing leaves everything to the next',
      docs: people,
      send: [
        { find: here, filter: { _id: 1 }, projection: { _id: 1 }, batchSize: 0 },
        (reply) => ({ getMore: cursorOf(reply), collection: here }),
      ],
      gives: [{ _id: 1 }],
    },
    {
      name: 'a single batch leaves no cursor',
      docs: people,
      send: [
        { find: here, filter: {}, batchSize: 1, singleBatch: true },
        (reply) => ({ killCursors: here, cursors: [cursorOf(reply)] }),
      ],
      gives: {
        cursorsKilled: [],
        cursorsNotFound: [Long.ZERO],
        cursorsAlive: [],
        cursorsUnknown: [],
      },
    },
    {
      name: 'a cursor that was killed is not found',
      docs: people,
      send: [
        { find: here, filter: {}, batchSize: 1 },
        (reply) => ({ killCursors: here, cursors: [cursorOf(reply)] }),
        (reply) => ({ getMore: reply.cursorsKilled[0], collection: here }),
      ],
      fails: 43,
    },
    {
      name: 'a cursor belongs to its collection',
      docs: people,
      send: [
        { find: here, filter: {}, batchSize: 1 },
        (reply) => ({ getMore: cursorOf(reply), collection: 'another' }),
      ],
      fails: 13,
    },
    {
      name: 'a cursor that never was',
      send: { getMore: Long.fromNumber(12345), collection: here },
      fails: 43,
    },
    { name: 'a cursor id that is no long', send: { getMore: new Int32(1), collection: here }, fails: 14 },
    { name: 'a collection that is not there is empty', send: { find: here, filter: {} }, gives: [] },
    { ...refused('a negative limit', { limit: -1 }, 51024), docs: [] },
    { ...refused('a negative skip', { skip: -1 }, 51024), docs: [] },
    { ...refused('a filter that is no document', { filter: 5 }, 14), docs: [] },
    { ...refused('an option that is none', { nonsense: 1 }, 40415), docs: [] },
  ],
};
