/** What stands behind a code on a phone: what is said there is true on whatever device, and in the reader's language. */
import type { Page } from 'playwright-core';
import { normaliseCode } from '../../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { goBy, typeCode } from '../../support/browser/journey';
import { keptOn, waitForTakeover } from '../../support/browser/kept';
import { anAttempt, calm } from '../../support/builders/attempts';
import { asked } from '../../support/builders/cases';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

type Language = 'kk' | 'ru';

const words = {
  kk: { waits: 'Ең соңғы күні', late: 'Жауап кешігіп жатыр', asked: 'Психологқа жіберілді' },
  ru: {
    waits: 'Ответ будет здесь до конца этого дня',
    late: 'Ответ задерживается',
    asked: 'Отправлено психологу',
  },
};

const open = (language: Language) => browsed.open({ language, viewport: phone });

/** With a code from a QR. */
async function openCode(page: Page, code: string): Promise<void> {
  await page.goto(`${browsed.url}/my#${normaliseCode(code)}`);
  await page.waitForSelector('form[action="/my/test"]');
}

/** In the reader's language, which the heading of every page is in. */
const isIn = async (page: Page, language: Language) =>
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);

describe.each<Language>(['kk', 'ru'])('behind a code in %s', (language) => {
  const other = language === 'kk' ? 'ru' : 'kk';

  it('an answer is late by the server’s clock, not by one that is years ahead', async () => {
    const { code } = await asked(browsed.site, anAttempt().in(language).answering(calm));
    const page = await open(language);
    await page.clock.install({ time: new Date('2031-06-01T06:00:00Z') });
    await page.goto(browsed.url);
    await typeCode(page, browsed.url, code);
    await page.getByText(words[language].waits).waitFor();
    expect(await page.getByText(words[language].late).count()).toBe(0);
  });

  it('who asked a psychologist on another device is not offered it again beside the result', async () => {
    const { code } = await asked(browsed.site, anAttempt().in(language).answering(calm));
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await page.getByText(words[language].asked).waitFor();
    expect(await page.locator('form[action="/test/ask"]').count()).toBe(0);
  });

  it('what was begun in the other language goes on in the reader’s, here and with the server', async () => {
    const { code } = await anAttempt().in(other).started(browsed.site);
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await walkTo(page, 'page', { given: {} });
    await isIn(page, language);
    expect((await keptOn(page)).attempts[0]).toMatchObject({ language, hasSwitchedLanguage: true });
    await page.reload();
    await page.waitForSelector('form[data-questions]');
    await isIn(page, language);
  });

  it('a result in the other language is shown in the reader’s, also when the page comes anew', async () => {
    const { code } = await anAttempt().in(other).answering(calm).submitted(browsed.site);
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await isIn(page, language);
    await page.reload();
    await waitForTakeover(page);
    await page.waitForSelector('.code-apart');
    await isIn(page, language);
  });
});
