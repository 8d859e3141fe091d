/** A migration's way through a collection: by `_id`, in batches, so that it can go on where it was interrupted. */
import type { mongo } from 'mongoose';
import type { Change, Migration } from '../../shared/migration';

/** Of any collection. */
type Stored = mongo.BSON.Document;
type Id = Stored['_id'];
type Collection = mongo.Collection;

/** How far it came. */
export interface Walked {
  /** The `_id` of the last document; null before the first. */
  after: Id;
  looked: number;
  changed: number;
}

export const beforeTheFirst: Walked = { after: null, looked: 0, changed: 0 };

const batchSize = 500;
/** Written side by side, parts of a batch reach the disk together, which takes a third of the time. */
const partSize = 50;
/** Somebody may write to a document between our look and our change; not each time. */
const mostTries = 10;

const only = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1]));

/** All documents behind `after`, with these fields. */
export async function* batches(
  collection: Collection,
  fields: readonly string[],
  after: Id,
): AsyncGenerator<Stored[]> {
  for (let last = after; ; ) {
    const batch = await collection
      .find(last === null ? {} : { _id: { $gt: last } }, { projection: only(fields) })
      .sort({ _id: 1 })
      .limit(batchSize)
      .toArray();
    const end = batch.at(-1);
    if (!end) return;
    yield batch;
    last = end._id;
  }
}

/** Carries the migration out and says after each batch how far it came. */
export async function* walk(
  collection: Collection,
  migration: Migration,
  from: Walked,
): AsyncGenerator<Walked> {
  let { looked, changed } = from;
  for await (const batch of batches(collection, migration.fields, from.after)) {
    looked += batch.length;
    changed += await changeAll(collection, migration, batch);
    yield { after: batch.at(-1)?._id, looked, changed };
  }
}

/** @returns how many were changed */
async function changeAll(collection: Collection, migration: Migration, batch: Stored[]): Promise<number> {
  let changed = 0;
  let documents = batch;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const due = documents.flatMap((document) => {
      const change = migration.change(document);
      return change ? [{ document, change }] : [];
    });
    if (due.length === 0) return changed;
    const updates = due.map(({ document, change }) => ({
      updateOne: { filter: unchanged(document, migration.fields), update: updateOf(change) },
    }));
    const written = await Promise.all(parts(updates).map((part) => collection.bulkWrite(part)));
    const matched = written.reduce((sum, { matchedCount }) => sum + matchedCount, 0);
    changed += matched;
    if (matched === due.length) return changed;
    const ids = due.map(({ document }) => document._id);
    documents = await collection
      .find({ _id: { $in: ids } }, { projection: only(migration.fields) })
      .toArray();
  }
  throw new Error(`${migration.id}: some documents do not keep still`);
}

const parts = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / partSize) }, (_, n) =>
    all.slice(n * partSize, (n + 1) * partSize),
  );

/** Holds as long as nobody wrote what the change was made from. */
function unchanged(document: Stored, fields: readonly string[]): mongo.Filter<Stored> {
  const conditions = fields.map((field) => [field, field in document ? document[field] : { $exists: false }]);
  return { _id: document._id, ...Object.fromEntries(conditions) };
}

const updateOf = ({ set, unset }: Change): mongo.UpdateFilter<Stored> => ({
  ...(set && { $set: set }),
  ...(unset && { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
});

/** The document as it is after the change. */
export function changedBy(document: Stored, { set, unset = [] }: Change): Stored {
  const kept = Object.entries(document).filter(([field]) => !unset.includes(field));
  return { ...Object.fromEntries(kept), ...set };
}
