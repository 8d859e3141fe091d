/** All that a phone keeps, as it lies in its browser: taken from one, and laid into another before any script of ours runs. */
import type { Page } from 'playwright-core';
import { copiesOn, type LyingCopy, putCopies } from './lost-database';

interface LyingStore {
  name: string;
  /** null where keys lie beside the values. */
  keyPath: string | null;
  rows: { key: string; value: unknown }[];
}

export interface LyingDatabase {
  version: number;
  stores: LyingStore[];
}

export interface LyingPhone {
  database: LyingDatabase;
  copies: LyingCopy[];
}

function databaseOn(page: Page): Promise<LyingDatabase> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open('app'));
    const { version } = database;
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const read = async (name: string) => {
      const store = transaction.objectStore(name);
      const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
      const rows = keys.map((key, index) => ({ key: String(key), value: values[index] as unknown }));
      return { name, keyPath: store.keyPath as string | null, rows };
    };
    const stores = await Promise.all(names.map(read));
    database.close();
    return { version, stores };
  });
}

export const phoneOn = async (page: Page): Promise<LyingPhone> => ({
  database: await databaseOn(page),
  copies: await copiesOn(page),
});

/** On a page of the site that has no script, in a browser that was not there before. */
export async function layPhone(page: Page, { database, copies }: LyingPhone): Promise<void> {
  await page.evaluate(async ({ version, stores }) => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('app', version);
      request.onerror = () => reject(request.error);
      request.onupgradeneeded = () => {
        for (const { name, keyPath, rows } of stores) {
          const store = request.result.createObjectStore(name, { keyPath });
          for (const { key, value } of rows) store.put(value, ...(keyPath === null ? [key] : []));
        }
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }, database);
  await putCopies(page, copies);
}
