// Which databases, collections and indexes there are. Part 0 of the tree holds it: "c:<namespace>" -> entry,
// "n:<part>" -> number of records, "p" -> the next free part.
import { randomUUID } from 'node:crypto';
import { Collection, type CollectionEntry } from './collection';
import { MongoError } from './errors';
import { afterKey, partKey } from './keys';
import type { Entry, Storage } from './storage';
import type { IndexDefinition } from './store-index';
import { type Doc, decodePlain, decodeTyped, encode } from './values';

const nextPartKey = partKey(0, Buffer.from('p'));
const entryKey = (namespace: string) => partKey(0, Buffer.from(`c:${namespace}`));
const entryRange = { start: partKey(0, Buffer.from('c:')), end: partKey(0, Buffer.from('c;')) };
const maxNamespaceBytes = 255;

export class Catalogue {
  private readonly collections = new Map<string, Collection>();

  constructor(private readonly storage: Storage) {
    this.load();
    storage.beforeCommit = () => {
      for (const collection of this.collections.values())
        if (collection.isCountDirty) collection.writeCount();
    };
    storage.afterAbort = () => this.load();
  }

  /** Reads everything from disk; collections that are already open keep their identity. */
  private load(): void {
    const found = new Set<string>();
    for (const { value } of this.entries()) {
      const entry = readEntry(value);
      found.add(entry.namespace);
      const open = this.collections.get(entry.namespace);
      if (open) open.reload(entry, open.readCount());
      else this.collections.set(entry.namespace, this.open(entry));
    }
    for (const namespace of this.collections.keys())
      if (!found.has(namespace)) this.collections.delete(namespace);
  }

  private *entries(): Generator<Entry> {
    for (let { start, end } = entryRange; ; ) {
      const { entries, isEnd } = this.storage.entries({ start, end, limit: 1000 });
      yield* entries;
      if (isEnd) return;
      start = afterKey(entries.at(-1)!.key);
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

  get(namespace: string): Collection {
    const collection = this.find(namespace);
    if (!collection) throw new MongoError(26, `ns does not exist: ${namespace}`);
    return collection;
  }

  /** Inside a write: the collection, made when it is not there yet. */
  ensure(namespace: string, options: Doc = {}): Collection {
    return this.find(namespace) ?? this.create(namespace, options);
  }

  create(namespace: string, options: Doc): Collection {
    checkNamespace(namespace);
    const part = this.nextPart();
    const idIndex: IndexDefinition = {
      name: '_id_',
      key: { _id: 1 },
      part: this.nextPart(),
      isMultikey: false,
      hasCutKeys: false,
    };
    const collection = this.open({ namespace, uuid: randomUUID(), options, part, indexes: [idIndex] });
    this.save(collection);
    collection.writeCount();
    this.collections.set(namespace, collection);
    return collection;
  }

  drop(collection: Collection): void {
    collection.clear();
    collection.isDropped = true;
    this.storage.remove(entryKey(collection.namespace));
    this.collections.delete(collection.namespace);
  }

  rename(collection: Collection, namespace: string): void {
    checkNamespace(namespace);
    this.storage.remove(entryKey(collection.namespace));
    this.collections.delete(collection.namespace);
    collection.entry.namespace = namespace;
    this.save(collection);
    this.collections.set(namespace, collection);
  }

  /** Sorted by name. */
  inDatabase(database: string): Collection[] {
    return [...this.collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  databases(): string[] {
    return [...new Set(this.all().map(({ namespace }) => namespace.slice(0, namespace.indexOf('.'))))].sort();
  }
}

const firstPart = 1;

function checkNamespace(namespace: string): void {
  const name = namespace.slice(namespace.indexOf('.') + 1);
  const isBad =
    name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.endsWith('.');
  if (
    isBad ||
    Buffer.byteLength(namespace) > maxNamespaceBytes ||
    /[/\\. "$*<>:|?\0]/.test(namespace.slice(0, namespace.indexOf('.')))
  )
    throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
}

/** Index filters keep their BSON types, the rest is plain. */
function readEntry(bytes: Buffer): CollectionEntry {
  const entry = decodePlain(bytes) as unknown as CollectionEntry;
  const typed = decodeTyped(bytes) as { indexes: Doc[] };
  entry.indexes.forEach((definition, i) => {
    const filter = typed.indexes[i]!.partialFilterExpression;
    if (filter) definition.partialFilterExpression = filter;
  });
  return entry;
}
