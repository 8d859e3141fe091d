/**
 * What this phone keeps, in its IndexedDB: attempts, acts that wait to be sent, sealed attempts of others who used the
 * phone, and a few facts. Every write is on the disk when its promise resolves. The page and the service worker share it.
 */
import type { Language } from '../../../server/core/definition/types';
import type { Act, LocalAttempt } from './attempt';
import type { CampaignFacts } from './campaign';
import type { PhoneSession } from './memory';

/** What a phone knows besides attempts. */
export interface Facts {
  language: Language;
  session: PhoneSession;
  /** Key for the attempts that are handed over unsent. */
  sealingKey: { id: string; key: string };
}

export interface Sealed {
  /** The attempt's id. */
  id: string;
  sealed: string;
}

interface Stores {
  attempts: LocalAttempt;
  acts: Act;
  sealed: Sealed;
  campaigns: CampaignFacts;
  facts: unknown;
}
type Name = keyof Stores;

const keyPaths: Record<Name, string | null> = {
  attempts: 'id',
  acts: 'key',
  sealed: 'id',
  campaigns: 'slug',
  facts: null,
};

/** A name that tells nobody what the site is about. */
const name = 'app';

/** Every later form of the store must read what an earlier one wrote: an unsent attempt may be weeks old. */
const version = 1;

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened: Promise<IDBDatabase> | null = null;

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(keyPaths))
      request.result.createObjectStore(store, { keyPath });
  };
  const database = await settled(request);
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

async function read<N extends Name>(store: N, key: string): Promise<Stores[N] | undefined> {
  return settled((await open()).transaction(store).objectStore(store).get(key));
}

async function readAll<N extends Name>(store: N): Promise<Stores[N][]> {
  return settled((await open()).transaction(store).objectStore(store).getAll());
}

type Write = <N extends Name>(store: N) => IDBObjectStore;

/** Resolves with what `work` gives when all that it wrote is on the disk. @throws DOMException when nothing was written */
async function write<T>(stores: Name[], work: (of: Write) => Promise<T> | T): Promise<T> {
  const transaction = (await open()).transaction(stores, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  // Both may fail together; one of them is told.
  done.catch(() => undefined);
  const result = await work((store) => transaction.objectStore(store));
  await done;
  return result;
}

/** What waits to be sent for an attempt goes with it. */
async function removeActsOf(attemptId: string, acts: IDBObjectStore): Promise<void> {
  for (const act of await settled<Act[]>(acts.getAll()))
    if (act.attemptId === attemptId) acts.delete(act.key);
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

export const store = {
  attempt: (id: string) => read('attempts', id),
  attempts: () => readAll('attempts'),
  putAttempt: (attempt: LocalAttempt) => put('attempts', attempt),

  /** Reads, changes and writes in one transaction, so that two tabs do not undo each other. @returns null when it is gone */
  changeAttempt: (id: string, change: (attempt: LocalAttempt) => LocalAttempt) =>
    write(['attempts'], async (of) => {
      const stored = await settled<LocalAttempt | undefined>(of('attempts').get(id));
      if (!stored) return null;
      const changed = change(stored);
      of('attempts').put(changed);
      return changed;
    }),

  /** With everything that waits to be sent for it. */
  removeAttempt: (id: string) =>
    write(['attempts', 'acts'], (of) => {
      of('attempts').delete(id);
      return removeActsOf(id, of('acts'));
    }),

  acts: () => readAll('acts'),
  putAct: (act: Act) => put('acts', act),
  removeAct: (key: string) => remove('acts', key),

  sealed: () => readAll('sealed'),
  removeSealed: (id: string) => remove('sealed', id),

  /** Puts a sealed copy in the place of what could be read, in one step. */
  sealAttempt: (sealed: Sealed) =>
    write(['attempts', 'acts', 'sealed'], (of) => {
      of('sealed').put(sealed);
      of('attempts').delete(sealed.id);
      return removeActsOf(sealed.id, of('acts'));
    }),

  campaign: (slug: string) => read('campaigns', slug),
  putCampaign: (campaign: CampaignFacts) => put('campaigns', campaign),

  fact: <K extends keyof Facts>(key: K) => read('facts', key) as Promise<Facts[K] | undefined>,
  putFact: <K extends keyof Facts>(key: K, value: Facts[K]) =>
    write(['facts'], (of) => {
      of('facts').put(value, key);
    }),
  removeFact: (key: keyof Facts) => remove('facts', key),
};

function put<N extends Name>(store: N, value: Stores[N]): Promise<void> {
  return write([store], (of) => {
    of(store).put(value);
  });
}

function remove(store: Name, key: string): Promise<void> {
  return write([store], (of) => {
    of(store).delete(key);
  });
}
