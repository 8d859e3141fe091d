// Which collections and indexes there are. Part 0 of the tree holds it: "c:<namespace>" -> entry, "p" -> the next free
// part.
import { Int32 } from 'bson';
import { toDouble } from '../bson/numbers';
import { type Doc, decode, encode } from '../bson/values';
import { MongoError } from '../errors';
import { Collection, type CollectionEntry } from './collection';
import { afterKey, partKey } from './keys';
import type { Entry, Storage } from './storage';

const nextPartKey = partKey(0, Buffer.from('p'));
const entryKey = (namespace: string) => partKey(0, Buffer.from(`c:${namespace}`));
const entryRange = { start: partKey(0, Buffer.from('c:')), end: partKey(0, Buffer.from('c;')) };
const maxNamespaceBytes = 255;
const firstPart = 1;

export class Catalogue {
  private readonly collections = new Map<string, Collection>();

  constructor(private readonly storage: Storage) {
    this.load();
    storage.afterAbort = () => this.load();
  }

  /** Reads everything from disk; collections that are already open keep their identity. */
  private load(): void {
    const found = new Set<string>();
    for (const { value } of this.entries()) {
      const entry = readEntry(value);
      found.add(entry.namespace);
      const open = this.collections.get(entry.namespace);
      if (open) open.reload(entry);
      else this.collections.set(entry.namespace, this.open(entry));
    }
    for (const namespace of this.collections.keys())
      if (!found.has(namespace)) this.collections.delete(namespace);
  }

  private *entries(): Generator<Entry> {
    for (let { start, end } = entryRange; ; ) {
      const { entries, isEnd } = this.storage.entries({ start, end, limit: 1000 });
      yield* entries;
      const last = entries.at(-1);
      if (isEnd || !last) return;
      start = afterKey(last.key);
    }
  }

  private open(entry: CollectionEntry): Collection {
    return new Collection(entry, this.storage, (collection) => this.save(collection));
  }

  private save(collection: Collection): void {
    this.storage.put(entryKey(collection.namespace), encode(collection.entry));
  }

  nextPart(): number {
    const bytes = this.storage.get(nextPartKey);
    const part = bytes ? bytes.readUInt32BE() : firstPart;
    const next = Buffer.alloc(4);
    next.writeUInt32BE(part + 1);
    this.storage.put(nextPartKey, next);
    return part;
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  /** Inside a write: the collection, made when it is not there yet. */
  ensure(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace);
  }

  private create(namespace: string): Collection {
    checkNamespace(namespace);
    const part = this.nextPart();
    const collection = this.open({ namespace, part, indexes: [] });
    collection.createIndex({ name: '_id_', key: { _id: new Int32(1) } }, this.nextPart());
    this.collections.set(namespace, collection);
    return collection;
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }
}

function checkNamespace(namespace: string): void {
  const [database = '', ...names] = namespace.split('.');
  const isBad = /[/\\ "$*<>:|?\0]/.test(database) || names.some((name) => name === '' || /[$\0]/.test(name));
  if (isBad || Buffer.byteLength(namespace) > maxNamespaceBytes)
    throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
}

function readEntry(bytes: Buffer): CollectionEntry {
  const { namespace, part, indexes } = decode(bytes);
  return {
    namespace,
    part: toDouble(part),
    indexes: indexes.map((index: Doc) => ({ ...index, part: toDouble(index.part) })),
  };
}
