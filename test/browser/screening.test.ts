import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite, type Look } from '../support/browsed-site';
import { accessibilityViolations, desktop, phone, touchProblems } from '../support/browser';
import type { Site } from '../support/site';
import { plain } from '../support/visitor';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterAll(() => browsed?.stop());

const open = (look: Look) => browsed.open(look);

const flawsOf = async (page: Page, place: string) =>
  [...(await accessibilityViolations(page)), ...(await touchProblems(page))].map(
    (flaw) => `${place}: ${flaw}`,
  );

/** Walks to the first question and looks at every page on the way. */
async function walkToQuestions(page: Page, flaws: string[]): Promise<string> {
  const look = async (place: string) => flaws.push(...(await flawsOf(page, place)));
  for (const place of ['/about', '/privacy', '/test/later', '/test/young', '/']) {
    await page.goto(url + place);
    await look(place);
  }
  await page.click('.hero button');
  await look('what this is');
  await page.click('[value=agree]');
  await look('device');
  await page.click('label[for=phone]');
  await page.click('main .button');
  await page.click('main .button');
  await page.waitForSelector('.error-summary');
  await look('about you, with mistakes');
  await page.click('label[for=sex-1]');
  await page.fill('#age', '16');
  await page.selectOption('#region', '750000000');
  await page.click('label[for=settlement]');
  await page.selectOption('#status', 'college');
  await page.click('main .button');
  await look('code');
  const code = (await page.textContent('.code')) ?? '';
  await page.click('label[for=is-saved]');
  await page.click('[value=next]');
  await page.waitForSelector('[data-questions]');
  return code;
}

async function answerPage(page: Page): Promise<void> {
  const items = await page.$$eval('[data-question]', (all) =>
    all.map((one) => one.getAttribute('data-question')!),
  );
  for (const item of items) await page.click(`label[for="question-${item}-${item === 'V1' ? 3 : 1}"]`);
}

describe.each<Look>([
  { language: 'kk', viewport: phone, colorScheme: 'light' },
  { language: 'ru', viewport: phone, colorScheme: 'dark' },
  { language: 'ru', viewport: desktop, colorScheme: 'light' },
  { language: 'kk', viewport: desktop, colorScheme: 'dark' },
])('the student’s pages in $language, $viewport.width px, $colorScheme', (look) => {
  it('can be used by everybody, from the first to the last', async () => {
    const page = await open(look);
    const flaws: string[] = [];
    await walkToQuestions(page, flaws);
    flaws.push(...(await flawsOf(page, 'questions')));
    for (let pages = 0; (await page.$('[data-questions]')) && pages < 13; pages += 1) {
      if (pages > 0) await answerPage(page);
      await Promise.all([page.waitForEvent('load'), page.click('[name=go][value=next]')]);
    }
    flaws.push(...(await flawsOf(page, 'check')));
    await Promise.all([page.waitForEvent('load'), page.click('[value=submit]')]);
    await page.$$eval('details', (all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    flaws.push(...(await flawsOf(page, 'result')));
    await page.goto(`${url}/test/feedback`);
    flaws.push(...(await flawsOf(page, 'feedback')));
    expect(flaws).toEqual([]);
  });
});

describe('with a script', () => {
  const look: Look = { language: 'ru', viewport: phone, colorScheme: 'light' };

  it('every tap is saved and counted before the page is sent', async () => {
    const page = await open(look);
    const code = await walkToQuestions(page, []);
    expect(plain((await page.textContent('.progress-label')) ?? '')).toBe('Отвечено: 0 из 75');
    for (const tap of ['A1-3', 'A2-skip', 'A2-unclear']) {
      const saved = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.click(`label[for="question-${tap}"]`);
      expect((await saved).status()).toBe(204);
    }
    expect(plain((await page.textContent('.progress-label')) ?? '')).toBe('Отвечено: 2 из 75');
    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt).toMatchObject({ answers: { A1: 3, A2: null }, unclear: ['A2'], timings: {} });

    await Promise.all([page.waitForEvent('load'), page.click('[name=go][value=next]')]);
    const [sent] = await site.services.screening.attemptsOf(code);
    expect(sent!.timings.a1).toBeGreaterThan(0);
  });

  it('quick exit leaves at once and the way back does not lead to the test', async () => {
    const page = await open(look);
    await walkToQuestions(page, []);
    await page.route('https://www.gov.kz/**', (route) => route.fulfill({ body: 'elsewhere' }));
    const before = await page.evaluate(() => history.length);
    await Promise.all([page.waitForURL('https://www.gov.kz/**'), page.click('[data-quick-exit]')]);
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  it('keeps the language out of the address', async () => {
    const page = await open(look);
    await page.goto(`${url}/?language=kk`);
    expect(page.url()).toBe(`${url}/`);
  });
});
