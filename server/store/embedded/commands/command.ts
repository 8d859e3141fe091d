// What every command gets, and how options are read from it.

import { isNumeric, toDouble } from '../bson/numbers';
import { typeName } from '../bson/types';
import { type Doc, decode, isDocument } from '../bson/values';
import { MongoError, notImplemented, typeMismatch } from '../errors';
import type { Cursors } from '../query/cursor';
import { isTruthy } from '../query/matcher';
import type { Catalogue } from '../storage/catalogue';
import type { Storage } from '../storage/storage';

export interface Engine {
  storage: Storage;
  catalogue: Catalogue;
  cursors: Cursors;
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

/** Fields that the driver gives to any command: the database, and the session, of which this store keeps nothing. */
const general = ['$db', 'lsid'];

/** Error 40415 for an option the command does not know: better than acting as if it had been obeyed. */
export function refuseUnknownOptions({ name, body }: Call, known: string[]): void {
  refuseUnknownFields(body, name, [name, ...general, ...known]);
}

export function refuseUnknownFields(fields: Doc, place: string, known: string[]): void {
  for (const key of Object.keys(fields))
    if (!known.includes(key))
      throw new MongoError(40415, `BSON field '${place}.${key}' is an unknown field.`);
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
  if (value === undefined) return {};
  if (!isDocument(value))
    throw typeMismatch(`BSON field '${key}' is the wrong type '${typeName(value)}', expected type 'object'`);
  return value;
}

export function numberOption(body: Doc, key: string): number | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  if (!isNumeric(value))
    throw typeMismatch(
      `BSON field '${key}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  const number = Math.trunc(toDouble(value));
  if (number < 0)
    throw new MongoError(51024, `BSON field '${key}' value must be >= 0, actual value '${number}'`);
  return number;
}

export const booleanOption = (body: Doc, key: string): boolean => isTruthy(body[key]);

/** What is written by one command is written in order, up to the first refusal. */
export function refuseUnordered({ body }: Call): void {
  if (body.ordered !== undefined && !isTruthy(body.ordered)) throw notImplemented('ordered: false');
}

/** Documents of a write command, from the body or from its document sequence. */
export function documentsOf({ body, sequences }: Call, key: string): Doc[] {
  const list: unknown = sequences.get(key)?.map(decode) ?? body[key];
  if (!Array.isArray(list) || !list.every(isDocument))
    throw typeMismatch(`BSON field '${key}' must be an array of objects`);
  return list;
}
