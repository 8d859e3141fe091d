import { Decimal128, type Document, Double, Long } from 'bson';
import { type Case, here } from './case';

const create = (index: Document): Document => ({ createIndexes: here, indexes: [index] });
const byA = { name: 'a_1', key: { a: 1 } };

/** Which `_id`s are taken beside the first document's, and which are refused. */
const ids = (name: string, first: unknown, taken: unknown[], refused: unknown[]): Case[] => {
  const second = (_id: unknown) => ({
    docs: [{ _id: first }],
    send: { insert: here, documents: [{ _id }] },
  });
  return [
    ...taken.map((_id, i): Case => ({ name: `${name}: takes ${i + 1}`, ...second(_id), gives: { n: 1 } })),
    ...refused.map(
      (_id, i): Case => ({
        name: `${name}: refuses ${i + 1}`,
        ...second(_id),
        fails: 11000,
        leaves: [{ _id: first }],
      }),
    ),
  ];
};

const created = (name: string, index: Document): Case => ({
  name,
  docs: [{ _id: 1, a: 1 }],
  send: create(index),
  gives: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
});
const refused = (name: string, index: Document, fails: number, more: Partial<Case> = {}): Case => ({
  name,
  docs: [{ _id: 1 }],
  send: create(index),
  fails,
  ...more,
});

export const indexes: Record<string, Case[]> = {
  'the index of _id': [
    ...ids('a value', 1, [2, '1', 1.5, null], [1]),
    ...ids('equal numbers', 1, [], [Long.ONE, new Double(1), Decimal128.fromString('1.0')]),
    ...ids('a document', { a: 1, b: 1 }, [{ b: 1, a: 1 }, { a: 1 }], [{ a: Long.ONE, b: 1 }]),
    ...ids('long texts count whole', 'я'.repeat(5000), [`${'я'.repeat(5000)}!`], ['я'.repeat(5000)]),
    {
      name: 'an _id is free again after its document has gone',
      docs: [{ _id: 1, a: 1 }],
      send: [
        { delete: here, deletes: [{ q: { _id: 1 }, limit: 1 }] },
        { insert: here, documents: [{ _id: 1, a: 2 }] },
      ],
      leaves: [{ _id: 1, a: 2 }],
    },
  ],
  'other indexes': [
    {
      name: 'take any number of documents with one key',
      docs: [{ _id: 1, a: 1 }],
      indexes: [byA],
      send: [
        { insert: here, documents: [{ _id: 2, a: 1 }, { _id: 3, a: Long.ONE }, { _id: 4 }, { _id: 5 }] },
        { delete: here, deletes: [{ q: { _id: 2 }, limit: 1 }] },
        { find: here, filter: { a: { $in: [1, null] } }, sort: { _id: 1 }, projection: { _id: 1 } },
      ],
      gives: [{ _id: 1 }, { _id: 3 }, { _id: 4 }, { _id: 5 }],
    },
    {
      name: 'take no two arrays side by side',
      indexes: [{ name: 'ab', key: { a: 1, b: 1 } }],
      send: { insert: here, documents: [{ _id: 1, a: [1], b: [1] }] },
      fails: 171,
      leaves: [],
    },
    refused('cannot be built over two arrays side by side', { name: 'ab', key: { a: 1, b: 1 } }, 171, {
      docs: [{ _id: 1, a: [1], b: [1] }],
    }),
  ],
  'creating indexes': [
    created('of one field', byA),
    created('of several, both ways', { name: 'ab', key: { a: -1, 'b.c': 1 } }),
    created('that expires documents', { ...byA, expireAfterSeconds: 0 }),
    {
      name: 'makes the collection',
      send: create(byA),
      gives: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true },
    },
    {
      name: 'again changes nothing',
      indexes: [byA],
      send: create(byA),
      gives: {
        numIndexesBefore: 2,
        numIndexesAfter: 2,
        createdCollectionAutomatically: false,
        note: 'all indexes already exist',
      },
    },
    refused('the same under another name', { ...byA, name: 'other' }, 85, { indexes: [byA] }),
    refused('the same name, another expiry', { ...byA, expireAfterSeconds: 5 }, 85, { indexes: [byA] }),
    refused('the same name, other fields', { name: 'a_1', key: { b: 1 } }, 86, { indexes: [byA] }),
    refused('an option that is none', { ...byA, nonsense: 1 }, 197),
    refused('a kind that is none', { name: 'a', key: { a: 'nonsense' } }, 67),
    refused('a direction of 0', { name: 'a', key: { a: 0 } }, 67),
    refused('no fields', { name: 'a', key: {} }, 67),
    refused('a field without a name', { name: 'a', key: { 'a.': 1 } }, 67),
    refused('a name with a dollar', { name: 'a', key: { 'a.$b': 1 } }, 67),
    refused('no name', { key: { a: 1 } }, 9),
    refused('several fields that expire', { name: 'ab', key: { a: 1, b: 1 }, expireAfterSeconds: 1 }, 67),
    { name: 'no index', send: { createIndexes: here, indexes: [] }, fails: 2 },
  ],
};
