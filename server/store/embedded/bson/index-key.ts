// MongoDB's order and equality as bytes: comparing two encoded values byte by byte gives MongoDB's order, and equal
// values of different numeric types give equal bytes. A descending field of an index has all its bits inverted.
//
// value   = rank byte, payload
// number  = double (sign-adjusted, 8 bytes), then 0x80; a number no double holds exactly is placed beside its nearest
//           double with 0x40 (below) or 0xC0 (above) and its decimal digits
// string  = UTF-8 with 00 -> 00 FF, closed by 00 00
// object  = per field: rank, name, payload; closed by 00.   array = values; closed by 00

import { createHash } from 'node:crypto';
import { type Binary, Decimal128, Long, type ObjectId } from 'bson';
import { defined } from '../../../core/defined';
import { compareDecimals, type Decimal, exactDouble, type Numeric, toDecimal, toDouble } from './numbers';
import { rank, rankOf } from './types';
import type { Doc } from './values';

/** LMDB takes keys of at most 1978 bytes; longer keys are cut and closed by a SHA-256 of the whole. */
const maxKeyBytes = 1500;
const hashBytes = 32;

class KeyWriter {
  private bytes = Buffer.allocUnsafe(256);
  length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  raw(value: Uint8Array): void {
    this.reserve(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  text(value: string): void {
    if (!value.includes('\0')) {
      this.reserve(value.length * 3);
      this.length += this.bytes.write(value, this.length, 'utf8');
    } else {
      for (const byte of Buffer.from(value, 'utf8')) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    }
    this.byte(0);
    this.byte(0);
  }

  double(value: number): void {
    this.reserve(8);
    if (Number.isNaN(value)) {
      this.bytes.fill(0, this.length, this.length + 8);
    } else {
      this.bytes.writeDoubleBE(value === 0 ? 0 : value, this.length);
      if (value < 0) this.invert(this.length, this.length + 8);
      else this.flip(this.length, 0x80);
    }
    this.length += 8;
  }

  long(value: bigint): void {
    this.reserve(8);
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value) ^ (1n << 63n), this.length);
    this.length += 8;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.bytes.writeUInt32BE(value, this.length);
    this.length += 4;
  }

  invert(start: number, end = this.length): void {
    for (let i = start; i < end; i++) this.flip(i, 0xff);
  }

  private flip(at: number, bits: number): void {
    this.bytes[at] = defined(this.bytes[at], 'a byte of the key') ^ bits;
  }

  finish(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}

function writeNumber(out: KeyWriter, value: Numeric): void {
  const double = toDouble(value);
  out.double(double);
  const isWide = value instanceof Decimal128 || (value instanceof Long && !Number.isSafeInteger(double));
  const exact = isWide ? toDecimal(value) : null;
  const side = exact ? sideOf(exact, double) : 0;
  out.byte(0x80 + 0x40 * side);
  if (exact && side !== 0) writeDigits(out, exact);
}

/** Where the exact value lies beside its nearest double: -1, 0 or 1. */
function sideOf(exact: Decimal, double: number): number {
  const nearest = exactDouble(double);
  return nearest ? compareDecimals(exact, nearest) : -Math.sign(double);
}

/** Magnitude (digits before the point) then digits without trailing zeros; inverted for negative numbers. */
function writeDigits(out: KeyWriter, value: Decimal): void {
  const negative = value.coefficient < 0n;
  const digits = String(negative ? -value.coefficient : value.coefficient);
  const start = out.length;
  out.long(BigInt(digits.length + value.exponent));
  for (const digit of digits.replace(/0+$/, '')) out.byte(digit.charCodeAt(0));
  out.byte(0);
  if (negative) out.invert(start);
}

function writePayload(out: KeyWriter, value: unknown, type: number): void {
  switch (type) {
    case rank.number:
      writeNumber(out, value as Numeric);
      break;
    case rank.string:
      out.text(value as string);
      break;
    case rank.object:
      for (const [name, field] of Object.entries(value as Doc)) {
        const fieldType = rankOf(field);
        out.byte(fieldType);
        out.text(name);
        writePayload(out, field, fieldType);
      }
      out.byte(0);
      break;
    case rank.array:
      for (const item of value as unknown[]) writeValue(out, item);
      out.byte(0);
      break;
    case rank.binary: {
      const { sub_type: subtype, buffer, position } = value as Binary;
      out.uint32(position);
      out.byte(subtype);
      out.raw(buffer.subarray(0, position));
      break;
    }
    case rank.objectId:
      out.raw((value as ObjectId).id);
      break;
    case rank.boolean:
      out.byte(value ? 1 : 0);
      break;
    case rank.date:
      // A date beyond what JavaScript can hold has no number.
      out.long(BigInt((value as Date).getTime() || 0));
  }
}

function writeValue(out: KeyWriter, value: unknown): void {
  const type = rankOf(value);
  out.byte(type);
  writePayload(out, value, type);
}

/** One field of an index key; upwards, the bytes by which values are ordered and told apart everywhere. */
export function encodeValue(value: unknown, direction = 1): Buffer {
  const out = new KeyWriter();
  writeValue(out, value);
  if (direction < 0) out.invert(0);
  return out.finish();
}

export const compareValues = (a: unknown, b: unknown): number =>
  Buffer.compare(encodeValue(a), encodeValue(b));

export const equalValues = (a: unknown, b: unknown): boolean => a === b || compareValues(a, b) === 0;

/** All encoded values of one type in one direction: `start` <= bytes < `end`. */
export function typeRange(type: number, direction: number): { start: Buffer; end: Buffer } {
  const byte = direction < 0 ? ~type & 0xff : type;
  return { start: Buffer.from([byte]), end: Buffer.from([byte + 1]) };
}

/** The lowest bytes above everything that begins with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return Buffer.from([0xff, 0xff]);
  const next = Buffer.from(prefix.subarray(0, length));
  next.writeUInt8(next.readUInt8(length - 1) + 1, length - 1);
  return next;
}

/** Bounds of a scan are cut where keys are cut, so that they stay a superset. */
export const orderedKeyBytes = maxKeyBytes - hashBytes;

/** Fields of one key in a row. Over-long keys lose their order but not their identity. */
export function joinFields(fields: Buffer[]): { key: Buffer; isCut: boolean } {
  const [first] = fields;
  const key = first && fields.length === 1 ? first : Buffer.concat(fields);
  if (key.length <= maxKeyBytes) return { key, isCut: false };
  const hash = createHash('sha256').update(key).digest();
  return { key: Buffer.concat([key.subarray(0, maxKeyBytes - hashBytes), hash]), isCut: true };
}
