// What every command gets, and how options are read from it.
import type { Catalogue } from '../catalogue';
import type { Cursors } from '../cursor';
import { MongoError, typeMismatch } from '../errors';
import { isTruthy } from '../matcher';
import { isNumeric, toDouble } from '../numbers';
import type { Storage } from '../storage';
import { typeName } from '../types';
import { type Doc, decodeTyped, isDocument, toPlain } from '../values';

export interface Engine {
  storage: Storage;
  catalogue: Catalogue;
  cursors: Cursors;
  startedMs: number;
  connections(): number;
}

export interface Call {
  engine: Engine;
  database: string;
  name: string;
  body: Doc;
  sequences: Map<string, Buffer[]>;
  connectionId: number;
}

/** A reply's fields, or a finished reply in BSON. */
export type Command = (call: Call) => Doc | Buffer | Promise<Doc | Buffer>;

/** Fields any command may carry. */
const general = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$audit',
  '$client',
]);

/** Error 40415 for an option the command does not know: better than acting as if it had been obeyed. */
export function refuseUnknownOptions({ name, body }: Call, known: string[]): void {
  for (const key of Object.keys(body))
    if (key !== name && !general.has(key) && !known.includes(key))
      throw new MongoError(40415, `BSON field '${name}.${key}' is an unknown field.`);
}

export function namespaceOf({ database, body, name }: Call): string {
  const collection = body[name];
  if (typeof collection !== 'string')
    throw new MongoError(73, `collection name has invalid type ${typeName(collection)}`);
  if (collection === '') throw new MongoError(73, `Invalid namespace specified '${database}.'`);
  return `${database}.${collection}`;
}

export function documentOption(body: Doc, key: string): Doc {
  const value = body[key];
  if (value === undefined || value === null) return {};
  if (!isDocument(value))
    throw typeMismatch(`BSON field '${key}' is the wrong type '${typeName(value)}', expected type 'object'`);
  return value;
}

/** Variables for expressions, plain as those are. */
export function variablesOf(body: Doc, key = 'let'): Doc {
  const variables = documentOption(body, key);
  return Object.keys(variables).length ? toPlain(variables) : {};
}

export function numberOption(body: Doc, key: string, least = 0): number | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value))
    throw typeMismatch(
      `BSON field '${key}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  const number = Math.trunc(toDouble(value));
  if (number < least)
    throw new MongoError(51024, `BSON field '${key}' value must be >= ${least}, actual value '${number}'`);
  return number;
}

export const booleanOption = (body: Doc, key: string, fallback = false): boolean =>
  body[key] === undefined || body[key] === null ? fallback : isTruthy(body[key]);

/** A collation other than plain binary order would be silently wrong. */
export function refuseCollation(body: Doc): void {
  const collation = body.collation;
  if (isDocument(collation) && collation.locale !== undefined && collation.locale !== 'simple')
    throw new MongoError(238, 'collation is not supported by this store');
}

/** Statements of a write command, from the body or from its document sequence. */
export function statements({ body, sequences }: Call, key: string): Doc[] {
  const sequence = sequences.get(key);
  if (sequence) return sequence.map((bytes) => decodeTyped(bytes));
  const list = body[key];
  if (!Array.isArray(list) || !list.every(isDocument))
    throw typeMismatch(`BSON field '${key}' must be an array of objects`);
  return list;
}
