// The records of one collection and all its index entries, kept in step: every method that changes something runs
// inside Storage.write and refuses (MongoError) before it writes anything.
import { ObjectId } from 'bson';
import { MongoError } from './errors';
import { partKey, partRange, recordIdOfKey, recordKey } from './keys';
import type { Entries, Range, Storage } from './storage';
import { type IndexDefinition, StoreIndex } from './store-index';
import { type Doc, decodeTyped, maxDocumentBytes } from './values';

export interface CollectionEntry {
  namespace: string;
  uuid: string;
  options: Doc;
  part: number;
  indexes: IndexDefinition[];
}

const batch = 500;

export class Collection {
  indexes: StoreIndex[] = [];
  count = 0;
  isDropped = false;
  isCountDirty = false;
  private nextRecordId = 1;

  constructor(
    public entry: CollectionEntry,
    private readonly storage: Storage,
    private readonly save: (collection: Collection) => void,
  ) {
    this.reload(entry, this.readCount());
  }

  get namespace(): string {
    return this.entry.namespace;
  }

  get part(): number {
    return this.entry.part;
  }

  get countKey(): Buffer {
    return partKey(0, Buffer.from(`n:${this.part}`));
  }

  /** Takes over what the disk says, at start and after an abandoned transaction. */
  reload(entry: CollectionEntry, count: number): void {
    this.entry = entry;
    this.count = count;
    this.isCountDirty = false;
    this.indexes = entry.indexes.map((definition) => this.openIndex(definition));
    const {
      entries: [last],
    } = this.storage.entries({ ...partRange(this.part), reverse: true, limit: 1 });
    this.nextRecordId = last ? recordIdOfKey(last.key) + 1 : 1;
  }

  readCount(): number {
    const bytes = this.storage.get(this.countKey);
    return bytes ? Number(bytes.readBigUInt64BE()) : 0;
  }

  writeCount(): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(this.count));
    this.storage.put(this.countKey, bytes);
    this.isCountDirty = false;
  }

  private openIndex(definition: IndexDefinition): StoreIndex {
    return new StoreIndex(definition, this.storage, () => this.namespace);
  }

  get idIndex(): StoreIndex {
    return this.indexes[0]!;
  }

  read(recordId: number): Buffer | undefined {
    return this.storage.get(recordKey(this.part, recordId));
  }

  entries(range: Range): Entries {
    return this.storage.entries(range);
  }

  insert(doc: Doc, bytes: Buffer): number {
    this.refuseTooLarge(bytes);
    const recordId = this.nextRecordId;
    const entries = this.indexes.map((index) => ({ index, ...index.keysOf(doc) }));
    for (const { index, keys } of entries) index.refuseDuplicates(keys, doc, recordId);
    this.nextRecordId++;
    this.storage.put(recordKey(this.part, recordId), bytes);
    for (const { index, keys } of entries) index.add(keys, recordId);
    this.noteKeyKinds(entries);
    this.changeCount(1);
    return recordId;
  }

  replace(recordId: number, before: Doc, after: Doc, bytes: Buffer): void {
    this.refuseTooLarge(bytes);
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
    for (const { index, added } of changes) index.refuseDuplicates(added, after, recordId);
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
    this.changeCount(-1);
  }

  private refuseTooLarge(bytes: Buffer): void {
    if (bytes.length > maxDocumentBytes)
      throw new MongoError(
        10334,
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
      );
  }

  private changeCount(by: number): void {
    this.count += by;
    this.isCountDirty = true;
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
  createIndex(definition: IndexDefinition): void {
    const index = this.openIndex(definition);
    try {
      for (const { recordId, bytes } of this.records()) {
        const doc = decodeTyped(bytes);
        const found = index.keysOf(doc);
        index.refuseDuplicates(found.keys, doc, recordId);
        index.add(found.keys, recordId);
        definition.isMultikey ||= found.isMultikey;
        definition.hasCutKeys ||= found.hasCutKeys;
      }
    } catch (error) {
      this.clearPart(definition.part);
      throw error;
    }
    this.indexes.push(index);
    this.entry.indexes = this.indexes.map((each) => each.definition);
    this.save(this);
  }

  dropIndexes(names: string[]): void {
    for (const index of this.indexes)
      if (names.includes(index.definition.name)) this.clearPart(index.definition.part);
    this.indexes = this.indexes.filter((index) => !names.includes(index.definition.name));
    this.entry.indexes = this.indexes.map((each) => each.definition);
    this.save(this);
  }

  /** Removes records and index entries. */
  clear(): void {
    this.clearPart(this.part);
    for (const index of this.indexes) this.clearPart(index.definition.part);
    this.storage.remove(this.countKey);
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
      if (isEnd) return;
      from = recordKey(this.part, recordIdOfKey(entries.at(-1)!.key) + 1);
    }
  }
}

/** A document as it is stored: `_id` first, made up when it is missing. Error 53 for an `_id` that cannot be one. */
export function withId(doc: Doc): { doc: Doc; isChanged: boolean } {
  const first = Object.keys(doc)[0];
  const id = Object.hasOwn(doc, '_id') ? doc._id : undefined;
  if (Array.isArray(id)) throw new MongoError(53, "The '_id' value cannot be of type array");
  if (id?._bsontype === 'BSONRegExp') throw new MongoError(53, "The '_id' value cannot be of type regex");
  if (first === '_id' && id !== undefined) return { doc, isChanged: false };
  const { _id, ...rest } = doc;
  return { doc: { _id: id === undefined ? new ObjectId() : _id, ...rest }, isChanged: true };
}
