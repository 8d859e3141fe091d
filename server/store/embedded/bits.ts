// $bitsAllSet and its three siblings: bit masks over integers and binary values.
import { binaryOf, rank, rankOf } from './compare';
import { badValue } from './errors';
import { isNumeric, toDecimal, toDouble } from './numbers';

/** Sign-extended two's complement bits of an integer, or the little-endian bits of binary data; null for others. */
function bitsOf(value: unknown): bigint | null {
  if (rankOf(value) === rank.binary) {
    let bits = 0n;
    for (const byte of [...binaryOf(value).bytes].reverse()) bits = (bits << 8n) | BigInt(byte);
    return bits;
  }
  if (!isNumeric(value) || !Number.isInteger(toDouble(value))) return null;
  const exact = toDecimal(value);
  return exact === null ? null : exact.coefficient * 10n ** BigInt(Math.max(exact.exponent, 0));
}

function maskOf(operator: string, operand: unknown): bigint {
  if (!Array.isArray(operand)) {
    const mask = bitsOf(operand);
    if (mask === null || mask < 0n) throw badValue(`${operator} takes an Array, a number, or a BinData`);
    return mask;
  }
  let mask = 0n;
  for (const position of operand) {
    const bit = isNumeric(position) ? toDouble(position) : Number.NaN;
    if (!Number.isInteger(bit) || bit < 0 || bit > 100_000)
      throw badValue('bit positions must be integers >= 0');
    mask |= 1n << BigInt(bit);
  }
  return mask;
}

export function bitTest(operator: string, operand: unknown): (value: unknown) => boolean {
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === null) return false;
    const set = bits & mask;
    if (operator === '$bitsAllSet') return set === mask;
    if (operator === '$bitsAnySet') return set !== 0n;
    if (operator === '$bitsAllClear') return set === 0n;
    return set !== mask;
  };
}
