// The records of one collection and all its index entries, kept in step: every method that changes something runs
// inside Storage.write and refuses (MongoError) before it writes anything.
import { ObjectId } from 'bson';
import { refuseTooDeep } from '../bson/check-bson';
import { type Doc, decode, isDocument, maxDocumentBytes } from '../bson/values';
import { MongoError } from '../errors';
import { partRange, recordIdOfKey, recordKey } from './keys';
import type { Entries, Range, Storage } from './storage';
import { type IndexDefinition, type IndexSpecification, StoreIndex } from './store-index';

export interface CollectionEntry {
  namespace: string;
  part: number;
  indexes: IndexDefinition[];
}

const batch = 500;

export class Collection {
  indexes: StoreIndex[] = [];
  private nextRecordId = 1;

  constructor(
    public entry: CollectionEntry,
    private readonly storage: Storage,
    private readonly save: (collection: Collection) => void,
  ) {
    this.reload(entry);
  }

  get namespace(): string {
    return this.entry.namespace;
  }

  get part(): number {
    return this.entry.part;
  }

  /** Takes over what the disk says, at start and after an abandoned transaction. */
  reload(entry: CollectionEntry): void {
    this.entry = entry;
    this.indexes = entry.indexes.map((definition) => this.openIndex(definition));
    const {
      entries: [last],
    } = this.storage.entries({ ...partRange(this.part), reverse: true, limit: 1 });
    this.nextRecordId = last ? recordIdOfKey(last.key) + 1 : 1;
  }

  private openIndex(definition: IndexDefinition): StoreIndex {
    return new StoreIndex(definition, this.storage, this.namespace);
  }

  read(recordId: number): Buffer | undefined {
    return this.storage.get(recordKey(this.part, recordId));
  }

  entries(range: Range): Entries {
    return this.storage.entries(range);
  }

  insert(doc: Doc, bytes: Buffer): number {
    refuseUnstorable(doc, bytes);
    const recordId = this.nextRecordId;
    const entries = this.indexes.map((index) => ({ index, ...index.keysOf(doc) }));
    for (const { index, keys } of entries) index.refuseTaken(keys, doc);
    this.nextRecordId++;
    this.storage.put(recordKey(this.part, recordId), bytes);
    for (const { index, keys } of entries) index.add(keys, recordId);
    this.noteKeyKinds(entries);
    return recordId;
  }

  /** `after` has the `_id` of `before`, so that no key can be taken. */
  replace(recordId: number, before: Doc, after: Doc, bytes: Buffer): void {
    refuseUnstorable(after, bytes);
    const changes = this.indexes.map((index) => {
      const next = index.keysOf(after);
      const previous = index.keysOf(before).keys;
      const kept = (list: Buffer[], key: Buffer) => list.some((other) => other.equals(key));
      return {
        index,
        ...next,
        removed: previous.filter((key) => !kept(next.keys, key)),
        added: next.keys.filter((key) => !kept(previous, key)),
      };
    });
    for (const { index, removed, added } of changes) {
      index.removeKeys(removed, recordId);
      index.add(added, recordId);
    }
    this.storage.put(recordKey(this.part, recordId), bytes);
    this.noteKeyKinds(changes);
  }

  remove(recordId: number, doc: Doc): void {
    for (const index of this.indexes) index.removeKeys(index.keysOf(doc).keys, recordId);
    this.storage.remove(recordKey(this.part, recordId));
  }

  private noteKeyKinds(entries: { index: StoreIndex; isMultikey: boolean; hasCutKeys: boolean }[]): void {
    let isChanged = false;
    for (const { index, isMultikey, hasCutKeys } of entries) {
      const known = index.definition;
      if ((isMultikey && !known.isMultikey) || (hasCutKeys && !known.hasCutKeys)) {
        known.isMultikey ||= isMultikey;
        known.hasCutKeys ||= hasCutKeys;
        isChanged = true;
      }
    }
    if (isChanged) this.save(this);
  }

  /** Builds the index over what is there; nothing is kept when a document cannot be in it. */
  createIndex(specification: IndexSpecification, part: number): void {
    const definition = { ...specification, part, isMultikey: false, hasCutKeys: false };
    const index = this.openIndex(definition);
    try {
      for (const { recordId, bytes } of this.records()) {
        const found = index.keysOf(decode(bytes));
        index.add(found.keys, recordId);
        definition.isMultikey ||= found.isMultikey;
        definition.hasCutKeys ||= found.hasCutKeys;
      }
    } catch (error) {
      this.clearPart(part);
      throw error;
    }
    this.indexes.push(index);
    this.entry.indexes = this.indexes.map((each) => each.definition);
    this.save(this);
  }

  private clearPart(part: number): void {
    for (;;) {
      const keys = this.storage.keys({ ...partRange(part), limit: batch });
      if (keys.length === 0) return;
      for (const key of keys) this.storage.remove(key);
    }
  }

  private *records(): Generator<{ recordId: number; bytes: Buffer }> {
    const { start, end } = partRange(this.part);
    let from = start;
    for (;;) {
      const { entries, isEnd } = this.storage.entries({ start: from, end, limit: batch });
      for (const { key, value } of entries) yield { recordId: recordIdOfKey(key), bytes: value };
      const last = entries.at(-1);
      if (isEnd || !last) return;
      from = recordKey(this.part, recordIdOfKey(last.key) + 1);
    }
  }
}

function refuseUnstorable({ _id: id }: Doc, bytes: Buffer): void {
  if (bytes.length > maxDocumentBytes)
    throw new MongoError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
    );
  refuseTooDeep(bytes);
  if (Array.isArray(id)) throw new MongoError(53, "The '_id' value cannot be of type array");
  const dollar = isDocument(id) && Object.keys(id).find((name) => name.startsWith('$'));
  if (dollar) throw new MongoError(52, `_id fields may not contain '$'-prefixed fields: ${dollar}`);
}

/** A document as it is stored: `_id` first, made up when it is missing. */
export function withId(doc: Doc): Doc {
  if (Object.keys(doc)[0] === '_id') return doc;
  const { _id = new ObjectId(), ...rest } = doc;
  return { _id, ...rest };
}
