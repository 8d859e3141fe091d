// The recorder tells apart what a command asks, and fails on what no table of the store's tests covers.
import type { Document } from 'bson';
import { shapesOf } from '../../support/command-shapes';
import { refuseUncovered, tables } from '.';
import { here } from './case';

const find = (filter: Document, more: Document = {}) => ({ find: 'cases', filter, ...more });
const update = (u: unknown, more: Document = {}) => ({
  update: 'cases',
  updates: [{ q: { _id: 1 }, u, ...more }],
});
const aggregate = (...pipeline: Document[]) => ({ aggregate: 'cases', pipeline, cursor: {} });

describe('the recorder', () => {
  it.each<[string, Document, string]>([
    ['a command', { distinct: 'cases', key: 'a' }, 'distinct, distinct.key'],
    ['an option', find({ a: 1 }, { hint: { a: 1 } }), 'find.hint'],
    [
      'an option of a statement',
      update({ $set: { a: 1 } }, { arrayFilters: [] }),
      'update.updates.arrayFilters',
    ],
    ['the other state of a switch', find({}, { singleBatch: false }), 'find.singleBatch false'],
    ['an operator in a filter', find({ a: { $regex: 'x' } }), 'filter $regex string'],
    ['an operator within another', find({ $or: [{ a: { $size: 1 } }] }), 'filter $size Int32'],
    ['an operator at the top', find({ $nor: [{ a: 1 }] }), 'filter $nor'],
    ['an operand of another type', find({ a: { $lt: true } }), 'filter $lt boolean'],
    ['a pattern', find({ a: /x/ }), 'filter equality BSONRegExp'],
    ['an operator in a projection', find({}, { projection: { a: { $slice: 1 } } }), 'projection $slice'],
    ['an update operator', update({ $addToSet: { a: 1 } }), 'update $addToSet'],
    ['a modifier of $push', update({ $push: { a: { $each: [1] } } }), 'update $push $each'],
    ['an update by a pipeline', update([{ $set: { a: 1 } }]), 'update by a pipeline'],
    ['a stage', aggregate({ $match: {} }, { $sort: { a: 1 } }), 'stage $sort'],
    ['an accumulator', aggregate({ $group: { _id: 1, n: { $avg: '$a' } } }), 'accumulator $avg'],
    ['an expression', aggregate({ $group: { _id: { $year: '$at' } } }), 'expression $year'],
    [
      'an expression within',
      aggregate({ $group: { _id: { $cond: [{ $lt: [1, 2] }, 1, 0] } } }),
      'expression $lt',
    ],
    ['a path in an expression', aggregate({ $group: { _id: '$a.b' } }), 'expression field at a.b'],
    ['a kind of index', { createIndexes: 'x', indexes: [{ name: 'a', key: { a: 'text' } }] }, 'index text'],
    [
      'an option of an index',
      { createIndexes: 'x', indexes: [{ name: 'a', key: { a: 1 }, hidden: true }] },
      'index.hidden true',
    ],
    [
      'a type of values',
      { insert: 'x', documents: [{ a: { b: [Symbol.for('x') && /x/] } }] },
      'value BSONRegExp',
    ],
  ])('fails on %s that no table covers', (_, command, uncovered) => {
    expect(() => refuseUncovered(shapesOf(command))).toThrow(uncovered);
  });

  it('is content with what the tables send', () => {
    const covered = [
      find({ a: null, 'b.0.c': { $in: ['x'] } }),
      update({ $set: { a: new Date(0) } }),
      { ping: 1 },
    ];
    expect(() => refuseUncovered(covered.flatMap(shapesOf))).not.toThrow();
  });

  it('does not count what the store refuses as covered', () => {
    const refused = tables.filters!['malformed filters']!.map(({ send }) => ({ ...send, find: here }));
    expect(() => refuseUncovered(refused.flatMap(shapesOf))).toThrow('filter $nonsense');
  });
});
