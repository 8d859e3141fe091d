/** How stored documents come to a newer shape: a feature writes it, `server/store/migrations` carries it out. */

/** As it lies in the store. */
type StoredDocument = Readonly<Record<string, unknown>>;

/** Whole fields, never a path into one. */
export interface Change {
  set?: Readonly<Record<string, unknown>>;
  unset?: readonly string[];
}

export interface Migration {
  /** `<the day on which it was written>-<what it does>`, which is also the name of its file. */
  id: string;
  /** What it reads and writes of a document. Nothing else is read, and all of it is compared before anything is written. */
  fields: readonly string[];
  /**
   * What is missing, null where nothing is. It meets documents a second time, and such as newer processes wrote: it may
   * only give what they do not have yet.
   */
  change(document: StoredDocument): Change | null;
}
