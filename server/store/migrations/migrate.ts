/**
 * Brings what is stored to the shapes that this program knows. One process does it, under a lease, and others that start
 * meanwhile wait. Those of the release before go on: a release only adds to shapes, and the next one removes. What they
 * wrote behind the walk gets its shape by a second walk, when the next release begins, or by hand.
 */
import type { Connection, mongo } from 'mongoose';
import { defined } from '../../core/defined';
import { type Clock, secondMs } from '../../shared/clock';
import type { Migration } from '../../shared/migration';
import { nullWhenTaken } from '../../shared/unique-key';
import { type Lease, LeaseLost, takeLease } from './lease';
import { knownIn, readVersions, type StoredShapes, type Version, versionsIn } from './versions';
import { batches, beforeTheFirst, changedBy, type Walked, walk } from './walk';

/** A batch takes much less, and each one renews it. */
export const leaseMs = 30 * secondMs;
const betweenTriesMs = secondMs;

interface Migrating {
  connection: Connection;
  shapes: StoredShapes;
  clock: Clock;
  /** Gets names and counts, never what is in a document. */
  report(message: string): void;
  /** By hand: what was walked over once is walked over again, since older processes may have ended meanwhile. */
  isAgain?: boolean;
  /** Between two looks at another process that is migrating. */
  wait?(ms: number): Promise<unknown>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws NewerStoreError */
export async function migrateStores(migrating: Migrating): Promise<void> {
  const { connection, shapes, clock, report, isAgain = false, wait = pause } = migrating;
  const db = databaseOf(connection);
  let isWaiting = false;
  while (isAgain || isBehind(shapes, await readVersions(db, shapes))) {
    const lease = await takeLease({ db, name: 'migrations', lastsMs: leaseMs, clock });
    if (lease && (await isDone({ db, shapes, report, isAgain, lease }))) return;
    if (!isWaiting) report('Another process is migrating the stores; this one waits for it.');
    isWaiting = true;
    await wait(betweenTriesMs);
  }
}

const databaseOf = ({ db }: Connection): mongo.Db => defined(db, 'an open connection');

function isBehind(shapes: StoredShapes, versions: ReadonlyMap<string, Version>): boolean {
  return Object.entries(shapes).some(
    ([collection, { length }]) => versions.get(collection)?.version !== length,
  );
}

interface Held extends Pick<Migrating, 'shapes' | 'report'> {
  db: mongo.Db;
  isAgain: boolean;
  lease: Lease;
}

/** @returns false when another process took over in the middle, which happens to one that was asleep */
async function isDone(held: Held): Promise<boolean> {
  try {
    await migrate(held);
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    throw error;
  } finally {
    await held.lease.release();
  }
}

async function migrate(held: Held): Promise<void> {
  const { db, shapes, isAgain } = held;
  const known = knownIn(shapes);
  const versions = await readVersions(db, shapes);
  for (const { _id, version, settled, known: knownThen } of versions.values()) {
    const isSettling = knownThen < known;
    if (!isSettling && !isAgain) continue;
    for (let step = settled; step < version; step += 1)
      await walkOver(held, _id, step, isSettling ? { settled: step + 1 } : {});
  }
  const missing = Object.keys(shapes).filter((collection) => !versions.has(collection));
  const begun = missing.map((_id) => ({ _id, version: 0, settled: 0, known, walk: null }));
  // Where this process was asleep and another one took over, they are there.
  if (begun.length > 0) await nullWhenTaken(() => versionsIn(db).insertMany(begun));
  await versionsIn(db).updateMany({}, { $set: { known } });
  for (const [collection, steps] of Object.entries(shapes))
    for (let step = versions.get(collection)?.version ?? 0; step < steps.length; step += 1)
      await walkOver(held, collection, step, { version: step + 1 });
}

/** @param after what is known of the collection when it is over */
async function walkOver(
  { db, shapes, report, lease }: Held,
  collection: string,
  step: number,
  after: Partial<Version>,
): Promise<void> {
  const migration = defined(shapes[collection]?.[step], `migration ${step} of ${collection}`);
  const stored = await versionsIn(db).findOne({ _id: collection });
  let walked: Walked = stored?.walk?.step === step ? stored.walk : beforeTheFirst;
  for await (walked of walk(db.collection(collection), migration, walked)) {
    await lease.renew();
    await versionsIn(db).updateOne({ _id: collection }, { $set: { walk: { step, ...walked } } });
  }
  await lease.renew();
  await versionsIn(db).updateOne({ _id: collection }, { $set: { ...after, walk: null } });
  if (walked.looked > 0) report(told(collection, migration, 'changed', walked));
}

type Counts = Pick<Walked, 'changed' | 'looked'>;

const told = (collection: string, { id }: Migration, verb: string, { changed, looked }: Counts): string =>
  `${collection}: ${id} ${verb} ${changed} of ${looked} documents`;

/** Says what `npm run migrate` would do now; writes nothing. @throws NewerStoreError */
export async function foretellMigrations({
  connection,
  shapes,
  report,
}: Pick<Migrating, 'connection' | 'shapes' | 'report'>): Promise<void> {
  const db = databaseOf(connection);
  const versions = await readVersions(db, shapes);
  for (const [collection, steps] of Object.entries(shapes)) {
    const due = steps
      .slice(versions.get(collection)?.settled ?? 0)
      .map((migration) => ({ migration, changed: 0 }));
    if (due.length === 0) continue;
    let looked = 0;
    const fields = due.flatMap(({ migration }) => migration.fields);
    for await (const batch of batches(db.collection(collection), fields, null)) {
      looked += batch.length;
      for (let document of batch)
        for (const one of due) {
          const change = one.migration.change(document);
          if (!change) continue;
          one.changed += 1;
          document = changedBy(document, change);
        }
    }
    for (const { migration, changed } of due)
      report(told(collection, migration, 'would change', { changed, looked }));
  }
}
