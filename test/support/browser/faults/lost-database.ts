/** What a browser may do to the phone's database, and the second copies beside it as they lie there. */
import type { Page } from 'playwright-core';

type How = 'deleted' | 'emptied';

/** By the browser itself, which asks no page that has the database open. */
async function deleteAll(page: Page, origin: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await browser.detach();
}

async function emptyStores(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = (request: IDBRequest) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const opened = indexedDB.open('app');
    await settled(opened);
    const database = opened.result;
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, 'readwrite');
    await Promise.all(names.map((name) => settled(transaction.objectStore(name).clear())));
    database.close();
  });
}

/** The browser forgets the database, or what is in it, while the page stands; the second copies stay. */
export async function throwAway(page: Page, how: How): Promise<void> {
  if (how === 'emptied') await emptyStores(page);
  else await deleteAll(page, new URL(page.url()).origin);
}

/** The same as the page goes: deleted once it is gone, since an open page writes anew what it holds. */
export async function loseDatabase(page: Page, how: How): Promise<void> {
  const { origin } = new URL(page.url());
  if (how === 'emptied') await emptyStores(page);
  await page.goto('about:blank');
  if (how === 'deleted') await deleteAll(page, origin);
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
