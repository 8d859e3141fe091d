// The BSON types that this store keeps, in MongoDB's order:
// null < numbers < strings < documents < arrays < binary < ObjectId < boolean < date.
import { MongoError } from '../errors';
import { isNumeric, type Numeric } from './numbers';

export const rank = {
  /** Stands in index and sort keys for an array without elements. */
  emptyArray: 2,
  null: 3,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
} as const;
type Rank = (typeof rank)[keyof typeof rank];

export const emptyArray = Symbol('empty array');

const bsonRanks: Record<string, Rank> = {
  Int32: rank.number,
  Double: rank.number,
  Long: rank.number,
  Decimal128: rank.number,
  Binary: rank.binary,
  ObjectId: rank.objectId,
};

/** A missing value counts as null. */
export function rankOf(value: unknown): Rank {
  if (value === null || value === undefined) return rank.null;
  if (typeof value === 'string') return rank.string;
  if (typeof value === 'boolean') return rank.boolean;
  if (value === emptyArray) return rank.emptyArray;
  if (Array.isArray(value)) return rank.array;
  if (value instanceof Date) return rank.date;
  const type = (value as { _bsontype?: string })._bsontype;
  if (type === undefined) return rank.object;
  const found = bsonRanks[type];
  // The codec makes a class of its own of a document with `$ref` and `$id`.
  if (found === undefined) throw new MongoError(238, `${type} is not supported by this store`);
  return found;
}

const names: Record<Rank, string> = {
  [rank.emptyArray]: 'array',
  [rank.null]: 'null',
  [rank.number]: 'number',
  [rank.string]: 'string',
  [rank.object]: 'object',
  [rank.array]: 'array',
  [rank.binary]: 'binData',
  [rank.objectId]: 'objectId',
  [rank.boolean]: 'bool',
  [rank.date]: 'date',
};
const numberNames: Record<Numeric['_bsontype'], string> = {
  Int32: 'int',
  Long: 'long',
  Double: 'double',
  Decimal128: 'decimal',
};

/** As MongoDB's messages name a type. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  return isNumeric(value) ? numberNames[value._bsontype] : names[rankOf(value)];
}
