// Bytes from outside are looked at before anything reads them: well formed, of the types this store keeps, not nested
// without end.
import { MongoError } from '../errors';

/** Bytes of each type of one size: double, ObjectId, boolean, date, null, int, long, decimal. */
const fixedBytes: Record<number, number> = { 1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 18: 8, 19: 16 };
const type = { string: 2, document: 3, array: 4, binary: 5 };

/** MongoDB's limits: documents within documents in a message, and in what is stored. */
const maxNesting = 200;
const maxStoredLevels = 180;

const broken = () => new MongoError(22, 'Invalid BSON');

/** End of the value of that BSON type that begins at `at`. Error 22 for a type that the application never sends. */
export function valueEnd(bytes: Buffer, bsonType: number, at: number): number {
  const fixed = fixedBytes[bsonType];
  if (fixed !== undefined) return at + fixed;
  const length = at + 4 < bytes.length ? bytes.readInt32LE(at) : -1;
  if (length < 0) throw broken();
  switch (bsonType) {
    case type.string:
      return at + 4 + length;
    case type.document:
    case type.array:
      return at + length;
    case type.binary:
      return at + 5 + length;
    default:
      throw new MongoError(22, `Unrecognized BSON type ${bsonType}`);
  }
}

/** How many levels of documents and arrays there are, the outermost being the first. Errors 22 and 15. */
export function checkBson(bytes: Buffer, level = 1): number {
  if (level > maxNesting + 1) throw new MongoError(15, 'BSONObj exceeds maximum nested object depth');
  const last = bytes.length - 1;
  if (bytes.length < 5 || bytes.readInt32LE(0) !== bytes.length || bytes[last] !== 0) throw broken();
  let levels = level;
  for (let at = 4; at < last; ) {
    const bsonType = bytes[at];
    if (bsonType === undefined) throw broken();
    const start = bytes.indexOf(0, at + 1) + 1;
    const end = valueEnd(bytes, bsonType, start);
    if (end > last || end < start) throw broken();
    if (bsonType === type.document || bsonType === type.array)
      levels = Math.max(levels, checkBson(bytes.subarray(start, end), level + 1));
    at = end;
  }
  return levels;
}

export function refuseTooDeep(bytes: Buffer): void {
  if (checkBson(bytes) > maxStoredLevels)
    throw new MongoError(
      15,
      `cannot insert document because it exceeds ${maxStoredLevels} levels of nesting`,
    );
}
