/**
 * This phone's IndexedDB: its stores, how they came to be, and reading and writing. Every write is on the disk when its
 * promise resolves. The page and the service worker share it.
 */
import type { Act, LocalAttempt } from '../model/attempt';
import type { CampaignFacts } from '../model/campaign';
import type { Sealed } from '../model/kept';

export interface Stores {
  attempts: LocalAttempt;
  acts: Act;
  sealed: Sealed;
  campaigns: CampaignFacts;
  facts: unknown;
}
export type StoreName = keyof Stores;

/** A name that tells nobody what the site is about. */
const databaseName = 'app';

/**
 * Stores that were added and the field that is their key, the oldest first, each with the day of its release; their number is
 * the version. What was released is never changed: an unsent attempt may be weeks old when the next one meets it. None is
 * taken away while scripts of two releases may be open at once. The shape of an attempt is not their matter: model/shapes.ts.
 */
const migrations: Partial<Record<StoreName, string | null>>[] = [
  // 2026-12-01
  { attempts: 'id', acts: 'key', sealed: 'id', campaigns: 'slug', facts: null },
];

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened: Promise<IDBDatabase> | null = null;

/** @param version as it is where none is given */
function openAt(version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, version);
  request.onupgradeneeded = ({ oldVersion }) => {
    for (const stores of migrations.slice(oldVersion))
      for (const [name, keyPath] of Object.entries(stores))
        request.result.createObjectStore(name, { keyPath });
  };
  return settled(request);
}

async function openDatabase(): Promise<IDBDatabase> {
  // A newer script may have been here, in another tab or before the site went back a release: what it made has all that this
  // one needs. Where there is no room for an upgrade, it goes on as it was.
  const database = await openAt(migrations.length).catch(() => openAt());
  // A newer script waits for this one to let go; what is written next is written into what it has made.
  const forget = () => {
    database.close();
    opened = null;
  };
  database.onversionchange = forget;
  database.onclose = forget;
  return database;
}

function open(): Promise<IDBDatabase> {
  opened ??= openDatabase().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Those that may be under way: what began last, most of which has ended. */
export const latest: IDBTransaction[] = [];
const mostAtOnce = 32;

async function begin(stores: StoreName[], mode?: IDBTransactionMode): Promise<IDBTransaction> {
  const transaction = (await open()).transaction(stores, mode, { durability: 'strict' });
  if (latest.push(transaction) > mostAtOnce) latest.shift();
  return transaction;
}

export async function read<N extends StoreName>(store: N, key: string): Promise<Stores[N] | undefined> {
  return settled((await begin([store])).objectStore(store).get(key));
}

export async function readAll<N extends StoreName>(store: N): Promise<Stores[N][]> {
  return settled((await begin([store])).objectStore(store).getAll());
}

/** Resolves with what `work` gives when all that it wrote is on the disk. @throws DOMException when nothing was written */
export async function write<T>(
  stores: StoreName[],
  work: (of: (store: StoreName) => IDBObjectStore) => Promise<T> | T,
): Promise<T> {
  const transaction = await begin(stores, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  // Both may fail together; one of them is reported.
  done.catch(() => undefined);
  const result = await work((store) => transaction.objectStore(store));
  transaction.commit();
  await done;
  return result;
}

export function put<N extends StoreName>(store: N, value: Stores[N]): Promise<void> {
  return write([store], (of) => {
    of(store).put(value);
  });
}

export function remove(store: StoreName, key: string): Promise<void> {
  return write([store], (of) => {
    of(store).delete(key);
  });
}

/** A browser that answers later than this, or not at all (some do after a crash), keeps nothing. */
const patienceMs = 3_000;

/** Whether this browser lets us keep anything: private windows and full disks may not. */
export async function canKeep(): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patienceMs));
  const probe = write(['facts'], (of) => {
    of('facts').put(true, 'probe');
    of('facts').delete('probe');
  });
  return Promise.race([
    late,
    probe.then(
      () => true,
      () => false,
    ),
  ]);
}
