/** The plan that a student makes from the result: kept on their own phone, on paper, and nowhere else. */
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { given, waitForPhone } from '../../support/browser/journey';
import { aCampaign } from '../../support/builders/campaigns';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const own = 'Если мне скучно, то я иду к реке.';

async function openResult(path: string, isShared = false): Promise<Page> {
  const page = await browsed.open({ language: 'ru', viewport: phone });
  await page.goto(browsed.url + path);
  await waitForPhone(page);
  await walkTo(page, 'result', { given, isShared });
  return page;
}

const planOn = (page: Page) => page.$$eval('.plan p', (all) => all.map((one) => one.textContent));

it('is chosen on an own phone, stays there and on paper, and is never sent', async () => {
  const page = await openResult('/');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const step = await page.$eval('#chosen-1', (input) => (input as HTMLInputElement).value);
  expect(await page.isVisible('#chosen-1')).toBe(false);
  await page.click('.plan summary');
  await page.check('#chosen-1');
  await page.fill('#own', own);
  await page.click('form[action="/test/plan"] button');
  await page.waitForSelector('.plan strong');
  expect(await planOn(page)).toEqual([step, own]);

  await page.reload();
  await page.waitForSelector('.plan strong');
  expect(await planOn(page)).toEqual([step, own]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.isVisible('.plan strong')).toBe(true);
  expect(await page.isVisible('.plan button')).toBe(false);
  await page.emulateMedia({ media: 'screen' });

  await page.click('a[href="/test/feedback"]');
  await page.waitForSelector('#feedback');
  await page.goto(`${browsed.url}/my`);
  await page.getByText(own).waitFor();
  expect(sent.filter((one) => one.includes(encodeURIComponent('реке')) || one.includes('реке'))).toEqual([]);
});

it('leaves off paper what only a screen can do', async () => {
  const page = await browsed.open({ language: 'kk', viewport: phone });
  /** Of these, what a printer prints. */
  const printed = async (...selectors: string[]) => {
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(
      (all) =>
        all.filter((one) =>
          [...document.querySelectorAll(one)].some((each) => each.getClientRects().length > 0),
        ),
      selectors,
    );
    await page.emulateMedia({ media: 'screen' });
    return seen;
  };
  await page.goto(browsed.url);
  await waitForPhone(page);
  await walkTo(page, 'code', { given });
  expect(await printed('.code-card .code', 'main form')).toEqual(['.code-card .code']);
  await walkTo(page, 'result', { given });
  expect(await printed('.today', '.plan')).toEqual(['.today']);
  await page.goto(`${browsed.url}/my`);
  await page.waitForSelector('[data-other-code]');
  expect(await printed('h1', '[data-other-code]', '.deeds')).toEqual(['h1']);
});

it('keeps what is being written and chosen when the language changes', async () => {
  const page = await openResult('/');
  await page.click('.plan summary');
  await page.check('#ifThen-1');
  await page.fill('#own', own);
  await page.click('a[lang=kk]');
  await page.waitForSelector('html[lang=kk]');
  await page.waitForSelector('.plan details[open]');
  expect([await page.isChecked('#ifThen-1'), await page.inputValue('#own')]).toEqual([true, own]);
});

it('can be chosen anew', async () => {
  const page = await openResult('/');
  await page.click('.plan summary');
  await page.click('form[action="/test/plan"] button');
  await page.waitForSelector('.plan strong');
  await page.click('form[action="/test/plan"] button');
  await page.waitForSelector('.plan summary');
});

it.each([
  ['on a shared phone', async () => openResult('/', true)],
  ['in a class', async () => openResult(`/c/${(await aCampaign(browsed.site, { kind: 'class' })).slug}`)],
])('is not offered %s', async (_where, open) => {
  const page = await open();
  expect(await page.isVisible('.code-apart')).toBe(true);
  expect(await page.$('.plan')).toBeNull();
});

it('has lines to write on without a script', async () => {
  const page = await browsed.open({ language: 'ru', viewport: phone, hasScript: false });
  await page.goto(browsed.url);
  await walkTo(page, 'result', { given });
  expect(await page.locator('[aria-labelledby=plan] hr').count()).toBe(2);
  expect(await page.$('form[action="/test/plan"]')).toBeNull();
});
