/** Where somebody is on a page, and on the way: another language, a reload and "back" surprise nobody. */
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { placeOf, walkTo } from '../../support/browser/fast-way';
import { given, goBy, tap, waitForNext } from '../../support/browser/journey';
import { waitForTakeover } from '../../support/browser/kept';
import { until } from '../../support/browser/until';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

/** At the first question, of a phone that goes on by itself. */
async function atQuestions(language: 'kk' | 'ru', isShared = false): Promise<Page> {
  const page = await browsed.open({ language, viewport: phone, serviceWorkers: 'block' });
  await page.goto(browsed.url);
  await waitForTakeover(page);
  await walkTo(page, 'page', { given: {}, isShared });
  return page;
}

const topOf = (page: Page, selector: string) =>
  page.$eval(selector, (one) => Math.round(one.getBoundingClientRect().top));

async function expectNear(page: Page, selector: string, topPx: number): Promise<void> {
  await page.waitForFunction(
    ([one, top]) => {
      const found = document.querySelector(one);
      return found && Math.abs(found.getBoundingClientRect().top - top) <= 2;
    },
    [selector, topPx] as const,
  );
}

describe.each(['kk', 'ru'] as const)('a reader in the middle of a page in %s', (language) => {
  const other = language === 'kk' ? 'ru' : 'kk';
  const sixth = '[data-question=A6]';

  /** So far down that the question stands at the top of the screen. */
  const scrollTo = (page: Page, selector: string) =>
    page.$eval(selector, (one) => one.scrollIntoView({ block: 'start', behavior: 'instant' }));

  it('stays at the same question in the other language and when the page comes anew', async () => {
    const page = await atQuestions(language);
    await tap(page, 'A6', 2);
    await scrollTo(page, sixth);
    const top = await topOf(page, sixth);
    await page.$eval(`.language-choice[lang=${other}]`, (one) => (one as HTMLElement).click());
    await page.waitForSelector(`html[lang=${other}]`);
    await expectNear(page, sixth, top);
    await page.reload();
    await page.waitForSelector('#question-A6-2:checked');
    await expectNear(page, sixth, top);
  });

  it('begins the next page at its beginning', async () => {
    const page = await atQuestions(language);
    await scrollTo(page, sixth);
    await goBy(page, '[name=go][value=next]');
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it('finds the folds of the result open that were open', async () => {
    const page = await atQuestions(language);
    await walkTo(page, 'result', { given });
    await page.$eval('main details summary', (one) => (one as HTMLElement).click());
    await page.$eval(`.language-choice[lang=${other}]`, (one) => (one as HTMLElement).click());
    await page.waitForSelector(`html[lang=${other}]`);
    expect(await page.$eval('main details', (fold) => (fold as HTMLDetailsElement).open)).toBe(true);
  });
});

describe.each([
  ['somebody’s own', false],
  ['a shared', true],
] as const)('the way back on %s phone', (_whose, isShared) => {
  it('leads from page to page, loses nothing, and leaves the site only from the first', async () => {
    const page = await atQuestions('ru', isShared);
    await tap(page, 'A1', 3);
    await goBy(page, '[name=go][value=next]');
    await goBy(page, '[name=go][value=next]');
    const shown = () => page.$eval('[name=page]', (one) => (one as HTMLInputElement).value);
    const back = async () => {
      await page.$eval('main > *', (one) => one.setAttribute('data-before', ''));
      await page.evaluate(() => history.back());
      await waitForNext(page);
    };
    expect(await shown()).toBe('c1');
    await back();
    expect(await shown()).toBe('a2');
    await back();
    expect(await shown()).toBe('a1');
    expect(await page.isChecked('#question-A1-3')).toBe(true);
    for (const before of ['code', 'profile'] as const) {
      await back();
      expect(await placeOf(page)).toBe(before);
    }
    await page.goBack();
    expect(page.url()).toBe('about:blank');
    await page.goForward();
    await page.waitForSelector('main [name=step]', { state: 'attached' });
    await walkTo(page, 'page', { given: {}, isShared });
    expect(await page.isChecked('#question-A1-3')).toBe(true);
  });

  it('does not lead to the test after the quick exit', async () => {
    const page = await atQuestions('ru', isShared);
    const exit = (await page.getAttribute('[data-quick-exit]', 'href')) ?? '';
    await page.route(`${exit}**`, (route) => route.fulfill({ contentType: 'text/html', body: 'elsewhere' }));
    await goBy(page, '[name=go][value=next]');
    await page.click('[data-quick-exit]');
    await page.waitForURL(`${exit}**`);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });
});

it('a link into a test that is not here is seen once the phone does not go on, or when its part never comes', async () => {
  const page = await browsed.open({ language: 'ru', viewport: phone, serviceWorkers: 'block' });
  const nothingKept = page.locator('[data-nothing-kept]');
  const held: (() => Promise<void>)[] = [];
  await page.route('**/assets/start-*.js', (route) => void held.push(() => route.continue()));
  await page.goto(`${browsed.url}/test`);
  await until(async () => held.length > 0);
  expect(await nothingKept.isVisible()).toBe(false);
  await held.pop()?.();
  await nothingKept.waitFor();

  await page.reload();
  await until(async () => held.length > 0);
  expect(await nothingKept.isVisible()).toBe(false);
  // As when its time is over.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  expect(await nothingKept.isVisible()).toBe(true);
});

it('“back” goes from the questions about oneself to what was agreed to', async () => {
  const page = await browsed.open({ language: 'ru', viewport: phone, serviceWorkers: 'block' });
  await page.goto(browsed.url);
  await waitForTakeover(page);
  await walkTo(page, 'profile', { given: {} });
  for (const before of ['phone', 'about'] as const) {
    await page.evaluate(() => history.back());
    await page.waitForSelector(`[name=step][value=${before}]`, { state: 'attached' });
  }
});

it('“back” goes from the check to the last questions, and from the question about the test to the result', async () => {
  const page = await atQuestions('kk');
  await walkTo(page, 'check', { given: {} });
  await page.evaluate(() => history.back());
  await page.waitForSelector('form[data-questions]');
  await walkTo(page, 'feedback', { given: {} });
  await page.evaluate(() => history.back());
  await page.waitForSelector('.code-apart');
});
