/** Which shape each collection has: how many of its migrations its documents went through. */
import type { mongo } from 'mongoose';
import type { Migration } from '../../shared/migration';
import type { Walked } from './walk';

/** By collection, the oldest first; their number is the collection's version. Every collection stands here. */
export type StoredShapes = Readonly<Record<string, readonly Migration[]>>;

export interface Version {
  /** The collection. */
  _id: string;
  version: number;
  /** The first of them went over it twice: the second time, nothing older wrote any more. */
  settled: number;
  /** How many migrations the program knew, of all collections, that brought it there. */
  known: number;
  /** The walk that is under way, by its place among the migrations. */
  walk: (Walked & { step: number }) | null;
}

export const versionsIn = (db: mongo.Db): mongo.Collection<Version> =>
  db.collection<Version>('schemaVersions');

export const knownIn = (shapes: StoredShapes): number => Object.values(shapes).flat().length;

/** The store was written by a program that this one does not understand. */
export class NewerStoreError extends Error {}

/** @throws NewerStoreError that says what the store has and what this program knows */
export async function readVersions(db: mongo.Db, shapes: StoredShapes): Promise<Map<string, Version>> {
  const versions = await versionsIn(db).find({}).sort({ _id: 1 }).toArray();
  const newer = versions.flatMap(({ _id, version }) => {
    const known = shapes[_id]?.length;
    if (known !== undefined && version <= known) return [];
    return [`  ${_id} has version ${version}, this program knows ${known ?? 'no such collection'}`];
  });
  if (newer.length > 0)
    throw new NewerStoreError(
      `A newer release has written this store:\n${newer.join('\n')}\nStart that release, or restore a backup from before it.`,
    );
  return new Map(versions.map((version) => [version._id, version]));
}
