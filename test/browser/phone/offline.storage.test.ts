/** One attempt in two tabs, and phones that keep nothing, become full, or are slow: nothing is lost, and words say so. */
import type { Page } from 'playwright-core';
import kk from '../../../locales/kk/screening.json';
import ru from '../../../locales/ru/screening.json';
import type { Attempt } from '../../../server/screening/attempt.types';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import {
  deafen,
  hinder,
  hinderable,
  type Refusal,
  refuseStorage,
} from '../../support/browser/faults/hindered-storage';
import { given, goBy, skipToResult, tap, tapPage, waitForPhone } from '../../support/browser/journey';
import {
  keptOn,
  waitForFurther,
  waitForRest,
  waitForTakeover,
  waitForWord,
} from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { plain } from '../../support/site/visitor';

const words = { kk, ru };

let browsed: BrowsedSite;
let network: Network;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});
beforeEach(() => network.restore());
afterEach(() => browsed.closePages());

/** What is kept of the test is kept by the page; the service worker keeps files, which only a page that comes anew needs. */
const open = (language: 'kk' | 'ru', serviceWorkers: 'allow' | 'block' = 'block') =>
  browsed.open({ language, viewport: phone, serviceWorkers });

/** To the first question, which the phone draws. @returns the code */
async function begin(page: Page): Promise<string> {
  await page.goto(network.url);
  await waitForTakeover(page);
  return (await walkTo(page, 'page', { given: {} })).code;
}

/** Until the server has of the code what is asked for. */
const stored = (code: string, isThere: (attempt: Attempt) => unknown) =>
  until(async () => {
    const [attempt] = await browsed.site.services.screening.attemptsOf(code);
    return attempt && isThere(attempt) ? attempt : null;
  });

const keptAnswers = async (page: Page) => (await keptOn(page)).attempts[0]?.answers;

/** A copy of what is kept, under another id. */
const keepAlso = (page: Page, id: string) =>
  page.evaluate(
    (anotherId) =>
      new Promise<void>((resolve) => {
        indexedDB.open('app').onsuccess = ({ target }) => {
          const { result: database } = target as IDBOpenDBRequest;
          const transaction = database.transaction('attempts', 'readwrite');
          const attempts = transaction.objectStore('attempts');
          attempts.getAll().onsuccess = ({ target: read }) => {
            attempts.put({ ...(read as IDBRequest).result[0], id: anotherId });
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    id,
  );

const only = (...items: string[]) => Object.fromEntries(items.map((item) => [item, given[item]]));

/** As when its tab is opened again. */
const comeBack = (page: Page) =>
  page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });

describe('two tabs with the same attempt, of which one hears nothing of the other,', () => {
  let one: Page;
  let other: Page;
  let code: string;
  beforeEach(async () => {
    one = await open('ru');
    code = await begin(one);
    other = await one.context().newPage();
    await deafen(other);
    await other.goto(network.url);
    await other.waitForSelector('.hero a');
    await goBy(other, '.hero a');
  });

  it('do not undo each other’s answers, also where one does not yet show what the other changed', async () => {
    await tap(one, 'A1', 2);
    await tap(other, 'A2', 2);
    await tap(one, 'A4', 2);
    await until(async () => Object.keys((await keptAnswers(one)) ?? {}).length === 3);
    await comeBack(other);
    await other.waitForSelector('#question-A4-2:checked');
    await tap(one, 'A1', 4);
    await until(async () => (await keptAnswers(one))?.A1 === 4);
    await tap(other, 'A5', 2);
    await goBy(other, '[name=go][value=next]');
    const all = { A1: 4, A2: 2, A4: 2, A5: 2 };
    expect(await keptAnswers(one)).toEqual(all);
    expect((await stored(code, ({ answers }) => answers.A5 === 2)).answers).toEqual(all);
  });

  it('show the result in both when it is submitted in one, and take no more answers in the other', async () => {
    await tapPage(one);
    await skipToResult(one);
    const before = await stored(code, ({ submittedAt }) => submittedAt);
    await tap(other, 'A1', 4);
    await goBy(other, '[name=go][value=next]');
    expect(await other.textContent('h1')).toContain(ru.result.title);
    expect(await keptAnswers(other)).toEqual(before.answers);
    await comeBack(one);
    expect(await one.textContent('h1')).toContain(ru.result.title);
  });

  it('keep nothing that can be read when one has finished, whatever the other does', async () => {
    await tapPage(one);
    await skipToResult(one);
    await stored(code, ({ submittedAt }) => submittedAt);
    await goBy(one, 'a[href="/test/feedback"]');
    await goBy(one, 'form[action="/test/finish"] button');
    await goBy(other, '[name=go][value=next]');
    expect(await other.$('.hero button')).not.toBeNull();
    const { attempts, acts, facts } = await keptOn(one);
    expect([attempts, acts, facts.session]).toEqual([[], [], undefined]);
  });

  it('are at the start again where one taps an answer after the other has finished', async () => {
    await skipToResult(one);
    await goBy(one, 'a[href="/test/feedback"]');
    await goBy(one, 'form[action="/test/finish"] button');
    await tap(other, 'A1', 4);
    await other.waitForSelector('.hero button');
    const { attempts, acts, facts } = await keptOn(one);
    expect([attempts, acts, facts.session]).toEqual([[], [], undefined]);
  });
});

describe('a shared phone on which a test is under way', () => {
  it.each([
    { language: 'kk', serviceWorkers: 'allow' },
    { language: 'ru', serviceWorkers: 'block' },
  ] as const)(
    'says so in another tab, where nothing goes on, in $language, service workers: $serviceWorkers',
    async ({ language, serviceWorkers }) => {
      const page = await open(language, serviceWorkers);
      await page.goto(network.url);
      if (serviceWorkers === 'allow') await waitForPhone(page);
      else await waitForTakeover(page);
      const { code } = await walkTo(page, 'page', { given: {}, isShared: true });
      await stored(code, () => true);
      const other = await page.context().newPage();
      await other.goto(`${network.url}/test`);
      const notice = other.locator('main .notice');
      await notice.waitFor();
      expect(plain(await notice.innerText())).toContain(words[language].start.otherTab);
      expect(plain(await other.innerText('main'))).not.toContain(words[language].nothingKept.text);

      // The code leads on there, too.
      await goBy(other, 'main a[href="/my"]');
      await other.fill('[name=code]', code);
      await goBy(other, 'form[data-code-form] button');
      await goBy(other, 'form[action="/my/test"] button');
      await other.waitForSelector('form[data-questions]');
    },
  );
});

describe('the start page of a shared phone that was left as it was', () => {
  it('removes what is sent and seals the rest, which arrives later', async () => {
    const page = await open('kk', 'allow');
    await page.goto(network.url);
    await waitForPhone(page);
    const { code } = await walkTo(page, 'page', { given: {}, isShared: true });
    await tap(page, 'A1', 2);
    await goBy(page, '[name=go][value=next]');
    await stored(code, ({ answers }) => answers.A1 === 2);
    await waitForWord(page, kk.sending.sent);

    /** In a tab of their own, after the last one was closed. */
    const opensStart = async (last: Page) => {
      const next = await last.context().newPage();
      await last.close();
      await next.goto(network.url);
      await until(async () => (await keptOn(next)).attempts.length === 0);
      return next;
    };
    const second = await opensStart(page);
    await until(async () => (await keptOn(second)).facts.session === undefined);
    expect((await keptOn(second)).sealed).toEqual([]);

    const { code: secondCode } = await walkTo(second, 'page', { given: {}, isShared: true });
    await stored(secondCode, () => true);
    await waitForRest(second);
    network.cut();
    await tap(second, 'A1', 4);
    await until(async () => (await keptAnswers(second))?.A1 === 4);
    const third = await opensStart(second);
    expect((await keptOn(third)).sealed).toHaveLength(1);
    network.restore();
    await third.evaluate(() => dispatchEvent(new Event('online')));
    await stored(secondCode, ({ answers }) => answers.A1 === 4);
  });

  it('leaves to another tab what goes on there, and to the same one what it goes on with', async () => {
    const page = await open('ru');
    await page.goto(network.url);
    await waitForTakeover(page);
    await walkTo(page, 'page', { given: {}, isShared: true });
    await waitForRest(page);
    await waitForWord(page, ru.sending.sent);
    await until(() => page.evaluate(async () => (await navigator.locks.query()).held?.length));

    /** What is left is gone; it comes after the other one, should that be taken for left, too. */
    const start = async (one: Page) => {
      await keepAlso(one, 'ffffffff-ffff-4fff-bfff-ffffffffffff');
      await one.goto(network.url);
      await until(async () => (await keptOn(one)).attempts.length < 2);
    };
    const other = await page.context().newPage();
    await other.goto(`${network.url}/privacy`);
    await start(other);
    expect(await keptOn(other)).toMatchObject({ attempts: [{ isSharedPhone: true }], sealed: [] });
    await other.close();
    await tap(page, 'A1', 2);
    await until(async () => (await keptAnswers(page))?.A1 === 2);
    await start(page);
    await goBy(page, '.hero a[href="/test"]');
    await page.waitForSelector('#question-A1-2:checked');
  });
});

describe('storage that is refused', () => {
  it.each<{ language: 'kk' | 'ru'; refusal: Refusal }>([
    { language: 'kk', refusal: 'throws' },
    { language: 'ru', refusal: 'missing' },
    { language: 'ru', refusal: 'fails' },
  ])('and $refusal leads the online way with a clear word, in $language', async ({ language, refusal }) => {
    const page = await open(language);
    await refuseStorage(page, refusal);
    await page.goto(network.url);
    await waitForWord(page, words[language].offline.refused);
  });

  it('leaves the online way, on which everything arrives', async () => {
    const page = await open('kk');
    await refuseStorage(page, 'fails');
    await page.goto(network.url);
    const { code } = await walkTo(page, 'page', { given: {} });
    await waitForWord(page, kk.offline.refused);
    await tapPage(page);
    await skipToResult(page);
    const { answers } = await stored(code, ({ submittedAt }) => submittedAt);
    expect(answers).toEqual(only('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'));
  });
});

describe('without storage, a network that is gone at “next”', () => {
  it.each(['kk', 'ru'] as const)('loses nothing that was tapped, with a word, in %s', async (language) => {
    const page = await open(language);
    await refuseStorage(page, 'fails');
    await page.goto(network.url);
    const { code } = await walkTo(page, 'page', { given: {} });
    await waitForWord(page, words[language].offline.refused);
    await until(() =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/first-')),
      ),
    );
    network.cut();
    await tapPage(page);
    await page.$eval('[name=go][value=next]', (one) => (one as HTMLElement).click());
    await waitForWord(page, words[language].sending.nowhere);
    expect(await page.isChecked(`#question-A8-${given.A8}`)).toBe(true);
    network.restore();
    await page.waitForSelector('[data-question=A9]');
    const { answers } = await stored(code, ({ answers: { A8 } }) => A8 !== undefined);
    expect(answers).toEqual(only('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'));
  });
});

describe('a phone that becomes full in the middle', () => {
  it.each(['kk', 'ru'] as const)(
    'goes on from memory and says where the answers are, in %s',
    async (language) => {
      const { sending } = words[language];
      const page = await open(language);
      await hinderable(page);
      const code = await begin(page);
      await tap(page, 'A1', 2);
      await hinder(page, { hasRoomFor: 'nothing' });
      await tap(page, 'A2', 2);
      await waitForWord(page, sending.onlineOnly);
      expect((await stored(code, ({ answers: { A2 } }) => A2 === 2)).answers).toEqual({ A1: 2, A2: 2 });

      network.cut();
      await tap(page, 'A3', 1);
      await waitForWord(page, sending.nowhere);
      network.restore();
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await waitForWord(page, sending.onlineOnly);
      expect((await stored(code, ({ answers: { A3 } }) => A3 === 1)).answers).toEqual({
        A1: 2,
        A2: 2,
        A3: 1,
      });

      await skipToResult(page);
      await waitForWord(page, sending.onlineOnly);
      expect((await stored(code, ({ submittedAt }) => submittedAt)).answers).toEqual({ A1: 2, A2: 2, A3: 1 });
    },
  );

  it('keeps everything again as soon as there is room, also without network', async () => {
    const page = await open('ru', 'allow');
    await hinderable(page);
    await page.goto(network.url);
    await waitForPhone(page);
    await walkTo(page, 'page', { given: {} });
    network.cut();
    await hinder(page, { hasRoomFor: 'little' });
    await tapPage(page);
    await waitForWord(page, ru.sending.nowhere);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, ru.sending.nowhere);
    await hinder(page, { hasRoomFor: 'all' });
    await tap(page, 'A9', 2);
    await waitForWord(page, ru.sending.here);
    await page.reload();
    await page.waitForSelector('#question-A9-2:checked');
    expect(await keptAnswers(page)).toEqual(only('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'));
  });
});

describe('what the page alone holds', () => {
  it.each(['kk', 'ru'] as const)('is left behind only when it is sent, in %s', async (language) => {
    const { sending, handOver, about } = words[language];
    const page = await open(language, 'allow');
    await hinderable(page);
    await page.goto(network.url);
    await waitForPhone(page);
    await waitForFurther(page, `/guides?language=${language}`);
    const { code } = await walkTo(page, 'page', { given: {} });
    network.cut();
    await hinder(page, { hasRoomFor: 'little' });
    await tap(page, 'A1', 3);
    await skipToResult(page);
    await goBy(page, '[action="/test/ask"] button');
    await goBy(page, 'main a[href="/my"]');
    await goBy(page, '[action="/my/again"] button');
    await page.getByText(sending.needed).waitFor();
    await page.click('[action="/test/finish"] button');
    await waitForWord(page, handOver.kept);
    network.restore();
    await goBy(page, '[action="/my/again"] button');
    expect(await page.textContent('h1')).toContain(about.title);
    expect((await stored(code, ({ submittedAt }) => submittedAt)).answers).toEqual({ A1: 3 });
  });
});

describe('slow storage', () => {
  it.each(['kk', 'ru'] as const)('is said in words until all is kept, in %s', async (language) => {
    const { sending } = words[language];
    const page = await open(language);
    await hinderable(page);
    await begin(page);
    network.cut();
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, sending.here);
    await hinder(page, { isStuck: true });
    await tap(page, 'A9', 2);
    await waitForWord(page, sending.saving);
    await hinder(page, { isStuck: false });
    await waitForWord(page, sending.here);
    expect(await keptAnswers(page)).toEqual({ A9: 2 });
  });
});

describe('an upload that ends while somebody answers', () => {
  it('leaves the page as it is, also when all of its questions are answered by then', async () => {
    const page = await open('kk');
    await begin(page);
    await waitForWord(page, kk.sending.sent);
    await tapPage(page);
    const letGo = network.hold((method) => method === 'PUT');
    await goBy(page, '[name=go][value=next]');
    await tapPage(page);
    const shown = await page.$('form[data-questions]');
    await waitForWord(page, kk.sending.going);
    letGo();
    // The page has heard that the upload ended; the window's focus may have asked for one more, which takes the rest.
    await waitForWord(page, kk.sending.kept, kk.sending.sent);
    expect((await keptOn(page)).attempts[0]?.known?.answers.A1).toBe(given.A1);
    expect(await shown?.evaluate((form) => form.isConnected)).toBe(true);
  });
});
