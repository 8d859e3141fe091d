// MongoDB's order over all types, held against a reference written down by hand, and the index keys held to the order.

import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { compareValues } from '../../server/store/embedded/compare';
import { encodeField, encodeValue } from '../../server/store/embedded/index-key';

/** Lowest first; values in one row are equal. */
const reference: unknown[][] = [
  [new MinKey()],
  [null, undefined],
  [Number.NaN, new Double(Number.NaN), Decimal128.fromString('NaN')],
  [Number.NEGATIVE_INFINITY, Decimal128.fromString('-Infinity')],
  [Decimal128.fromString('-1E+6000')],
  [new Double(-1e300)],
  [Long.MIN_VALUE, new Double(-(2 ** 63))],
  [Long.fromString('-9007199254740993')],
  [new Double(-9007199254740992), Long.fromString('-9007199254740992')],
  [new Int32(-1), Long.fromNumber(-1), -1, Decimal128.fromString('-1.000')],
  [new Double(-0.1)],
  [Decimal128.fromString('-0.1')],
  [Decimal128.fromString('-1E-6000')],
  [0, new Double(-0), Long.ZERO, Decimal128.fromString('0E+3')],
  [Decimal128.fromString('1E-6000')],
  [new Double(5e-324)],
  [Decimal128.fromString('0.1')],
  [0.1],
  [1, new Int32(1), Long.ONE, new Double(1), Decimal128.fromString('1.0')],
  [Decimal128.fromString('1.000000000000000000000000000000001')],
  [1.5, Decimal128.fromString('1.50')],
  [new Double(9007199254740992)],
  [Long.fromString('9007199254740993'), Decimal128.fromString('9007199254740993')],
  [Decimal128.fromString('9007199254740993.5')],
  [Long.fromString('9007199254740994')],
  [Long.MAX_VALUE],
  [new Double(2 ** 63)],
  [1e300],
  [Decimal128.fromString('1E+6000')],
  [Number.POSITIVE_INFINITY, Decimal128.fromString('Infinity')],
  [''],
  ['\0'],
  ['A'],
  ['a'],
  ['a\0'],
  ['aa'],
  ['b'],
  ['Қ'],
  ['\uffff'],
  ['\u{10400}'],
  [{}],
  [{ a: 1 }, { a: Long.ONE }],
  [{ a: 1, b: 1 }],
  [{ b: 0 }],
  [{ a: 'x' }],
  [{ a: {} }],
  [[]],
  [[1]],
  [[1, 2]],
  [['a']],
  [new Binary(Buffer.from([9]))],
  [new Binary(Buffer.from([9]), 4)],
  [new Binary(Buffer.from([1, 1]))],
  [new ObjectId('0'.repeat(24))],
  [new ObjectId('f'.repeat(24))],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Date(1)],
  [new Timestamp({ t: 1, i: 1 })],
  [new Timestamp({ t: 1, i: 2 })],
  [new Timestamp({ t: 4294967295, i: 1 })],
  [new BSONRegExp('a', ''), /a/],
  [new BSONRegExp('a', 'i')],
  [new BSONRegExp('b', '')],
  [new Code('a')],
  [new Code('a', { x: 1 })],
  [new MaxKey()],
];
const flat = reference.flatMap((row, position) => row.map((value) => ({ value, position })));
const anyValue = fc.constantFrom(...flat);

describe('the order of values', () => {
  /** Pairs that come out in another order than the reference's. */
  const wrongPairs = (compare: (a: unknown, b: unknown) => number) =>
    flat.flatMap((a) =>
      flat
        .filter((b) => Math.sign(compare(a.value, b.value)) !== Math.sign(a.position - b.position))
        .map((b) => [a.value, b.value]),
    );

  it('is that of the reference, for every pair', () => {
    expect(wrongPairs(compareValues)).toEqual([]);
  });

  it('is kept by the bytes of index keys, upwards and downwards', () => {
    expect(wrongPairs((a, b) => Buffer.compare(encodeValue(a), encodeValue(b)))).toEqual([]);
    expect(wrongPairs((a, b) => -Buffer.compare(encodeField(a, -1), encodeField(b, -1)))).toEqual([]);
  });

  it('makes no field key the beginning of another, so that fields can stand in a row', () => {
    const keys = flat.flatMap(({ value }) => [encodeField(value, 1), encodeField(value, -1)]);
    const beginnings = keys.filter((key) =>
      keys.some((other) => other.length > key.length && key.equals(other.subarray(0, key.length))),
    );
    expect(beginnings).toEqual([]);
  });

  it('is kept inside arrays and documents', () => {
    fc.assert(
      fc.property(
        fc.array(anyValue, { maxLength: 4 }),
        fc.array(anyValue, { maxLength: 4 }),
        (left, right) => {
          const a = left.map(({ value }) => value ?? null);
          const b = right.map(({ value }) => value ?? null);
          const different = left.findIndex(
            (item, i) => right[i] === undefined || item.position !== right[i].position,
          );
          const expected =
            different === -1
              ? Math.sign(left.length - right.length)
              : right[different] === undefined
                ? 1
                : Math.sign(left[different]!.position - right[different].position);
          expect(Math.sign(compareValues(a, b))).toBe(expected);
          expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBe(expected);
        },
      ),
    );
  });

  it('agrees with the bytes for any numbers and texts', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer().map((value) => new Int32(value)),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
      fc
        .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -40, max: 40 }))
        .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
    );
    const text = fc.string({ unit: 'binary' });
    for (const values of [number, text])
      fc.assert(
        fc.property(values as fc.Arbitrary<unknown>, values as fc.Arbitrary<unknown>, (a, b) => {
          expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBe(Math.sign(compareValues(a, b)));
        }),
        { numRuns: 1000 },
      );
  });
});
