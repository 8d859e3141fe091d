/**
 * The student's pages where a phone keeps nothing itself. What the server and the phone draw is the same
 * (test/unit/client/views.test.ts), so that here only the server's own pages are looked at; the others in every-page.
 */
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite, type Look } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { flawsOf } from '../support/browser/flaws';
import { goBy } from '../support/browser/journey';
import type { Site } from '../support/site/site';
import { plain } from '../support/site/visitor';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

/** A browser with a script, and without a place where a phone keeps its test. */
async function openOnline(look: Look): Promise<Page> {
  const page = await browsed.open(look);
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'indexedDB');
  });
  return page;
}

describe.each(['kk', 'ru'] as const)('the server’s own pages in %s', (language) => {
  it('can be used by everybody', async () => {
    const page = await openOnline({ language, viewport: phone });
    const flaws: string[] = [];
    for (const place of ['/', '/about', '/privacy']) {
      await page.goto(url + place);
      flaws.push(...(await flawsOf(page, language, place)));
    }
    expect(flaws).toEqual([]);
  });
});

describe('with a script, where nothing can be kept', () => {
  const look: Look = { language: 'ru', viewport: phone };

  it('every tap is saved and counted before the page is sent', async () => {
    const page = await openOnline(look);
    await page.goto(url);
    const { code } = await walkTo(page, 'page', { given: {} });
    expect(plain((await page.textContent('.progress-label')) ?? '')).toBe('Отвечено: 0 из 75');
    for (const tap of ['A1-3', 'A2-skip', 'A2-unclear']) {
      const saved = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.click(`label[for="question-${tap}"]`);
      expect((await saved).status()).toBe(204);
    }
    expect(plain((await page.textContent('.progress-label')) ?? '')).toBe('Отвечено: 2 из 75');
    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt).toMatchObject({ answers: { A1: 3, A2: null }, unclear: ['A2'], timings: {} });

    await goBy(page, '[name=go][value=next]');
    const [sent] = await site.services.screening.attemptsOf(code);
    expect(sent!.timings.a1).toBeGreaterThan(0);
  });

  it('quick exit leaves at once and the way back does not lead to the test', async () => {
    const page = await openOnline(look);
    await page.goto(url);
    await walkTo(page, 'page', { given: {} });
    await page.route('https://www.gov.kz/**', (route) => route.fulfill({ body: 'elsewhere' }));
    const before = await page.evaluate(() => history.length);
    await Promise.all([page.waitForURL('https://www.gov.kz/**'), page.click('[data-quick-exit]')]);
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  it('keeps the language out of the address', async () => {
    const page = await openOnline(look);
    await page.goto(`${url}/?language=kk`);
    expect(page.url()).toBe(`${url}/`);
  });
});

describe('without a script', () => {
  it('Enter in a field leads on, as the button does, and does not switch the language', async () => {
    const page = await browsed.open({ language: 'ru', viewport: phone, hasScript: false });
    await page.goto(url);
    await goBy(page, '.hero button');
    await goBy(page, '[value=agree]');
    await page.click('label[for=phone]');
    await goBy(page, 'main .button');
    await page.fill('#age', '15');
    await page.press('#age', 'Enter');
    await page.waitForSelector('.error-summary');
    await page.click('label[for=sex]');
    await page.click('label[for=settlement]');
    await page.selectOption('#region', '750000000');
    await page.selectOption('#status', 'college');
    await page.press('#age', 'Enter');
    await page.check('#is-saved');
    await page.press('#is-saved', 'Enter');
    await page.waitForSelector('[data-question=A1]');
    await page.press('#question-A1-0', 'Enter');
    await page.waitForSelector('[data-question]:not([data-question=A1])');
    expect(await page.isVisible('[data-question=A1]')).toBe(false);
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
  });
});
