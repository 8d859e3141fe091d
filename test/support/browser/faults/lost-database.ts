/** What a browser may do to the phone's database, and the second copies beside it as they lie there. */
import type { Page } from 'playwright-core';

/** The browser forgets the database, or what is in it, and the page goes; the second copies stay. */
export async function loseDatabase(page: Page, how: 'deleted' | 'emptied'): Promise<void> {
  await page.evaluate(async (isDeleted) => {
    const settled = (request: IDBRequest) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (isDeleted) return void (await settled(indexedDB.deleteDatabase('app')));
    const opened = indexedDB.open('app');
    await settled(opened);
    const database = opened.result;
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, 'readwrite');
    await Promise.all(names.map((name) => settled(transaction.objectStore(name).clear())));
    database.close();
  }, how === 'deleted');
  await page.goto('about:blank');
}

export interface LyingCopy {
  path: string;
  text: string;
}

/** Without what is just being replaced. */
export function copiesOn(page: Page): Promise<LyingCopy[]> {
  return page.evaluate(async () => {
    if (!(await caches.has('second'))) return [];
    const cache = await caches.open('second');
    const lying = (await cache.keys()).map(async (request) => ({
      path: new URL(request.url).pathname,
      text: await (await cache.match(request))?.text(),
    }));
    return (await Promise.all(lying)).filter((one): one is LyingCopy => one.text !== undefined);
  });
}

export function putCopies(page: Page, copies: LyingCopy[]): Promise<void> {
  return page.evaluate(async (all) => {
    const cache = await caches.open('second');
    for (const { path, text } of all) await cache.put(path, new Response(text));
  }, copies);
}
