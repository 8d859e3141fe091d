/**
 * What the store is asked, as commands written after MongoDB's public documentation, and what it answers. The cases are
 * data: the tests send them, to a real MongoDB too, and the recorder reads off them what is covered.
 */
import type { Document } from 'bson';

/** A command, with `here` in the place of the collection; or made from the reply to the one before. */
export type Step = Document | ((reply: Document) => Document);

export interface Case {
  name: string;
  /** Documents that are there beforehand. */
  docs?: Document[];
  /** Indexes that are there beforehand. */
  indexes?: Document[];
  send: Step | Step[];
  /** What the last reply says: the documents of a cursor, or its fields without what every reply has. */
  gives?: unknown;
  /** MongoDB's error code, of the whole command or of its first refused statement. */
  fails?: number;
  /** What is in the collection afterwards, by `_id`. */
  leaves?: Document[];
}

export const here = '<the collection of the case>';

export const stepsOf = ({ send }: Case): Step[] => (Array.isArray(send) ? send : [send]);

/** The `_id`s, in their order, of the documents that a filter finds. */
export const finds = (name: string, docs: Document[], filter: Document, ids: number[]): Case => ({
  name,
  docs,
  send: { find: here, filter, sort: { _id: 1 }, projection: { _id: 1 } },
  gives: ids.map((_id) => ({ _id })),
});
