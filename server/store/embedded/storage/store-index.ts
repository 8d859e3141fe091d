// One index: which keys a document has in it, and writing them. That of `_id` refuses a key that is taken; no other does.
import { ObjectId } from 'bson';
import { encodeValue, joinFields } from '../bson/index-key';
import { type Numeric, toDouble } from '../bson/numbers';
import { keyValues, splitPath } from '../bson/paths';
import { type Doc, isDocument } from '../bson/values';
import { MongoError } from '../errors';
import { partKey, recordIdBuffer } from './keys';
import type { Storage } from './storage';

/** As createIndexes was given it. */
export interface IndexSpecification {
  name: string;
  key: Doc;
  expireAfterSeconds?: Numeric;
}

export interface IndexDefinition extends IndexSpecification {
  /** Part of the tree with the entries. */
  part: number;
  /** Some document has an array at an indexed path. */
  isMultikey: boolean;
  /** Some key was too long and lost its order. */
  hasCutKeys: boolean;
}

const maxKeysPerDocument = 10_000;

export class StoreIndex {
  readonly fields: { path: string; direction: 1 | -1 }[];
  readonly isUnique: boolean;

  constructor(
    readonly definition: IndexDefinition,
    private readonly storage: Storage,
    private readonly namespace: string,
  ) {
    this.fields = Object.entries(definition.key).map(([path, direction]) => ({
      path,
      direction: toDouble(direction) < 0 ? -1 : 1,
    }));
    this.isUnique = definition.name === '_id_';
  }

  /** The document's keys, without record id, each once. Error 171 for two arrays side by side. */
  keysOf(doc: Doc): { keys: Buffer[]; isMultikey: boolean; hasCutKeys: boolean } {
    const arrayPaths: string[] = [];
    let rows: Buffer[][] = [[]];
    for (const { path, direction } of this.fields) {
      const { values, isArray } = keyValues(doc, path);
      if (isArray) arrayPaths.push(path);
      refuseParallelArrays(arrayPaths);
      const encoded = values.map((value) => encodeValue(value, direction));
      rows = rows.flatMap((row) => encoded.map((field) => [...row, field]));
      if (rows.length > maxKeysPerDocument) throw new MongoError(2, 'too many index keys for one document');
    }
    const distinct = new Map<string, Buffer>();
    let hasCutKeys = false;
    for (const row of rows) {
      const { key, isCut } = joinFields(row);
      hasCutKeys ||= isCut;
      distinct.set(key.toString('latin1'), key);
    }
    return { keys: [...distinct.values()], isMultikey: arrayPaths.length > 0, hasCutKeys };
  }

  private entryKey(key: Buffer, recordId: number): Buffer {
    return partKey(
      this.definition.part,
      this.isUnique ? key : Buffer.concat([key, recordIdBuffer(recordId)]),
    );
  }

  /** Error 11000 when a record has the new document's `_id` already. */
  refuseTaken(keys: Buffer[], { _id }: Doc): void {
    const { part, name, key: keyPattern } = this.definition;
    if (!this.isUnique || !keys.some((key) => this.storage.get(partKey(part, key)))) return;
    throw new MongoError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: { _id: ${shown(_id)} }`,
      { keyPattern, keyValue: { _id } },
    );
  }

  add(keys: Buffer[], recordId: number): void {
    const value = recordIdBuffer(recordId);
    for (const key of keys) this.storage.put(this.entryKey(key, recordId), value);
  }

  removeKeys(keys: Buffer[], recordId: number): void {
    for (const key of keys) this.storage.remove(this.entryKey(key, recordId));
  }
}

function refuseParallelArrays(arrayPaths: string[]): void {
  if (arrayPaths.length < 2) return;
  const [first, second] = new Set(arrayPaths.map((path) => splitPath(path)[0]));
  if (second !== undefined) throw new MongoError(171, `cannot index parallel arrays [${second}] [${first}]`);
}

function shown(value: unknown): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value}')`;
  const isText = typeof value === 'string' || isDocument(value);
  return isText ? JSON.stringify(value) : String(value);
}
