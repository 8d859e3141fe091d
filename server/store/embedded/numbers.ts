// Numbers of all four BSON types: one exact order, and arithmetic that widens as MongoDB does
// (int -> long -> double; decimal wins over all).
import { Decimal128, Double, Int32, Long } from 'bson';

export type Numeric = number | bigint | Int32 | Double | Long | Decimal128;
type Kind = 'int' | 'long' | 'double' | 'decimal';

const bsonType = (value: unknown) => (value as { _bsontype?: string } | null | undefined)?._bsontype;

export function isNumeric(value: unknown): value is Numeric {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  if (typeof value !== 'object' || value === null) return false;
  const type = bsonType(value);
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128';
}

export function numericKind(value: Numeric): Kind {
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Object.is(value, -0)) return 'double';
    return value >= -(2 ** 31) && value < 2 ** 31 ? 'int' : Number.isSafeInteger(value) ? 'long' : 'double';
  }
  if (typeof value === 'bigint') return 'long';
  const type = bsonType(value);
  return type === 'Int32' ? 'int' : type === 'Double' ? 'double' : type === 'Long' ? 'long' : 'decimal';
}

/** Nearest double. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const type = bsonType(value);
  if (type === 'Int32' || type === 'Double') return (value as Int32 | Double).value;
  if (type === 'Long') return (value as Long).toNumber();
  return Number((value as Decimal128).toString());
}

/** A JavaScript number for counts and sizes in commands; `undefined` when it is no number. */
export const optionalNumber = (value: unknown): number | undefined =>
  isNumeric(value) ? toDouble(value) : undefined;

/** An exact decimal: value = (negative ? -1 : 1) * coefficient * 10^exponent. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

/** Exact value of a finite number; `null` for NaN and infinities. */
export function toDecimal(value: Numeric): Decimal | null {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  const type = bsonType(value);
  if (type === 'Long') return { coefficient: (value as Long).toBigInt(), exponent: 0 };
  if (type === 'Decimal128') return parseDecimal((value as Decimal128).toString());
  const double = toDouble(value);
  if (!Number.isFinite(double)) return null;
  if (Number.isSafeInteger(double)) return { coefficient: BigInt(double), exponent: 0 };
  return exactDouble(double);
}

function parseDecimal(text: string): Decimal | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  const coefficient = BigInt(match[2] + fraction);
  return {
    coefficient: match[1] ? -coefficient : coefficient,
    exponent: Number(match[4] ?? 0) - fraction.length,
  };
}

const bits = new DataView(new ArrayBuffer(8));

/** A double is mantissa * 2^power, and 2^-n = 5^n * 10^-n: a finite decimal. */
function exactDouble(double: number): Decimal {
  bits.setFloat64(0, double);
  const raw = bits.getBigUint64(0);
  const exponentBits = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = exponentBits === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (exponentBits === 0 ? 1 : exponentBits) - 1075;
  const signed = raw >> 63n ? -mantissa : mantissa;
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 };
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.coefficient * 10n ** BigInt(a.exponent - exponent),
    b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ];
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = a.coefficient < 0n ? -1 : a.coefficient > 0n ? 1 : 0;
  const signB = b.coefficient < 0n ? -1 : b.coefficient > 0n ? 1 : 0;
  if (signA !== signB || signA === 0) return signA < signB ? -1 : signA > signB ? 1 : 0;
  const magnitudeA = String(a.coefficient).length + a.exponent;
  const magnitudeB = String(b.coefficient).length + b.exponent;
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB === signA > 0 ? -1 : 1;
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** NaN is equal to itself and lower than every other number, as in MongoDB. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
  }
  const exactA = toDecimalIfWide(a);
  const exactB = toDecimalIfWide(b);
  if (!exactA && !exactB) {
    const [x, y] = [toDouble(a), toDouble(b)];
    if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : -1;
    if (Number.isNaN(y)) return 1;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const left = exactA ?? toDecimal(a);
  const right = exactB ?? toDecimal(b);
  if (left && right) return compareDecimals(left, right);
  if (!left) {
    const x = toDouble(a);
    return x === Number.POSITIVE_INFINITY ? 1 : -1;
  }
  return toDouble(b) === Number.POSITIVE_INFINITY ? -1 : 1;
}

/** The exact value where a double could not hold it; `null` where the double is exact (or not finite). */
function toDecimalIfWide(value: Numeric): Decimal | null {
  if (typeof value === 'number') return null;
  const type = bsonType(value);
  if (type === 'Int32' || type === 'Double') return null;
  if (type === 'Long') {
    const number = (value as Long).toNumber();
    return Number.isSafeInteger(number) ? null : toDecimal(value);
  }
  return toDecimal(value);
}

function fromDecimal(value: Decimal): Decimal128 {
  return Decimal128.fromStringWithRounding(`${value.coefficient}E${value.exponent}`);
}

function wider(a: Numeric, b: Numeric): Kind {
  const kinds = [numericKind(a), numericKind(b)];
  for (const kind of ['decimal', 'double', 'long'] as const) if (kinds.includes(kind)) return kind;
  return 'int';
}

function integer(result: bigint, kind: Kind): Numeric | null {
  if (kind === 'int' && result >= -(2n ** 31n) && result < 2n ** 31n) return new Int32(Number(result));
  if (result >= -(2n ** 63n) && result < 2n ** 63n) return Long.fromBigInt(result);
  return null;
}

/** Sum or product in the wider type; `null` when a 64-bit integer overflows. */
export function combine(operation: 'add' | 'multiply', a: Numeric, b: Numeric): Numeric | null {
  const kind = wider(a, b);
  const exactA = toDecimal(a);
  const exactB = toDecimal(b);
  if (kind === 'decimal' && exactA && exactB) {
    if (operation === 'multiply')
      return fromDecimal({
        coefficient: exactA.coefficient * exactB.coefficient,
        exponent: exactA.exponent + exactB.exponent,
      });
    const [x, y, exponent] = aligned(exactA, exactB);
    return fromDecimal({ coefficient: x + y, exponent });
  }
  if (kind === 'double' || kind === 'decimal' || !exactA || !exactB) {
    const [x, y] = [toDouble(a), toDouble(b)];
    const result = operation === 'add' ? x + y : x * y;
    return kind === 'decimal' ? Decimal128.fromString(String(result)) : new Double(result);
  }
  const [x, y] = [exactA.coefficient, exactB.coefficient];
  return integer(operation === 'add' ? x + y : x * y, kind);
}
