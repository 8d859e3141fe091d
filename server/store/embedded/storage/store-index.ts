// One index: which keys a document has in it, and writing them. A unique index refuses a second owner of a key.
import { ObjectId } from 'bson';
import { encodeValue, joinFields } from '../bson/index-key';
import { type Numeric, toDouble } from '../bson/numbers';
import { keyValues, pathExists, splitPath, valueAt } from '../bson/paths';
import { type Doc, isDocument } from '../bson/values';
import { MongoError } from '../errors';
import { compileFilter, type Predicate } from '../query/matcher';
import { partKey, recordIdBuffer, recordIdOf } from './keys';
import type { Storage } from './storage';

/** As createIndexes was given it. */
export interface IndexSpecification {
  name: string;
  key: Doc;
  unique?: boolean;
  sparse?: boolean;
  /** Fields and the values they must have. */
  partialFilterExpression?: Doc;
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
  private readonly accepts: Predicate | null;

  constructor(
    readonly definition: IndexDefinition,
    private readonly storage: Storage,
    private readonly namespace: string,
  ) {
    this.fields = Object.entries(definition.key).map(([path, direction]) => ({
      path,
      direction: toDouble(direction) < 0 ? -1 : 1,
    }));
    this.isUnique = definition.unique === true || definition.name === '_id_';
    this.accepts = definition.partialFilterExpression
      ? compileFilter(definition.partialFilterExpression)
      : null;
  }

  /** The document's keys, without record id, each once. Error 171 for two arrays side by side. */
  keysOf(doc: Doc): { keys: Buffer[]; isMultikey: boolean; hasCutKeys: boolean } {
    const none = { keys: [], isMultikey: false, hasCutKeys: false };
    if (this.accepts && !this.accepts(doc)) return none;
    if (this.definition.sparse && !this.fields.some(({ path }) => pathExists(doc, path))) return none;
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
    const unique = new Map<string, Buffer>();
    let hasCutKeys = false;
    for (const row of rows) {
      const { key, isCut } = joinFields(row);
      hasCutKeys ||= isCut;
      unique.set(key.toString('latin1'), key);
    }
    return { keys: [...unique.values()], isMultikey: arrayPaths.length > 0, hasCutKeys };
  }

  private entryKey(key: Buffer, recordId: number): Buffer {
    return partKey(
      this.definition.part,
      this.isUnique ? key : Buffer.concat([key, recordIdBuffer(recordId)]),
    );
  }

  /** Error 11000 when another record owns one of the keys. */
  refuseDuplicates(keys: Buffer[], doc: Doc, recordId: number): void {
    if (!this.isUnique) return;
    for (const key of keys) {
      const owner = this.storage.get(partKey(this.definition.part, key));
      if (owner && recordIdOf(owner) !== recordId) throw this.duplicateKey(doc);
    }
  }

  private duplicateKey(doc: Doc): MongoError {
    const keyValue: Doc = {};
    for (const { path } of this.fields) keyValue[path] = valueAt(doc, splitPath(path)) ?? null;
    return new MongoError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${this.definition.name} dup key: ${shown(keyValue)}`,
      { keyPattern: this.definition.key, keyValue },
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

function shown(keyValue: Doc): string {
  const texts = Object.entries(keyValue).map(([path, value]) => `${path}: ${shownValue(value)}`);
  return `{ ${texts.join(', ')} }`;
}

function shownValue(value: unknown): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value}')`;
  const isText = typeof value === 'string' || Array.isArray(value) || isDocument(value);
  return isText ? JSON.stringify(value) : String(value);
}
