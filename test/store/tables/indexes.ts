import { Decimal128, type Document, Double, Long } from 'bson';
import { type Case, here } from './case';

const create = (index: Document): Document => ({ createIndexes: here, indexes: [index] });
const byA = { name: 'a_1', key: { a: 1 } };

/** What a unique index takes and what it refuses, each beside the first document. */
const unique = (
  name: string,
  index: Document,
  first: Document,
  taken: Document[],
  refused: Document[],
): Case[] => [
  ...taken.map(
    (doc, i): Case => ({
      name: `${name}: takes ${i + 1}`,
      docs: [{ _id: 1, ...first }],
      indexes: [{ unique: true, ...index }],
      send: { insert: here, documents: [{ _id: 2, ...doc }] },
      gives: { n: 1 },
    }),
  ),
  ...refused.map(
    (doc, i): Case => ({
      name: `${name}: refuses ${i + 1}`,
      docs: [{ _id: 1, ...first }],
      indexes: [{ unique: true, ...index }],
      send: { insert: here, documents: [{ _id: 2, ...doc }] },
      fails: 11000,
      leaves: [{ _id: 1, ...first }],
    }),
  ),
];

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
  'unique indexes': [
    ...unique('a value', byA, { a: 1 }, [{ a: 2 }, { a: '1' }, { a: [1.5] }], [{ a: 1 }]),
    ...unique(
      'equal numbers',
      byA,
      { a: 1 },
      [],
      [{ a: Long.ONE }, { a: new Double(1) }, { a: Decimal128.fromString('1.0') }],
    ),
    ...unique('missing counts as null', byA, { a: null }, [{ a: 1 }, { a: [] }], [{ b: 1 }, { a: null }]),
    ...unique(
      'several fields',
      { name: 'ab', key: { a: 1, b: -1 } },
      { a: 1, b: 1 },
      [
        { a: 1, b: 2 },
        { a: 2, b: 1 },
      ],
      [{ a: 1, b: 1 }],
    ),
    ...unique(
      'a field within',
      { name: 'b', key: { 'a.b': 1 } },
      { a: { b: 1 } },
      [{ a: { b: 2 } }, { a: [{ b: 3 }] }],
      [{ a: { b: 1 } }, { a: [{ b: 2 }, { b: 1 }] }],
    ),
    ...unique('each element of an array', byA, { a: [1, 2] }, [{ a: [3, 3] }], [{ a: [2, 4] }, { a: 1 }]),
    ...unique(
      'sparse: missing fields do not count',
      { ...byA, sparse: true },
      { b: 1 },
      [{ b: 1 }, { a: null }],
      [],
    ),
    ...unique('sparse: values count', { ...byA, sparse: true }, { a: 1 }, [{ b: 1 }], [{ a: 1 }]),
    ...unique(
      'partial: only documents with that value count',
      { ...byA, partialFilterExpression: { live: true } },
      { a: 1, live: true },
      [{ a: 1 }, { a: 1, live: false }],
      [{ a: 1, live: true }],
    ),
    ...unique(
      'long texts count whole',
      byA,
      { a: 'я'.repeat(5000) },
      [{ a: `${'я'.repeat(5000)}!` }],
      [{ a: 'я'.repeat(5000) }],
    ),
    {
      name: 'an update into a taken key changes nothing',
      docs: [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
      indexes: [{ unique: true, ...byA }],
      send: { update: here, updates: [{ q: { _id: 2 }, u: { $set: { a: 1, b: 1 } } }] },
      fails: 11000,
      leaves: [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
    },
    {
      name: 'an update may keep its own key',
      docs: [{ _id: 1, a: 1 }],
      indexes: [{ unique: true, ...byA }],
      send: { update: here, updates: [{ q: { a: 1 }, u: { $set: { a: Long.ONE, b: 1 } } }] },
      leaves: [{ _id: 1, a: Long.ONE, b: 1 }],
    },
    {
      name: 'a key is free again after its document has gone',
      docs: [{ _id: 1, a: 1 }],
      indexes: [{ unique: true, ...byA }],
      send: [
        { delete: here, deletes: [{ q: { a: 1 }, limit: 1 }] },
        { insert: here, documents: [{ _id: 2, a: 1 }] },
      ],
      leaves: [{ _id: 2, a: 1 }],
    },
    {
      name: 'a document joins a partial index by an update',
      docs: [
        { _id: 1, a: 1, live: true },
        { _id: 2, a: 1 },
      ],
      indexes: [{ unique: true, ...byA, partialFilterExpression: { live: true } }],
      send: { update: here, updates: [{ q: { _id: 2 }, u: { $set: { live: true } } }] },
      fails: 11000,
    },
    refused('cannot be built over duplicates', { unique: true, ...byA }, 11000, {
      docs: [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
    }),
    refused('two arrays side by side', { name: 'ab', key: { a: 1, b: 1 } }, 171, {
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
    {
      name: 'of the same key, unique, beside one that is not',
      indexes: [byA],
      send: create({ name: 'unique', key: { a: 1 }, unique: true }),
      gives: { numIndexesBefore: 2, numIndexesAfter: 3, createdCollectionAutomatically: false },
    },
    refused('the same under another name', { ...byA, name: 'other' }, 85, { indexes: [byA] }),
    refused('the same name, another expiry', { ...byA, expireAfterSeconds: 5 }, 85, { indexes: [byA] }),
    refused('the same name, unique', { ...byA, unique: true }, 86, { indexes: [byA] }),
    refused('the same name, other fields', { name: 'a_1', key: { b: 1 } }, 86, { indexes: [byA] }),
    refused('an option that is none', { ...byA, nonsense: 1 }, 197),
    refused('a kind that is none', { name: 'a', key: { a: 'nonsense' } }, 67),
    refused('a direction of 0', { name: 'a', key: { a: 0 } }, 67),
    refused('no fields', { name: 'a', key: {} }, 67),
    refused('a field without a name', { name: 'a', key: { 'a.': 1 } }, 67),
    refused('a name with a dollar', { name: 'a', key: { 'a.$b': 1 } }, 67),
    refused('no name', { key: { a: 1 } }, 9),
    refused('a partial filter with $ne', { ...byA, partialFilterExpression: { a: { $ne: 1 } } }, 67),
    refused('partial and sparse', { ...byA, sparse: true, partialFilterExpression: { a: 1 } }, 67),
    refused('several fields that expire', { name: 'ab', key: { a: 1, b: 1 }, expireAfterSeconds: 1 }, 67),
    { name: 'no index', send: { createIndexes: here, indexes: [] }, fails: 2 },
  ],
};
