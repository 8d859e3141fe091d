/** What a phone keeps by itself, read from its browser as it lies there; and what its page says about it. */
import type { Page } from 'playwright-core';
import type { Act, LocalAttempt } from '../../views/client/phone/model/attempt';
import type { PhoneSession } from '../../views/client/phone/model/session';
import { until } from './until';

export interface Kept {
  attempts: LocalAttempt[];
  acts: Act[];
  sealed: { id: string; sealed: string }[];
  facts: { session?: PhoneSession; language?: string };
}

export function keptOn(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open('app'));
    const names = ['attempts', 'acts', 'sealed', 'facts'];
    const transaction = database.transaction(names);
    const all = (name: string) => result(transaction.objectStore(name).getAll());
    const [attempts = [], acts = [], sealed = [], facts = []] = await Promise.all(names.map(all));
    const keys = await result(transaction.objectStore('facts').getAllKeys());
    database.close();
    const named = keys.map((key, index) => [String(key), facts[index]]);
    return { attempts, acts, sealed, facts: Object.fromEntries(named) };
  });
}

/** Until the phone goes on by itself, also where nothing says so because there is no service worker. */
export async function waitForTakeover(page: Page): Promise<void> {
  await until(() => page.evaluate(async () => (await indexedDB.databases()).length > 0));
  await until(async () => (await keptOn(page)).facts.language);
}

/** Resolves when the page's word about what is safe is this one. */
export async function waitForWord(page: Page, word: string): Promise<void> {
  await page.waitForFunction(
    (expected) =>
      [...document.querySelectorAll('[data-sending], main [role=status]')].some(
        (place) => place.textContent?.replaceAll('\u00A0', ' ').trim() === expected,
      ),
    word,
  );
}

/** On a start page of a phone that works without network: until it also has what comes in the background. */
export async function waitForFurther(page: Page, path: string): Promise<void> {
  await until(() =>
    page.evaluate(async (one) => Boolean(await caches.match(one, { ignoreVary: true })), path),
  );
}
