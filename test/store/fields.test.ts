// Reading only some fields gives the same answers as reading whole documents.
import { Binary, Decimal128, Double, deserialize, Int32, Long, ObjectId, serialize } from 'bson';
import fc from 'fast-check';
import { fieldsOfFilter, pickFields } from '../../server/store/embedded/bson/fields';

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
  new Int32(7),
  Long.MAX_VALUE,
  Decimal128.fromString('1.5'),
  new Double(2),
);
const name = fc.constantFrom('_id', 'a', 'b', 'аты', 'ab', '');

describe('reading only some fields', () => {
  it('finds them among values of every type, whatever stands before', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.uniqueArray(name), (doc, names) => {
        const picked = pickFields(Buffer.from(serialize(doc)), new Set(names));
        const expected = Object.fromEntries(
          Object.entries(doc).filter(([key]) => names.some((one) => one === key)),
        );
        const options = { promoteValues: false };
        expect(deserialize(picked, options)).toEqual(deserialize(serialize(expected), options));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[object, string[]]>([
    [{}, []],
    [{ 'a.b': 1, c: { $gt: 1 } }, ['a', 'c']],
    [{ $or: [{ a: 1 }, { $and: [{ b: 1 }, { 'a.x': 1 }] }] }, ['a', 'b']],
  ])('a filter %j looks at %j', (filter, expected) => {
    expect([...fieldsOfFilter(filter)]).toEqual(expected);
  });
});
