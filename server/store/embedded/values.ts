// The codec, in two readings of the same bytes.
//
// Typed: every number keeps its BSON type (Int32, Long, Double, Decimal128), so that what is written back is what
// was read; queries, updates, projections and indexes work on these.
// Plain: numbers are JavaScript numbers wherever that loses nothing; aggregation expressions work on these.
import { type Document, deserialize, serialize } from 'bson';

export type Doc = Document;

export const maxDocumentBytes = 16 * 1024 * 1024;

const typedReading = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;
const plainReading = { promoteValues: true, promoteLongs: true, bsonRegExp: false } as const;

export const decodeTyped = (bytes: Uint8Array): Doc => deserialize(bytes, typedReading);
export const decodePlain = (bytes: Uint8Array): Doc => deserialize(bytes, plainReading);

/** `undefined` is dropped, as the server has no such value. */
export function encode(doc: Doc): Buffer {
  return Buffer.from(serialize(doc, { ignoreUndefined: true }));
}

export const toPlain = (doc: Doc): Doc => decodePlain(serialize(doc));
export const toTyped = (doc: Doc): Doc => decodeTyped(serialize(doc));

/** A plain value for one typed value. */
export const plainValue = (value: unknown): unknown => toPlain({ value }).value;
export const typedValue = (value: unknown): unknown => toTyped({ value }).value;

/** A document in the BSON sense: not an array and none of the scalar classes. */
export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array) &&
    (value as { _bsontype?: string })._bsontype === undefined
  );
}

export function hasOwn(doc: object, key: string): boolean {
  return Object.hasOwn(doc, key);
}

/** Sets a field, also one called `__proto__`, as an own property. */
export function setOwn(doc: Doc, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(doc, key, { value, enumerable: true, configurable: true, writable: true });
  else doc[key] = value;
}
