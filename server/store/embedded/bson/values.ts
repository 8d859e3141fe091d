// BSON to documents and back. Numbers keep their BSON type (Int32, Long, Double, Decimal128), so that what is written
// back is what was read.
import { BSONError, type Document, deserialize, serialize } from 'bson';
import { MongoError } from '../errors';

export type Doc = Document;

export const maxDocumentBytes = 16 * 1024 * 1024;

/** For bytes that `checkBson` has passed. Error 22 for what it does not look at, such as broken UTF-8. */
export function decode(bytes: Uint8Array): Doc {
  try {
    return deserialize(bytes, { promoteValues: false });
  } catch (error) {
    if (error instanceof BSONError) throw new MongoError(22, error.message);
    throw error;
  }
}

export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A document in the BSON sense: not an array and none of the scalar classes. */
export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    (value as { _bsontype?: string })._bsontype === undefined
  );
}

/** Sets a field, also one called `__proto__`, as an own property. */
export function setOwn(doc: Doc, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(doc, key, { value, enumerable: true, configurable: true, writable: true });
  else doc[key] = value;
}
