/**
 * The phone's database, for tests without a browser: one write after the other, each whole or not at all, as IndexedDB does
 * it. Stands in for views/client/phone/storage/database.ts.
 */
import type { StoreName, Stores } from '../../../views/client/phone/storage/database';

type Rows = Map<string, unknown>;

const keyOf: Record<Exclude<StoreName, 'facts'>, string> = {
  ...{ attempts: 'id', acts: 'key', sealed: 'id', campaigns: 'slug' },
};

const empty = (): Record<StoreName, Rows> => ({
  ...{ attempts: new Map(), acts: new Map(), sealed: new Map(), campaigns: new Map(), facts: new Map() },
});

/** What lies on the disk, and whether there is room for more. */
export const disk = { rows: empty(), isFull: false };

let last: Promise<unknown> = Promise.resolve();

export function emptyDisk(): void {
  Object.assign(disk, { rows: empty(), isFull: false });
  last = Promise.resolve();
}

/** As a database gives and takes: never the object itself. */
const copied = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

function storeOf(name: StoreName) {
  const rows = disk.rows[name];
  return {
    get: (key: string) => copied(rows.get(key)),
    getAll: () => copied([...rows.values()]),
    delete: (key: string) => rows.delete(key),
    put(value: Record<string, string>, key?: string) {
      if (disk.isFull) throw new Error('no room');
      rows.set(key ?? (value[keyOf[name as 'attempts']] as string), copied(value));
    },
  };
}

/** What a store gave is there already. */
export const settled = <T>(given: T): Promise<T> => Promise.resolve(given);

export function write<T>(
  names: StoreName[],
  work: (of: (name: StoreName) => ReturnType<typeof storeOf>) => Promise<T> | T,
): Promise<T> {
  const turn = last.then(async () => {
    const before = names.map((name) => [name, new Map(disk.rows[name])] as const);
    try {
      return await work(storeOf);
    } catch (error) {
      for (const [name, rows] of before) disk.rows[name] = rows;
      throw error;
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

export const read = <N extends StoreName>(name: N, key: string) =>
  write([name], (of) => of(name).get(key) as Stores[N] | undefined);

export const readAll = <N extends StoreName>(name: N) =>
  write([name], (of) => of(name).getAll() as Stores[N][]);

export const put = (name: StoreName, value: object) =>
  write([name], (of) => of(name).put(value as Record<string, string>));

export const remove = (name: StoreName, key: string) => write([name], (of) => void of(name).delete(key));
