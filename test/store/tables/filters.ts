import { Binary, Decimal128, type Document, Double, Int32, Long, ObjectId } from 'bson';
import { type Case, finds, here } from './case';

const id = (digit: string) => new ObjectId(digit.repeat(24));
const decimal = (text: string) => Decimal128.fromString(text);
const bigLong = Long.fromString('9007199254740993');

/** A value of every type under one name, and the numbers of all four types. */
export const mixed: Document[] = [
  { _id: 1, v: new Int32(5) },
  { _id: 2, v: Long.fromNumber(5) },
  { _id: 3, v: new Double(5) },
  { _id: 4, v: decimal('5') },
  { _id: 5, v: '5' },
  { _id: 6, v: null },
  { _id: 7 },
  { _id: 8, v: [5, 7] },
  { _id: 9, v: { a: 5 } },
  { _id: 10, v: id('a') },
  { _id: 11, v: true },
  { _id: 12, v: new Date(5) },
  { _id: 13, v: new Binary(Buffer.from([5])) },
  { _id: 14, v: Number.NaN },
  { _id: 15, v: [] },
  { _id: 16, v: [[5]] },
  { _id: 17, v: decimal('5.10') },
  { _id: 18, v: bigLong },
  { _id: 19, v: [null] },
  { _id: 20, v: false },
  { _id: 21, v: Number.NEGATIVE_INFINITY },
];
const all = mixed.map(({ _id }) => _id as number);
const without = (...ids: number[]) => all.filter((one) => !ids.includes(one));
const among = (name: string, filter: Document, ids: number[]) => finds(name, mixed, filter, ids);

/** Documents and arrays in all the ways in which a path may meet them. */
const nested: Document[] = [
  { _id: 1, a: { b: 1 } },
  { _id: 2, a: [{ b: 1 }, { b: 2 }] },
  { _id: 3, a: [] },
  { _id: 4, a: [[{ b: 1 }]] },
  { _id: 5, a: { b: [1, 2] } },
  { _id: 6, a: 1 },
  { _id: 7 },
  { _id: 8, a: null },
  { _id: 9, a: [{ c: 1 }] },
  { _id: 10, a: { 0: { b: 1 } } },
  { _id: 11, a: [1, { b: 1 }] },
  { _id: 12, a: { b: null } },
  { _id: 13, a: [{ b: null }, { b: 1 }] },
];
const below = (name: string, filter: Document, ids: number[]) => finds(name, nested, filter, ids);

const refused = (name: string, filter: Document, fails: number): Case => ({
  name,
  docs: [{ _id: 1 }],
  send: { find: here, filter },
  fails,
});

const equality: Case[] = [
  among('an empty filter finds everything', {}, all),
  among('an int finds equal numbers of all types, also in arrays', { v: 5 }, [1, 2, 3, 4, 8]),
  among('a long does', { v: Long.fromNumber(5) }, [1, 2, 3, 4, 8]),
  among('a double does', { v: new Double(5) }, [1, 2, 3, 4, 8]),
  among('a decimal does', { v: decimal('5.00') }, [1, 2, 3, 4, 8]),
  among('a decimal fraction finds itself', { v: decimal('5.1') }, [17]),
  among('a double near a decimal is another number', { v: 5.1 }, []),
  among('a long beyond what a double holds finds itself', { v: bigLong }, [18]),
  among('the double nearest to it does not', { v: new Double(9007199254740992) }, []),
  among('NaN finds NaN', { v: Number.NaN }, [14]),
  among('a text finds itself', { v: '5' }, [5]),
  among('null finds null and missing, also in arrays', { v: null }, [6, 7, 19]),
  among('true finds true', { v: true }, [11]),
  among('an ObjectId finds itself', { v: id('a') }, [10]),
  among('a date finds itself', { v: new Date(5) }, [12]),
  among('bytes find themselves', { v: new Binary(Buffer.from([5])) }, [13]),
  among('a document finds itself, its numbers of any type', { v: { a: Long.fromNumber(5) } }, [9]),
  among('a document of other fields is another', { v: { a: 5, b: 1 } }, []),
  among('an array finds itself, also as an element', { v: [5] }, [16]),
  among('an empty array finds itself', { v: [] }, [15]),
  finds('two conditions must both hold', nested, { _id: 6, a: 1 }, [6]),
];

const comparisons: Case[] = [
  among('$gt compares numbers of all types', { v: { $gt: 4 } }, [1, 2, 3, 4, 8, 17, 18]),
  among('$gt leaves the equal out', { v: { $gt: 5 } }, [8, 17, 18]),
  among('$gt on a decimal is exact', { v: { $gt: decimal('5.099') } }, [8, 17, 18]),
  among('$gt on a long is exact', { v: { $gt: Long.fromString('9007199254740992') } }, [18]),
  among('$gte takes the equal in', { v: { $gte: 5 } }, [1, 2, 3, 4, 8, 17, 18]),
  among('$lt leaves the equal out, and NaN', { v: { $lt: 5 } }, [21]),
  among('$lte takes the equal in', { v: { $lte: 5 } }, [1, 2, 3, 4, 8, 21]),
  among('two bounds may be met by two elements', { v: { $gt: 5, $lt: 7 } }, [8, 17]),
  among('$gt NaN finds nothing', { v: { $gt: Number.NaN } }, []),
  among('$gte NaN finds NaN', { v: { $gte: Number.NaN } }, [14]),
  among('$gt on a text finds texts', { v: { $gt: '' } }, [5]),
  among('$gte and $lt on texts', { v: { $gte: '5', $lt: '5g' } }, [5]),
  among('$gt on a date finds dates', { v: { $gt: new Date(4) } }, [12]),
  among('$gte on a date', { v: { $gte: new Date(5) } }, [12]),
  among('$lt on a date', { v: { $lt: new Date(5) } }, []),
  among('$lte on a date', { v: { $lte: new Date(5) } }, [12]),
  among('$gt false finds true', { v: { $gt: false } }, [11]),
  among('$gte null finds null and missing', { v: { $gte: null } }, [6, 7, 19]),
  among('$gt null finds nothing', { v: { $gt: null } }, []),
  among('$gt on an ObjectId', { v: { $gt: id('9') } }, [10]),
  among('$gt on a document', { v: { $gt: { a: 4 } } }, [9]),
  among('$gt on an array compares arrays', { v: { $gt: [5] } }, [8, 16]),
  among('$ne is the opposite of equality', { v: { $ne: 5 } }, without(1, 2, 3, 4, 8)),
  among('$ne null', { v: { $ne: null } }, without(6, 7, 19)),
  among('$ne on a text', { v: { $ne: '5' } }, without(5)),
  among('$in mixes types', { v: { $in: [5, '5', null] } }, [1, 2, 3, 4, 5, 6, 7, 8, 19]),
  among('$in of texts', { v: { $in: ['4', '5'] } }, [5]),
  among('$in of nothing finds nothing', { v: { $in: [] } }, []),
  among('$in of an array', { v: { $in: [[5]] } }, [16]),
  among('a long $in', { v: { $in: [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12] } }, [1, 2, 3, 4, 8]),
  among('$exists true finds null too', { v: { $exists: true } }, without(7)),
  among('$exists false finds the missing', { v: { $exists: false } }, [7]),
];

const paths: Case[] = [
  below('a path enters documents, and arrays of documents', { 'a.b': 1 }, [1, 2, 5, 11, 13]),
  below('an index is a name and a place', { 'a.0.b': 1 }, [2, 4, 10]),
  below('null below: missing, null, and below what has no fields', { 'a.b': null }, [6, 7, 8, 9, 10, 12, 13]),
  // Each document of an array is also asked for a field of that name, and has none.
  below('null below an index', { 'a.0.b': null }, [1, 2, 5, 6, 7, 8, 9, 11, 12, 13]),
  below('$ne below is the opposite', { 'a.b': { $ne: 1 } }, [3, 4, 6, 7, 8, 9, 10, 12]),
  below('$in below', { 'a.b': { $in: [2, null] } }, [2, 5, 6, 7, 8, 9, 10, 12, 13]),
  below('$gt below', { 'a.b': { $gt: 1 } }, [2, 5]),
  below('$exists below', { 'a.b': { $exists: true } }, [1, 2, 5, 11, 12, 13]),
  below('$exists false below', { 'a.b': { $exists: false } }, [3, 4, 6, 7, 8, 9, 10]),
  below('$exists at a place', { 'a.1': { $exists: true } }, [2, 11, 13]),
  below('$exists false at a place', { 'a.1': { $exists: false } }, [1, 3, 4, 5, 6, 7, 8, 9, 10, 12]),
  below('an array at a place is not entered', { 'a.0': { b: 1 } }, [2, 10]),
  finds('nor are its elements', [{ _id: 1, a: [[5]] }], { 'a.0': 5 }, []),
  finds('one element for each of two conditions', nested, { 'a.b': 1, 'a.c': null }, [1, 2, 5, 11, 13]),
  finds(
    'a field called like a method',
    [{ _id: 1 }, { _id: 2, constructor: 1 }],
    { constructor: { $exists: true } },
    [2],
  ),
];

const logic: Case[] = [
  finds('$and', nested, { $and: [{ 'a.b': 1 }, { 'a.b': 2 }] }, [2, 5]),
  finds('$or', nested, { $or: [{ 'a.b': 2 }, { a: null }, { _id: 1 }] }, [1, 2, 5, 7, 8]),
  finds('one within the other', nested, { $and: [{ $or: [{ _id: 1 }, { _id: 6 }] }, { a: 1 }] }, [6]),
  finds('beside a condition', nested, { _id: { $gt: 1 }, $or: [{ 'a.b': 1 }] }, [2, 5, 11, 13]),
];

export const filters: Record<string, Case[]> = {
  equality,
  comparisons,
  paths,
  logic,
  'malformed filters': [
    refused('an unknown operator', { a: { $nonsense: 1 } }, 2),
    refused('an unknown operator within $and', { $and: [{ a: { $nonsense: 1 } }] }, 2),
    refused('a value beside an operator', { a: { $gt: 1, b: 1 } }, 2),
    refused('an unknown top-level operator', { $nonsense: 1 }, 2),
    refused('$in without an array', { a: { $in: 5 } }, 2),
    refused('operators within $in', { a: { $in: [{ $gt: 1 }] } }, 2),
    refused('$and without an array', { $and: {} }, 2),
    refused('an empty $or', { $or: [] }, 2),
    refused('$or of values', { $or: [1] }, 2),
  ],
};
