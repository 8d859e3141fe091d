// What every compiled update is: a function from the stored document to the next one.
import { equalValues } from './compare';
import { MongoError } from './errors';
import type { Doc } from './values';

export interface Applying {
  isInsert: boolean;
  /** The filter that chose the document, for the positional `$`. */
  filter: Doc;
}

export type Updater = (doc: Doc, applying: Applying) => Doc;

export function refuseNewId(before: Doc, after: Doc): void {
  if (before._id !== undefined && (after._id === undefined || !equalValues(before._id, after._id)))
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}
