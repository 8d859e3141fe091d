// Writes: each runs inside one group commit, decides there on what is then stored, and refuses before it
// changes anything.

import { type Doc, encode } from '../bson/values';
import { MongoError } from '../errors';
import { findRecords } from '../query/find';
import { compileFilter, type Predicate } from '../query/matcher';
import { plan } from '../query/planner';
import { drain, Found, withoutPauses } from '../query/scan';
import type { Catalogue } from '../storage/catalogue';
import { type Collection, withId } from '../storage/collection';
import type { Storage } from '../storage/storage';
import type { Updater } from './update';
import { upsertedDocument } from './upsert';

export interface Written {
  before: Doc | null;
  after: Doc | null;
  isModified: boolean;
  upsertedId?: unknown;
}

/** Documents per transaction in writes over many, so that others come in between. */
export const chunkSize = 200;

/** Inside a write. `bytes`: the document as it came, kept as it is where its `_id` comes first. */
export function insertOne(catalogue: Catalogue, namespace: string, doc: Doc, bytes?: Buffer): Doc {
  const stored = withId(doc);
  catalogue.ensure(namespace).insert(stored, stored === doc && bytes ? bytes : encode(stored));
  return stored;
}

/** Inside a write. */
export function applyUpdate(
  collection: Collection,
  { recordId, bytes, doc }: Found,
  updater: Updater,
): Written {
  const after = updater.apply(doc, { isInsert: false });
  const next = encode(after);
  const isModified = !next.equals(bytes);
  if (isModified) collection.replace(recordId, doc, after, next);
  return { before: doc, after, isModified };
}

export interface OneWrite {
  storage: Storage;
  catalogue: Catalogue;
  namespace: string;
  filter: Doc;
  /** What to do with the document, inside the write. */
  change: (collection: Collection, found: Found) => Written;
  /** What to do when there is none, inside the write. */
  otherwise?: (() => Written) | undefined;
}

const nothing: Written = { before: null, after: null, isModified: false };

/** Finds one document and changes it in the same transaction in which its match was confirmed. */
export async function writeOne(write: OneWrite): Promise<Written> {
  const { storage, catalogue, namespace, filter } = write;
  const accepts = compileFilter(filter);
  for (;;) {
    const collection = catalogue.find(namespace);
    // An `_id` is looked up inside the write: two upserts of one cannot both insert.
    const isPoint = !collection || plan(collection, filter).isPoint;
    const candidate = isPoint ? null : await firstMatch(collection, filter);
    const outcome = await storage.write((): Written | 'again' => {
      const current = catalogue.find(namespace);
      if (isPoint) {
        const found = current ? first(withoutPauses(findRecords(current, { filter, limit: 1 }))) : null;
        return current && found ? write.change(current, found) : (write.otherwise?.() ?? nothing);
      }
      if (candidate === null) return write.otherwise?.() ?? nothing;
      const found = current && confirmed(current, candidate, accepts);
      return current && found ? write.change(current, found) : 'again';
    });
    if (outcome !== 'again') return outcome;
  }
}

async function firstMatch(collection: Collection, filter: Doc): Promise<number | null> {
  let recordId: number | null = null;
  await drain(findRecords(collection, { filter, limit: 1 }), (found) => {
    recordId = found.recordId;
    return false;
  });
  return recordId;
}

const first = <T>(items: Generator<T, void, undefined>): T | null => {
  const { value, done } = items.next();
  return done ? null : value;
};

/** The record as it is now, if it still matches. */
function confirmed(collection: Collection, recordId: number, accepts: Predicate): Found | null {
  const bytes = collection.read(recordId);
  if (!bytes) return null;
  const found = new Found(recordId, bytes);
  return accepts(found.doc) ? found : null;
}

/** All matches first, then changed in chunks: a document moved by its own update is not met twice. */
export async function writeMany({
  storage,
  catalogue,
  namespace,
  filter,
  change,
}: OneWrite): Promise<{ matched: number; modified: number }> {
  const total = { matched: 0, modified: 0 };
  const collection = catalogue.find(namespace);
  if (!collection) return total;
  const accepts = compileFilter(filter);
  const recordIds: number[] = [];
  await drain(findRecords(collection, { filter }), ({ recordId }) => {
    recordIds.push(recordId);
    return true;
  });
  for (let i = 0; i < recordIds.length; i += chunkSize) {
    const chunk = recordIds.slice(i, i + chunkSize);
    const { matched, modified, error } = await storage.write(() =>
      writeChunk(collection, chunk, accepts, change),
    );
    total.matched += matched;
    total.modified += modified;
    if (error) throw error;
  }
  return total;
}

/** A refusal in the middle keeps what came before it, as in MongoDB. */
function writeChunk(
  collection: Collection,
  recordIds: number[],
  accepts: Predicate,
  change: OneWrite['change'],
): { matched: number; modified: number; error: MongoError | null } {
  const total = { matched: 0, modified: 0, error: null as MongoError | null };
  for (const recordId of recordIds) {
    const found = confirmed(collection, recordId, accepts);
    if (!found) continue;
    try {
      if (change(collection, found).isModified) total.modified++;
      total.matched++;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      total.error = error;
      return total;
    }
  }
  return total;
}

/** Inside a write. */
export function upsert(catalogue: Catalogue, namespace: string, filter: Doc, updater: Updater): Written {
  const doc = insertOne(catalogue, namespace, upsertedDocument(filter, updater));
  return { before: null, after: doc, isModified: false, upsertedId: doc._id };
}

/** Inside a write. */
export function removeFound(collection: Collection, { recordId, doc }: Found): Written {
  collection.remove(recordId, doc);
  return { before: doc, after: null, isModified: true };
}
