import { Binary, Decimal128, type Document, Double, Int32, Long, ObjectId } from 'bson';
import { type Case, here } from './case';

const decimal = (text: string) => Decimal128.fromString(text);
const anId = new ObjectId('b'.repeat(24));
const two: Document[] = [
  { _id: 1, a: 1 },
  { _id: 2, a: 1 },
];

const insert = (name: string, documents: Document[], rest: Partial<Case>): Case => ({
  name,
  docs: two,
  send: { insert: here, documents, ordered: true },
  ...rest,
});

/** A document nested so deeply that there are so many levels of documents. */
const levels = (count: number): Document => {
  const top: Document = { _id: 9 };
  let at = top;
  for (let level = 1; level < count; level += 1) {
    at.a = {};
    at = at.a;
  }
  return top;
};

const updateOf = (q: Document, u: Document, more: Document = {}): Document => ({
  update: here,
  updates: [{ q, u, ...more }],
  ordered: true,
});

/** One document, an update of it, and what it is afterwards. */
const change = (name: string, before: Document, u: Document, after: Document): Case => ({
  name,
  docs: [{ _id: 1, ...before }],
  send: updateOf({ _id: 1 }, u),
  leaves: [{ _id: 1, ...after }],
});
const refusal = (name: string, before: Document, u: Document, fails: number): Case => ({
  name,
  docs: [{ _id: 1, ...before }],
  send: updateOf({ _id: 1 }, u),
  fails,
  leaves: [{ _id: 1, ...before }],
});
const sum = (name: string, before: unknown, by: unknown, after: unknown): Case =>
  change(name, { a: before, kept: new Double(7) }, { $inc: { a: by } }, { a: after, kept: new Double(7) });

const upsert = (
  name: string,
  q: Document,
  u: Document,
  leaves: Document[],
  more: Partial<Case> = {},
): Case => ({
  name,
  send: updateOf(q, u, { upsert: true }),
  leaves,
  ...more,
});

const everyType = {
  ...{ _id: anId, text: 'қазақ', int: new Int32(1), long: Long.MAX_VALUE, double: new Double(1) },
  ...{ decimal: decimal('1.10'), yes: true, no: false, nothing: null, at: new Date(5) },
  ...{ bytes: new Binary(Buffer.from([1, 2])), list: [1, [], {}], within: { a: { b: '' } } },
};

const remove = (name: string, deletes: Document[], n: number, leaves: Document[]): Case => ({
  name,
  docs: two,
  send: { delete: here, deletes, ordered: true },
  gives: { n },
  leaves,
});

const modify = (name: string, command: Document, rest: Partial<Case>): Case => ({
  name,
  docs: [
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ],
  send: { findAndModify: here, ...command },
  ...rest,
});
const before = (value: Document) => ({ lastErrorObject: { n: 1, updatedExisting: true }, value });

export const writes: Record<string, Case[]> = {
  insert: [
    insert('several documents', [{ _id: 3 }, { _id: 4 }], {
      gives: { n: 2 },
      leaves: [...two, { _id: 3 }, { _id: 4 }],
    }),
    insert('every type is kept as it is', [everyType], { docs: [], gives: { n: 1 }, leaves: [everyType] }),
    insert('_id comes first', [{ a: 1, _id: 3 }], { docs: [], leaves: [{ _id: 3, a: 1 }] }),
    insert('fields keep their order', [{ _id: 3, b: 1, a: 1 }], {
      docs: [],
      leaves: [{ _id: 3, b: 1, a: 1 }],
    }),
    insert('a second _id is refused', [{ _id: 1 }], { fails: 11000, leaves: two }),
    insert('an equal number is the same _id', [{ _id: new Double(1) }], { fails: 11000, leaves: two }),
    insert('null is an _id', [{ _id: null }], { docs: [], gives: { n: 1 }, leaves: [{ _id: null }] }),
    insert('the first refusal ends it', [{ _id: 3 }, { _id: 1 }, { _id: 4 }], {
      fails: 11000,
      leaves: [...two, { _id: 3 }],
    }),
    insert('an array is no _id', [{ _id: [1] }], { fails: 53 }),
    insert('an _id has no operators', [{ _id: { $a: 1 } }], { fails: 52 }),
    insert('180 levels of documents', [levels(180)], { docs: [], leaves: [levels(180)] }),
    insert('more levels are refused', [levels(181)], { docs: [], fails: 15, leaves: [] }),
    insert('no documents are refused', [], { fails: 16 }),
    { name: 'a name with a dollar', send: { insert: 'a$b', documents: [{ _id: 1 }] }, fails: 73 },
    { name: 'no name', send: { insert: '', documents: [{ _id: 1 }] }, fails: 73 },
    {
      name: 'a field that is none',
      send: { insert: here, documents: [{ _id: 1 }], nonsense: 1 },
      fails: 40415,
    },
  ],
  '$set and $unset': [
    change(
      'sets and makes documents on the way',
      { a: 1 },
      { $set: { 'b.c': 2, a: 3 } },
      { a: 3, b: { c: 2 } },
    ),
    change(
      'makes fields in the order of their names',
      {},
      { $set: { c: 1, a: 1 }, $inc: { b: 1 } },
      { a: 1, b: 1, c: 1 },
    ),
    change(
      'sets below a document',
      { a: { b: 1, c: 2 } },
      { $set: { 'a.b': { d: null } } },
      { a: { b: { d: null }, c: 2 } },
    ),
    change(
      'sets at a place of an array',
      { a: [{ b: 1 }, { b: 2 }] },
      { $set: { 'a.1.b': 3 } },
      { a: [{ b: 1 }, { b: 3 }] },
    ),
    change('fills an array up to a place', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }),
    change('an index makes a field where there is no array', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }),
    change('unsets', { a: 1, b: { c: 2, d: 3 } }, { $unset: { a: 1, 'b.c': 1, e: 1 } }, { b: { d: 3 } }),
    change('unsetting leaves null in an array', { a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }),
    change(
      'replaces a number by one of another type',
      { a: new Int32(1) },
      { $set: { a: new Double(1) } },
      { a: new Double(1) },
    ),
    change(
      'leaves the types of other numbers',
      { a: new Double(2), b: 1 },
      { $set: { b: 2 } },
      { a: new Double(2), b: 2 },
    ),
    refusal('a field below a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28),
    refusal('a field below null', { a: null }, { $set: { 'a.b': 1 } }, 28),
    refusal('a name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28),
    refusal('a new _id', { a: 1 }, { $set: { _id: 2 } }, 66),
    refusal('no _id', { a: 1 }, { $unset: { _id: 1 } }, 66),
    change('the same _id', { a: 1 }, { $set: { _id: 1, a: 2 } }, { a: 2 }),
    refusal('a path with an empty name', {}, { $set: { 'a.': 1 } }, 56),
    refusal('a name that begins with a dollar', {}, { $set: { $a: 1 } }, 52),
    refusal('two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40),
    refusal('a path and its parent', {}, { $set: { 'a.b': 1, a: 1 } }, 40),
    refusal('an operator without fields', {}, { $set: 1 }, 9),
    refusal('an unknown operator', { a: 1 }, { $nonsense: { a: 1 } }, 9),
  ],
  $inc: [
    sum('int and int stay int', new Int32(1), new Int32(2), new Int32(3)),
    sum('int grows to long', new Int32(2147483647), new Int32(1), Long.fromString('2147483648')),
    sum('long and int make long', Long.fromNumber(5), new Int32(-1), Long.fromNumber(4)),
    sum('int and double make double', new Int32(1), new Double(0.5), new Double(1.5)),
    sum('a double stays one', new Double(1), new Int32(1), new Double(2)),
    sum(
      'a big long is exact',
      Long.fromString('9007199254740993'),
      new Int32(2),
      Long.fromString('9007199254740995'),
    ),
    sum('decimals are exact', decimal('0.1'), decimal('0.2'), decimal('0.3')),
    sum('decimal and int make decimal', decimal('0.5'), new Int32(1), decimal('1.5')),
    sum(
      'decimal and double make decimal, of 15 digits',
      decimal('0.1'),
      new Double(0.2),
      decimal('0.300000000000000'),
    ),
    sum('decimal infinity stays', decimal('Infinity'), new Int32(1), decimal('Infinity')),
    change(
      'makes what is missing',
      {},
      { $inc: { 'a.b': Long.fromNumber(2) } },
      { a: { b: Long.fromNumber(2) } },
    ),
    refusal('a long that overflows', { a: Long.MAX_VALUE }, { $inc: { a: new Int32(1) } }, 2),
    refusal('a text', { a: 'x' }, { $inc: { a: 1 } }, 14),
    refusal('null', { a: null }, { $inc: { a: 1 } }, 14),
    refusal('by a text', { a: 1 }, { $inc: { a: 'x' } }, 14),
  ],
  $push: [
    change('to the end', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }),
    change('makes what is missing', {}, { $push: { 'a.b': { c: 1 } } }, { a: { b: [{ c: 1 }] } }),
    change('an array is one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
    change('below a place', { a: [{ b: [1] }] }, { $push: { 'a.0.b': 2 } }, { a: [{ b: [1, 2] }] }),
    refusal('to no array', { a: 1 }, { $push: { a: 1 } }, 2),
    refusal('to null', { a: null }, { $push: { a: 1 } }, 2),
  ],
  replacement: [
    change('keeps _id', { a: 1, b: 1 }, { a: 2 }, { a: 2 }),
    change('by nothing', { a: 1 }, {}, {}),
    change('by the same _id', { a: 1 }, { _id: 1, c: new Date(1) }, { c: new Date(1) }),
    refusal('by another _id', { a: 1 }, { _id: 2 }, 66),
    refusal('with an operator in it', { a: 1 }, { a: 2, $set: { a: 1 } }, 52),
    { name: 'of many', docs: two, send: updateOf({}, { a: 2 }, { multi: true }), fails: 9, leaves: two },
  ],
  'what updates count': [
    {
      name: 'many',
      docs: two,
      send: updateOf({ a: 1 }, { $set: { a: 2 } }, { multi: true }),
      gives: { n: 2, nModified: 2 },
      leaves: [
        { _id: 1, a: 2 },
        { _id: 2, a: 2 },
      ],
    },
    {
      name: 'one of many',
      docs: two,
      send: updateOf({ a: 1 }, { $inc: { a: 1 } }, { multi: false }),
      gives: { n: 1, nModified: 1 },
    },
    {
      name: 'no change',
      docs: two,
      send: updateOf({ a: 1 }, { $set: { a: 1 } }, { multi: true }),
      gives: { n: 2, nModified: 0 },
    },
    {
      name: 'nothing found',
      docs: two,
      send: updateOf({ a: 9 }, { $set: { a: 1 } }),
      gives: { n: 0, nModified: 0 },
      leaves: two,
    },
    {
      name: 'several updates, in order',
      docs: two,
      send: {
        update: here,
        updates: [
          { q: { _id: 1 }, u: { $set: { a: 2 } } },
          { q: { a: 2 }, u: { $inc: { a: 1 } } },
          { q: { _id: 2 }, u: { $set: { _id: 3 } } },
          { q: { _id: 2 }, u: { $set: { a: 9 } } },
        ],
      },
      fails: 66,
      leaves: [
        { _id: 1, a: 3 },
        { _id: 2, a: 1 },
      ],
    },
    {
      name: 'a field that is none',
      docs: two,
      send: updateOf({}, { $set: { a: 2 } }, { nonsense: 1 }),
      fails: 40415,
      leaves: two,
    },
  ],
  upsert: [
    upsert(
      'takes fields from the filter and from the operators',
      { _id: 7, a: 1, 'b.c': null, d: { $gt: 1 }, $and: [{ e: 5 }], f: { $in: [6] } },
      { $set: { g: 1 }, $setOnInsert: { h: 2 }, $inc: { i: 3 } },
      [{ _id: 7, a: 1, b: { c: null }, e: 5, f: 6, g: 1, h: 2, i: 3 }],
      { gives: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] } },
    ),
    upsert('from the one branch of $or', { $or: [{ _id: 1 }] }, { $set: { a: 1 } }, [{ _id: 1, a: 1 }]),
    upsert('not from one of several branches', { _id: 1, $or: [{ b: 1 }, { c: 1 }] }, { $set: { a: 1 } }, [
      { _id: 1, a: 1 },
    ]),
    upsert('the _id may come from the update', { a: 1 }, { $setOnInsert: { _id: 3 } }, [{ _id: 3, a: 1 }]),
    upsert('by a replacement', { _id: 3, z: 1 }, { a: 1 }, [{ _id: 3, a: 1 }]),
    upsert(
      'updates what it finds',
      { _id: 1 },
      { $set: { a: 5 }, $setOnInsert: { b: 1 } },
      [{ _id: 1, a: 5 }, two[1]!],
      {
        docs: two,
        gives: { n: 1, nModified: 1 },
      },
    ),
    {
      name: 'of many',
      send: updateOf({ _id: 4 }, { $set: { a: 5 } }, { multi: true, upsert: true }),
      gives: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 4 }] },
      leaves: [{ _id: 4, a: 5 }],
    },
    upsert('a field matched twice', { _id: 1, $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } }, [], {
      fails: 54,
    }),
    upsert('another _id than the filter’s', { _id: 1 }, { $set: { _id: 2 } }, [], { fails: 66 }),
    upsert('an array as _id', { a: 1 }, { $set: { _id: [1] } }, [], { fails: 53 }),
  ],
  delete: [
    remove('one', [{ q: { a: 1 }, limit: 1 }], 1, [two[1]!]),
    remove('many', [{ q: { a: 1 }, limit: 0 }], 2, []),
    remove(
      'several deletes',
      [
        { q: { _id: 1 }, limit: 1 },
        { q: { _id: 2 }, limit: 1 },
      ],
      2,
      [],
    ),
    remove('nothing', [{ q: { _id: 9 }, limit: 1 }], 0, two),
    {
      name: 'a limit that is none',
      docs: two,
      send: { delete: here, deletes: [{ q: {}, limit: 2 }] },
      fails: 9,
      leaves: two,
    },
    {
      name: 'a field that is none',
      docs: two,
      send: { delete: here, deletes: [{ q: {}, limit: 1, nonsense: 1 }] },
      fails: 40415,
      leaves: two,
    },
    {
      name: 'of a collection that is not there',
      send: { delete: here, deletes: [{ q: {}, limit: 0 }] },
      gives: { n: 0 },
    },
  ],
  findAndModify: [
    modify(
      'gives the document before',
      { query: { n: 1 }, update: { $inc: { n: 10 } }, new: false, upsert: false, remove: false },
      {
        gives: before({ _id: 1, n: 1 }),
        leaves: [
          { _id: 1, n: 11 },
          { _id: 2, n: 2 },
        ],
      },
    ),
    modify(
      'or after',
      { query: { n: 1 }, update: { $set: { n: 11 }, $push: { l: {} } }, new: true },
      {
        gives: before({ _id: 1, n: 11, l: [{}] }),
      },
    ),
    modify(
      'finds nothing',
      { query: { n: 9 }, update: { $unset: { n: 1 } } },
      {
        gives: { lastErrorObject: { n: 0, updatedExisting: false }, value: null },
      },
    ),
    modify(
      'removes',
      { query: { n: 2 }, remove: true },
      {
        gives: { lastErrorObject: { n: 1 }, value: { _id: 2, n: 2 } },
        leaves: [{ _id: 1, n: 1 }],
      },
    ),
    modify(
      'removes nothing',
      { query: { n: 9 }, remove: true },
      { gives: { lastErrorObject: { n: 0 }, value: null } },
    ),
    modify(
      'upserts, giving the document after',
      { query: { _id: 5 }, update: { $set: { x: 1 }, $setOnInsert: { y: 1 } }, upsert: true, new: true },
      {
        gives: {
          lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 },
          value: { _id: 5, x: 1, y: 1 },
        },
      },
    ),
    modify(
      'upserts, giving nothing',
      { query: { _id: 5 }, update: { $set: { x: 1 } }, upsert: true },
      {
        gives: { lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 }, value: null },
      },
    ),
    modify(
      'refuses remove with update',
      { query: {}, remove: true, update: { $set: { a: 1 } } },
      { fails: 9 },
    ),
    modify('refuses remove with new', { query: {}, remove: true, new: true }, { fails: 9 }),
    modify('refuses neither', { query: {} }, { fails: 9 }),
    modify('refuses a new _id', { query: { _id: 1 }, update: { $set: { _id: 9 } } }, { fails: 66 }),
    modify('refuses an option that is none', { query: {}, remove: true, nonsense: 1 }, { fails: 40415 }),
  ],
};
