import type { Document } from 'bson';
import { type Case, here } from './case';

const answers: Document[] = [
  { _id: 1, c: 'a', at: new Date(1) },
  { _id: 2, c: 'a', at: null },
  { _id: 3, c: 'b' },
  { _id: 4, at: new Date(2) },
  { _id: 5, c: null, at: [] },
];

const grouped = (name: string, group: Document, gives: Document[], match: Document = {}): Case => ({
  name,
  docs: answers,
  send: { aggregate: here, pipeline: [{ $match: match }, { $group: group }], cursor: {} },
  gives,
});
const refused = (name: string, pipeline: unknown, fails: number): Case => ({
  name,
  docs: answers,
  send: { aggregate: here, pipeline, cursor: {} },
  fails,
});
const match = { $match: {} };
const isPresent = { $cond: [{ $gt: ['$at', null] }, 1, 0] };

export const aggregates: Record<string, Case[]> = {
  'counting documents': [
    grouped('all', { _id: 1, n: { $sum: 1 } }, [{ _id: 1, n: 5 }]),
    grouped('those that match', { _id: 1, n: { $sum: 1 } }, [{ _id: 1, n: 2 }], { c: 'a' }),
    grouped('none gives no group', { _id: 1, n: { $sum: 1 } }, [], { c: 'x' }),
    {
      name: 'of a collection that is not there',
      send: { aggregate: here, pipeline: [match, { $group: { _id: 1, n: { $sum: 1 } } }], cursor: {} },
      gives: [],
    },
  ],
  'counting groups': [
    grouped('by a field', { _id: '$c', n: { $sum: 1 } }, [{ _id: 'b', n: 1 }], { c: 'b' }),
    grouped('what is missing is with null', { _id: '$c', n: { $sum: 1 } }, [{ _id: null, n: 2 }], {
      _id: { $gt: 3 },
    }),
    grouped('$gt: a date is more than null, an array too', { _id: 1, n: { $sum: isPresent } }, [
      { _id: 1, n: 3 },
    ]),
    grouped('$gt: null is not, nor what is missing', { _id: 1, n: { $sum: isPresent } }, [{ _id: 1, n: 0 }], {
      _id: { $in: [2, 3] },
    }),
    grouped(
      '$gt: null is more than what is missing',
      { _id: 1, n: { $sum: { $cond: [{ $gt: [null, '$at'] }, 1, 0] } } },
      [{ _id: 1, n: 1 }],
      { _id: 3 },
    ),
    grouped(
      '$gt: missing is not more than missing',
      { _id: 1, n: { $sum: { $cond: [{ $gt: ['$x', '$at'] }, 1, 0] } } },
      [{ _id: 1, n: 0 }],
      { _id: 3 },
    ),
    grouped(
      '$cond takes 0, null and what is missing for false',
      {
        _id: 1,
        a: { $sum: { $cond: [0, 1, 2] } },
        b: { $sum: { $cond: ['$x', 1, 2] } },
        c: { $sum: { $cond: ['$c', 1, 2] } },
      },
      [{ _id: 1, a: 2, b: 2, c: 2 }],
      { _id: 5 },
    ),
    grouped('what is no number adds nothing', { _id: 1, n: { $sum: '$c' } }, [{ _id: 1, n: 0 }]),
  ],
  'malformed pipelines': [
    refused('an unknown stage', [match, { $nonsense: {} }], 40324),
    refused('two stages in one', [{ $match: {}, $group: { _id: 1 } }], 40323),
    refused('a stage that is none', [{}], 40323),
    refused('no array', 5, 14),
    refused(
      'an unknown operator in $match',
      [{ $match: { a: { $nonsense: 1 } } }, { $group: { _id: 1 } }],
      2,
    ),
    refused('a group without _id', [match, { $group: { n: { $sum: 1 } } }], 15955),
    refused('a group that is no document', [match, { $group: 1 }], 15947),
    refused('an accumulator that is no document', [match, { $group: { _id: 1, n: 1 } }], 40234),
    refused('two accumulators', [match, { $group: { _id: 1, n: { $sum: 1, $nonsense: 1 } } }], 40238),
    refused('an unknown accumulator', [match, { $group: { _id: 1, n: { $nonsense: 1 } } }], 15952),
    refused('a dot in a name', [match, { $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235),
    refused('an unknown expression', [match, { $group: { _id: { $nonsense: 1 } } }], 168),
    refused('two expressions in one', [match, { $group: { _id: { $gt: [1, 2], $cond: [] } } }], 15983),
    refused('$gt of three', [match, { $group: { _id: { $gt: [1, 2, 3] } } }], 16020),
    refused('a dollar alone', [match, { $group: { _id: '$' } }], 16872),
    { name: 'without a cursor', send: { aggregate: here, pipeline: [] }, fails: 9 },
    {
      name: 'an option that is none',
      send: { aggregate: here, pipeline: [], cursor: {}, nonsense: 1 },
      fails: 40415,
    },
  ],
};
