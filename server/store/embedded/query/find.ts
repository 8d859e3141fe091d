// Finds documents: plan, scan, sort, skip, limit.

import { fieldsOfFilter } from '../bson/fields';
import type { Doc } from '../bson/values';
import type { Collection } from '../storage/collection';
import { compileFilter } from './matcher';
import { plan, type SortSpec } from './planner';
import { Found, type Pausing, pause, scan } from './scan';
import { sortedIds } from './sort';

export interface FindQuery {
  filter: Doc;
  sort?: SortSpec;
  skip?: number;
  limit?: number;
}

/** The matching records in order. */
export function* findRecords(
  collection: Collection,
  { filter, sort = [], skip = 0, limit = Number.POSITIVE_INFINITY }: FindQuery,
): Pausing<Found> {
  const chosen = plan(collection, filter, sort);
  const found = scan(collection, chosen, compileFilter(filter), fieldsOfFilter(filter));
  const isInOrder = sort.length === 0 || chosen.isSorted;
  const ordered = isInOrder ? found : inOrder(collection, found, sort, skip + limit);
  let seen = 0;
  if (limit <= 0) return;
  for (const item of ordered) {
    if (item === pause) yield pause;
    else if (++seen > skip) yield item;
    if (seen >= skip + limit) return;
  }
}

/** Only keys and record ids are held while sorting; the documents are read again in order. */
function* inOrder(
  collection: Collection,
  found: Pausing<Found>,
  sort: SortSpec,
  limit: number,
): Pausing<Found> {
  for (const item of sortedIds(found, sort, limit)) {
    const bytes = item === pause ? null : collection.read(item);
    if (item === pause) yield pause;
    else if (bytes) yield new Found(item, bytes);
  }
}
