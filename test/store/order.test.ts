// MongoDB's order over all types, held against a reference written down by hand, and the index keys held to the order.

import { Binary, Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { encodeValue } from '../../server/store/embedded/bson/index-key';
import { type Numeric, toDecimal } from '../../server/store/embedded/bson/numbers';

const one = new Int32(1);

/** Lowest first; values in one row are equal. */
const reference: unknown[][] = [
  [null, undefined],
  [new Double(Number.NaN), Decimal128.fromString('NaN')],
  [new Double(Number.NEGATIVE_INFINITY), Decimal128.fromString('-Infinity')],
  [Decimal128.fromString('-1E+6000')],
  [new Double(-1e300)],
  [Long.MIN_VALUE, new Double(-(2 ** 63))],
  [Long.fromString('-9007199254740993')],
  [new Double(-9007199254740992), Long.fromString('-9007199254740992')],
  [new Int32(-1), Long.fromNumber(-1), new Double(-1), Decimal128.fromString('-1.000')],
  [new Double(-0.1)],
  [Decimal128.fromString('-0.1')],
  [Decimal128.fromString('-1E-6000')],
  [new Int32(0), new Double(0), new Double(-0), Long.ZERO, Decimal128.fromString('0E+3')],
  [Decimal128.fromString('1E-6000')],
  [new Double(5e-324)],
  [Decimal128.fromString('0.1')],
  [new Double(0.1)],
  [new Int32(1), Long.ONE, new Double(1), Decimal128.fromString('1.0')],
  [Decimal128.fromString('1.000000000000000000000000000000001')],
  [new Double(1.5), Decimal128.fromString('1.50')],
  [new Double(9007199254740992)],
  [Long.fromString('9007199254740993'), Decimal128.fromString('9007199254740993')],
  [Decimal128.fromString('9007199254740993.5')],
  [Long.fromString('9007199254740994')],
  [Long.MAX_VALUE],
  [new Double(2 ** 63)],
  [new Double(1e300)],
  [Decimal128.fromString('1E+6000')],
  [new Double(Number.POSITIVE_INFINITY), Decimal128.fromString('Infinity')],
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
  [{ a: one }, { a: Long.ONE }],
  [{ a: one, b: one }],
  [{ b: new Int32(0) }],
  [{ a: 'x' }],
  [{ a: {} }],
  [[]],
  [[one]],
  [[one, new Int32(2)]],
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
];
const flat = reference.flatMap((row, position) => row.map((value) => ({ value, position })));
const anyValue = fc.constantFrom(...flat);

/** An exact comparison, by whole numbers. */
function compareNumbers(a: Numeric, b: Numeric): number {
  const [x, y] = [toDecimal(a)!, toDecimal(b)!];
  const exponent = Math.min(x.exponent, y.exponent);
  const [left, right] = [x, y].map((one) => one.coefficient * 10n ** BigInt(one.exponent - exponent));
  return left! < right! ? -1 : left! > right! ? 1 : 0;
}

describe('the bytes of a value', () => {
  /** Pairs that come out in another order than the reference's. */
  const wrongPairs = (direction: 1 | -1) =>
    flat.flatMap((a) =>
      flat
        .filter((b) => {
          const order = Buffer.compare(encodeValue(a.value, direction), encodeValue(b.value, direction));
          return order !== Math.sign(a.position - b.position) * direction;
        })
        .map((b) => [a.value, b.value]),
    );

  it('have the order of the reference, for every pair, upwards and downwards', () => {
    expect(wrongPairs(1)).toEqual([]);
    expect(wrongPairs(-1)).toEqual([]);
  });

  it('are never the beginning of another’s, so that fields can stand in a row', () => {
    const keys = flat.flatMap(({ value }) => [encodeValue(value, 1), encodeValue(value, -1)]);
    const beginnings = keys.filter((key) =>
      keys.some((other) => other.length > key.length && key.equals(other.subarray(0, key.length))),
    );
    expect(beginnings).toEqual([]);
  });

  it('keep the order within arrays', () => {
    const values = fc.array(anyValue, { maxLength: 4 });
    fc.assert(
      fc.property(values, values, (left, right) => {
        const different = left.findIndex((item, i) => item.position !== right[i]?.position);
        const [a, b] = [left[different]?.position ?? -1, right[different]?.position ?? -1];
        const expected = different === -1 ? Math.sign(left.length - right.length) : Math.sign(a - b);
        const bytesOf = (list: typeof left) => encodeValue(list.map(({ value }) => value ?? null));
        expect(Buffer.compare(bytesOf(left), bytesOf(right))).toBe(expected);
      }),
    );
  });

  it('keep the exact order of any numbers', () => {
    const number: fc.Arbitrary<Numeric> = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Double(value)),
      fc.integer().map((value) => new Int32(value)),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
      fc
        .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -40, max: 40 }))
        .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
    );
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBe(compareNumbers(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  it('keep the order of the bytes of any texts', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Buffer.compare(encodeValue(a), encodeValue(b))).toBe(
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
