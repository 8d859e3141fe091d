// MongoDB's order over all BSON types:
// MinKey < null < numbers < strings < objects < arrays < binary < ObjectId < boolean < date < timestamp < regex
// < code < code with scope < MaxKey. Within a type values are ordered as the server orders them.
import type { Binary, BSONRegExp, Code, Long, ObjectId } from 'bson';
import { compareNumbers, isNumeric } from './numbers';
import type { Doc } from './values';

export const rank = {
  minKey: 1,
  undefined: 2,
  null: 3,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

/** Stands in index keys and sort keys for an empty array, which MongoDB places just below null. */
export const emptyArray = Symbol('empty array');

const bsonRanks: Record<string, number> = {
  MinKey: rank.minKey,
  Int32: rank.number,
  Double: rank.number,
  Long: rank.number,
  Decimal128: rank.number,
  BSONSymbol: rank.string,
  Binary: rank.binary,
  ObjectId: rank.objectId,
  Timestamp: rank.timestamp,
  BSONRegExp: rank.regex,
  DBRef: rank.object,
  MaxKey: rank.maxKey,
};

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return rank.number;
    case 'string':
      return rank.string;
    case 'boolean':
      return rank.boolean;
    case 'undefined':
      return rank.null;
    case 'symbol':
      return rank.undefined;
  }
  if (value === null) return rank.null;
  if (Array.isArray(value)) return rank.array;
  if (value instanceof Date) return rank.date;
  if (value instanceof RegExp) return rank.regex;
  if (value instanceof Uint8Array) return rank.binary;
  const type = (value as { _bsontype?: string })._bsontype;
  if (type === undefined) return rank.object;
  if (type === 'Code') return (value as Code).scope ? rank.codeWithScope : rank.code;
  return bsonRanks[type] ?? rank.object;
}

/** Order of UTF-8 bytes, which is the order of code points; UTF-16 units differ from it only at surrogates. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      const surrogateX = x < 0xe000;
      const surrogateY = y < 0xe000;
      if (surrogateX !== surrogateY) return surrogateX ? 1 : -1;
    }
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(value));

export function binaryOf(value: unknown): { subtype: number; bytes: Uint8Array } {
  if (value instanceof Uint8Array) return { subtype: 0, bytes: value };
  const binary = value as Binary;
  return { subtype: binary.sub_type, bytes: binary.buffer.subarray(0, binary.position) };
}

export function regexOf(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags.replace(/[^ims]/g, '') };
  const regex = value as BSONRegExp;
  return { pattern: regex.pattern, options: regex.options };
}

/** DBRef values are ordinary documents on the wire; their fields in order. */
export function entriesOf(value: unknown): [string, unknown][] {
  if ((value as { _bsontype?: string })._bsontype === 'DBRef')
    return Object.entries((value as { toJSON(): Doc }).toJSON());
  return Object.entries(value as Doc);
}

const sign = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const type = rankOf(a);
  const other = rankOf(b);
  if (type !== other) return sign(type, other);
  switch (type) {
    case rank.number:
      return isNumeric(a) && isNumeric(b) ? compareNumbers(a, b) : 0;
    case rank.string:
      return compareStrings(textOf(a), textOf(b));
    case rank.object:
      return compareEntries(entriesOf(a), entriesOf(b));
    case rank.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case rank.binary: {
      const x = binaryOf(a);
      const y = binaryOf(b);
      return (
        sign(x.bytes.length, y.bytes.length) || sign(x.subtype, y.subtype) || Buffer.compare(x.bytes, y.bytes)
      );
    }
    case rank.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case rank.boolean:
      return sign(Number(a), Number(b));
    case rank.date:
      return sign((a as Date).getTime(), (b as Date).getTime());
    case rank.timestamp:
      return sign(Number((a as Long).toBigInt() - (b as Long).toBigInt()), 0);
    case rank.regex: {
      const x = regexOf(a);
      const y = regexOf(b);
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    case rank.code:
    case rank.codeWithScope: {
      const [x, y] = [a as Code, b as Code];
      return (
        compareStrings(String(x.code), String(y.code)) ||
        compareEntries(entriesOf(x.scope ?? {}), entriesOf(y.scope ?? {}))
      );
    }
    default:
      return 0;
  }
}

/** Field by field: type, then name, then value; a prefix comes first. */
function compareEntries(a: [string, unknown][], b: [string, unknown][]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [nameA, valueA] = a[i]!;
    const [nameB, valueB] = b[i]!;
    const order =
      sign(rankOf(valueA), rankOf(valueB)) || compareStrings(nameA, nameB) || compareValues(valueA, valueB);
    if (order) return order;
  }
  return sign(a.length, b.length);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order) return order;
  }
  return sign(a.length, b.length);
}

export const equalValues = (a: unknown, b: unknown): boolean => a === b || compareValues(a, b) === 0;
