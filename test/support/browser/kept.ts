/** What a phone keeps by itself, read from its browser as it lies there; and what its page says about it. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Act, LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { PhoneSession } from '../../../views/client/phone/model/session';
import { until } from './until';

export interface Kept {
  attempts: LocalAttempt[];
  acts: Act[];
  sealed: { id: string; sealed: string }[];
  facts: { session?: PhoneSession; language?: string };
}

/** Asked inside a page. */
export async function keptHere(): Promise<Kept> {
  const result = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const opening = indexedDB.open('app');
  // Where there is none, none is made.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await result(opening).catch(() => null);
  if (!database) return { attempts: [], acts: [], sealed: [], facts: {} };
  const names = ['attempts', 'acts', 'sealed', 'facts'];
  const transaction = database.transaction(names);
  const all = (name: string) => result(transaction.objectStore(name).getAll());
  const [attempts = [], acts = [], sealed = [], facts = []] = await Promise.all(names.map(all));
  const keys = await result(transaction.objectStore('facts').getAllKeys());
  database.close();
  const named = keys.map((key, index) => [String(key), facts[index]]);
  return { attempts, acts, sealed, facts: Object.fromEntries(named) };
}

export const keptOn = (page: Page): Promise<Kept> => page.evaluate(keptHere);

interface Watched {
  isTakenOver?: boolean;
}

/** A page that the phone has taken over ends with keeping its language; nothing on it says so. */
export function watchTakeover(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (key[0] === 'language')
        this.transaction.addEventListener('complete', () => {
          (window as Watched).isTakenOver = true;
        });
      return put.call(this, value, ...key);
    };
  });
}

/** Until the phone has drawn what it has to and goes on by itself. */
export async function waitForTakeover(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as Watched).isTakenOver);
}

/** At the questions: until what the result needs has come ahead of it, so that the network may go away. */
export async function waitForRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const come = performance.getEntriesByType('resource').map(({ name }) => name);
    const scripts = ['/assets/lazy-chunk-', '/assets/other-pages-', '/assets/rest-'];
    const needed = [...scripts, '/results.json', '/recommendations.json'];
    return needed.every((part) => come.some((name) => name.includes(part)));
  });
  // Its file has come, but perhaps not yet what that file begins with. A text, since Jest's compiler knows its own import().
  await page.evaluate(
    "import(performance.getEntriesByType('resource').find(({ name }) => name.includes('/lazy-chunk-')).name).then(() => null)",
  );
}

/** Resolves when the page's word about what is safe is this one, or one of these. */
export async function waitForWord(page: Page, ...words: string[]): Promise<void> {
  await page.waitForFunction(
    (expected) =>
      [...document.querySelectorAll('[data-sending], main [role=status]')].some((place) =>
        expected.includes(place.textContent?.replaceAll('\u00A0', ' ').trim() ?? ''),
      ),
    words,
  );
}

/** On a start page of a phone that works without network: until it also has what comes in the background. */
export async function waitForFurther(page: Page, path: string): Promise<void> {
  await until(() =>
    page.evaluate(async (one) => Boolean(await caches.match(one, { ignoreVary: true })), path),
  );
}
