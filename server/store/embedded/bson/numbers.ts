// Numbers of all four BSON types: their exact values, and sums that widen as MongoDB's do
// (int -> long -> double; decimal wins over all).
import { Decimal128, Double, Int32, Long } from 'bson';

export type Numeric = Int32 | Double | Long | Decimal128;

export const isNumeric = (value: unknown): value is Numeric =>
  value instanceof Int32 || value instanceof Double || value instanceof Long || value instanceof Decimal128;

/** Nearest double. */
export function toDouble(value: Numeric): number {
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return value.value;
}

/** An exact decimal: coefficient * 10^exponent. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

/** Exact value of a finite number; `null` for NaN and infinities. */
export function toDecimal(value: Numeric): Decimal | null {
  if (value instanceof Decimal128) return parseDecimal(value.toString());
  if (value instanceof Double) return exactDouble(value.value);
  return { coefficient: toBigInt(value), exponent: 0 };
}

const toBigInt = (value: Int32 | Long): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(value.value);

function parseDecimal(text: string): Decimal | null {
  const match = /^(-?\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole, fraction = '', exponent = '0'] = match;
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

const bits = new DataView(new ArrayBuffer(8));

/** A double is mantissa * 2^power, and 2^-n = 5^n * 10^-n: a finite decimal. */
export function exactDouble(double: number): Decimal | null {
  if (!Number.isFinite(double)) return null;
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

/** Magnitudes first, since aligning 1E+6000 with 1E-6000 would make enormous integers. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = a.coefficient < 0n ? -1 : a.coefficient > 0n ? 1 : 0;
  const signB = b.coefficient < 0n ? -1 : b.coefficient > 0n ? 1 : 0;
  if (signA !== signB || signA === 0) return Math.sign(signA - signB);
  const magnitudeA = String(a.coefficient).length + a.exponent;
  const magnitudeB = String(b.coefficient).length + b.exponent;
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB === signA > 0 ? -1 : 1;
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

const fits = (value: bigint, bitCount: number) => BigInt.asIntN(bitCount, value) === value;

/** The sum in the wider of both types; `null` when a 64-bit integer overflows. */
export function add(a: Numeric, b: Numeric): Numeric | null {
  if (a instanceof Decimal128 || b instanceof Decimal128) return addDecimals(asDecimal(a), asDecimal(b));
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) + toDouble(b));
  const sum = toBigInt(a) + toBigInt(b);
  if (a instanceof Int32 && b instanceof Int32 && fits(sum, 32)) return new Int32(Number(sum));
  return fits(sum, 64) ? Long.fromBigInt(sum) : null;
}

/** MongoDB takes 15 digits of a double. */
function asDecimal(value: Numeric): Decimal128 {
  if (value instanceof Decimal128) return value;
  const isFraction = value instanceof Double && Number.isFinite(value.value);
  return Decimal128.fromString(isFraction ? value.value.toPrecision(15) : String(value));
}

function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [exactA, exactB] = [toDecimal(a), toDecimal(b)];
  if (!exactA || !exactB) return Decimal128.fromString(String(toDouble(a) + toDouble(b)));
  const [x, y, exponent] = aligned(exactA, exactB);
  return Decimal128.fromStringWithRounding(`${x + y}E${exponent}`);
}
