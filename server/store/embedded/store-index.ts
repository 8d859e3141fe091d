// One index: which keys a document has in it, and writing them. A unique index refuses a second owner of a key.

import { MongoError } from './errors';
import { encodeField, encodeValue, joinFields } from './index-key';
import { partKey, recordIdBuffer, recordIdOf } from './keys';
import { compileFilter, type Predicate } from './matcher';
import { optionalNumber } from './numbers';
import { keyValues, pathExists, splitPath, valueAt } from './paths';
import type { Storage } from './storage';
import type { Doc } from './values';

/** As listIndexes shows it, and what the server must know beside it. */
export interface IndexDefinition {
  name: string;
  key: Doc;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
  hidden?: boolean;
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
    private readonly namespace: () => string,
  ) {
    this.fields = Object.entries(definition.key).map(([path, direction]) => ({
      path,
      direction: (optionalNumber(direction) ?? 1) < 0 ? -1 : 1,
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
    const perField = this.fields.map(({ path }) => keyValues(doc, path));
    const isMultikey = perField.some((field) => field.isArray);
    if (!isMultikey) {
      const { key, isCut } = joinFields(
        perField.map(({ values }, i) => encodeField(values[0], this.fields[i]!.direction)),
      );
      return { keys: [key], isMultikey, hasCutKeys: isCut };
    }
    this.refuseParallelArrays(perField);
    let rows: Buffer[][] = [[]];
    perField.forEach(({ values }, i) => {
      const encoded = values.map((value) => encodeField(value, this.fields[i]!.direction));
      rows = rows.flatMap((row) => encoded.map((field) => [...row, field]));
      if (rows.length > maxKeysPerDocument) throw new MongoError(2, 'too many index keys for one document');
    });
    const unique = new Map<string, Buffer>();
    let hasCutKeys = false;
    for (const row of rows) {
      const { key, isCut } = joinFields(row);
      hasCutKeys ||= isCut;
      unique.set(key.toString('latin1'), key);
    }
    return { keys: [...unique.values()], isMultikey, hasCutKeys };
  }

  private refuseParallelArrays(perField: { isArray: boolean }[]): void {
    const roots = new Set(
      this.fields.filter((_, i) => perField[i]!.isArray).map(({ path }) => splitPath(path)[0]),
    );
    if (roots.size > 1) {
      const [first, second] = [...roots];
      throw new MongoError(171, `cannot index parallel arrays [${second}] [${first}]`);
    }
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
      `E11000 duplicate key error collection: ${this.namespace()} index: ${this.definition.name} dup key: ${shown(keyValue)}`,
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

  /** The one record with this `_id`, for the index on `_id` only. */
  recordWithId(id: unknown): number | undefined {
    const { key } = joinFields([encodeValue(id)]);
    const owner = this.storage.get(partKey(this.definition.part, key));
    return owner && recordIdOf(owner);
  }
}

function shown(keyValue: Doc): string {
  const text = Object.entries(keyValue).map(([path, value]) => {
    if (typeof value === 'string') return `${path}: ${JSON.stringify(value)}`;
    if (value?._bsontype === 'ObjectId') return `${path}: ObjectId('${value}')`;
    if (value instanceof Date) return `${path}: new Date(${value.getTime()})`;
    return `${path}: ${value === null ? 'null' : typeof value === 'object' && !('_bsontype' in value) ? JSON.stringify(value) : String(value)}`;
  });
  return `{ ${text.join(', ')} }`;
}
