/** A student's way by finger or by key: nothing on a page is done by a script but scrolling, focusing and filling in. */
import { actsOn, type Place, placeHere, type Student } from '../support/browser/fast-way';
import { inPage, type Point, type Tab } from './engine';

export type Hand = 'finger' | 'key';

/** Whoever waits longer than this has given up. */
const patienceMs = 60_000;

/** A finger that has just tapped is not meant for what is drawn under it. */
const drawnMs = 450;

/** Nobody taps sooner on what has just been drawn. */
export const look = () => pause(drawnMs);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer; while a page comes there is none. @throws Error that names what never came */
export async function within<T>(what: string, ask: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + patienceMs;
  let error: unknown;
  while (Date.now() < end) {
    const answer = await ask().catch((thrown: unknown) => {
      error = thrown;
      return null;
    });
    if (answer !== null && answer !== false) return answer;
    await pause(50);
  }
  throw new Error(`${what} never came`, { cause: error });
}

function pointHere(selector: string): Point | null {
  const found = document.querySelector<HTMLElement>(selector);
  const label = found?.id ? document.querySelector<HTMLElement>(`label[for="${found.id}"]`) : null;
  const target = label ?? found;
  if (!target) return null;
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function focusHere(selector: string): 'Enter' | 'Space' | null {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  if (!found || document.activeElement !== found) return null;
  return found.matches('input') ? 'Space' : 'Enter';
}

export async function act(tab: Tab, hand: Hand, selector: string): Promise<void> {
  if (hand === 'finger') await tab.tap(await within(selector, () => inPage(tab, pointHere, selector)));
  else await tab.press(await within(selector, () => inPage(tab, focusHere, selector)));
}

const presentHere = (selectors: string[]) => selectors.filter((one) => document.querySelector(`main ${one}`));

const codeHere = () => document.querySelector('main .code')?.textContent?.replace(/\s/g, '') ?? '';

function fillHere(fields: Record<string, string>): void {
  for (const [id, value] of Object.entries(fields))
    Object.assign(document.getElementById(id) ?? {}, { value });
}

function markHere(): void {
  document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
}

const isNextHere = () =>
  document.querySelector('main')?.firstElementChild != null && !document.querySelector('[data-before]');

/** @param last what leads to another page */
export async function turn(tab: Tab, hand: Hand, last: string): Promise<void> {
  await inPage(tab, markHere);
  await act(tab, hand, last);
  await within(`the page after ${last}`, () => inPage(tab, isNextHere)).catch(async (e) => {
    console.error(
      await inPage(tab, async () => [
        location.href,
        document.querySelector('[data-sending]')?.outerHTML,
        scrollY,
        (await navigator.locks?.query())?.held?.length,
        await Promise.race([
          new Promise((r) => setTimeout(() => r('idb hangs'), 3000)),
          new Promise((r) => {
            const q = indexedDB.open('app');
            q.onsuccess = () => {
              const g = q.result.transaction('attempts').objectStore('attempts').getAll();
              g.onsuccess = () => r(JSON.stringify(g.result).slice(0, 300));
            };
          }),
        ]),
        await Promise.race([
          new Promise((r) => setTimeout(() => r('idb write hangs'), 3000)),
          new Promise((r) => {
            const q = indexedDB.open('app');
            q.onsuccess = () => {
              const t = q.result.transaction('facts', 'readwrite');
              t.objectStore('facts').put(1, 'x');
              t.oncomplete = () => r('written');
            };
          }),
        ]),
      ]),
    );
    throw e;
  });
  await look();
}

export const placeOn = (tab: Tab): Promise<Place> => within('a page', () => inPage(tab, placeHere));

/** From the page that stands there to another. @returns the code, where a page has shown it */
export async function walk(tab: Tab, hand: Hand, goal: Place, student: Student): Promise<string> {
  let code = '';
  for (;;) {
    const place = await placeOn(tab);
    if (place === goal) return code;
    code = (await inPage(tab, codeHere)) || code;
    const { taps, fields, last } = actsOn(place, student);
    for (const one of await inPage(tab, presentHere, taps)) await act(tab, hand, `main ${one}`);
    await inPage(tab, fillHere, fields);
    await turn(tab, hand, `main ${last}`);
  }
}
