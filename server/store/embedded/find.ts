// Finds documents: plan, scan, sort, skip, limit. Yields stored bytes, or documents where a projection made new ones.
import type { Collection } from './collection';
import { MongoError } from './errors';
import { fieldsOfFilter } from './fields';
import { compileFilter } from './matcher';
import { knowsHint, plan, type SortSpec } from './planner';
import { compileProjection } from './projection';
import { Found, type Pausing, pause, scan } from './scan';
import { sorted, sortKey } from './sort';
import type { Doc } from './values';

export interface FindQuery {
  filter: Doc;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
  hint?: unknown;
  variables?: Doc;
}

/** The matching records in order. */
export function* findRecords(collection: Collection, query: FindQuery): Pausing<Found> {
  const { filter, sort = [], skip = 0, limit = Number.POSITIVE_INFINITY, hint, variables } = query;
  const accepts = compileFilter(filter, variables);
  if (!knowsHint(collection, hint))
    throw new MongoError(2, 'hint provided does not correspond to an existing index');
  const chosen = plan(collection, filter, sort, hint);
  const found = scan(collection, chosen, accepts, fieldsOfFilter(filter));
  const ordered =
    sort.length === 0 || chosen.isSorted ? found : sortedRecords(collection, found, sort, skip + limit);
  let skipped = 0;
  let taken = 0;
  if (limit <= 0) return;
  for (const item of ordered) {
    if (item === pause) yield pause;
    else if (skipped < skip) skipped++;
    else {
      yield item;
      if (++taken >= limit) return;
    }
  }
}

/** Only keys and record ids are held while sorting; the documents are read again in order. */
function* sortedRecords(
  collection: Collection,
  found: Pausing<Found>,
  sort: SortSpec,
  limit: number,
): Pausing<Found> {
  const keys = sorted(sortEntries(found, sort), (entry) => entry.key, { limit });
  for (const entry of keys) {
    if (entry === pause) {
      yield pause;
      continue;
    }
    const bytes = collection.read(entry.recordId);
    if (bytes) yield new Found(entry.recordId, bytes);
  }
}

function* sortEntries(found: Pausing<Found>, sort: SortSpec): Pausing<{ key: Buffer; recordId: number }> {
  for (const item of found)
    yield item === pause ? pause : { key: sortKey(item.doc, sort), recordId: item.recordId };
}

/** What a client gets: the bytes as stored, or the projected document. */
export function* findDocuments(
  collection: Collection,
  query: FindQuery,
  projection: unknown,
): Pausing<Buffer | Doc> {
  const project = compileProjection(projection, { filter: query.filter, variables: query.variables });
  for (const item of findRecords(collection, query)) {
    if (item === pause) yield pause;
    else yield project ? project(item.doc) : item.bytes;
  }
}
