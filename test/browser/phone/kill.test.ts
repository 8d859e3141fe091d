/** What the server has acknowledged outlives a server that dies without a word. */
import type { Browser, Page, Response } from 'playwright-core';
import { sending } from '../../../locales/kk/screening.json';
import { aContext, launchBrowser, phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { given, goBy, tapAll, tapPage, typeCode, waitForPhone } from '../../support/browser/journey';
import { waitForWord } from '../../support/browser/kept';
import { RunningSite } from '../../support/site/running-site';

let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([RunningSite.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

async function open(hasScript: boolean): Promise<Page> {
  const context = await aContext(browser, { viewport: phone, locale: 'kk', javaScriptEnabled: hasScript });
  return context.newPage();
}

/** Kills the server at the moment in which it acknowledges what the button sends. */
async function killAtAnswer(page: Page, method: 'POST' | 'PUT', button: string): Promise<void> {
  const isAnswer = (response: Response) => response.request().method() === method;
  const answered = page.waitForEvent('response', isAnswer);
  await page.$eval(button, (one) => (one as HTMLElement).click());
  expect((await answered).status()).toBe({ POST: 303, PUT: 200 }[method]);
  await site.kill();
}

async function storedAnswers(code: string): Promise<Record<string, number>> {
  const page = await open(false);
  await typeCode(page, site.url, code);
  const id = await page.inputValue('form[action="/my/test"] [name=id]');
  await page.context().close();
  const response = await fetch(`${site.url}/api/attempts/${id}`, {
    headers: { Authorization: `Code ${code}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()).answers;
}

const only = (items: string[]) => Object.fromEntries(items.map((item) => [item, given[item]]));

/** Exactly these answers, for its person's code in another browser. */
async function expectKept(code: string, items: string[]): Promise<void> {
  expect(await storedAnswers(code)).toEqual(only(items));
}

describe('a server that is killed under a student without JavaScript', () => {
  it('loses nothing that it has acknowledged, in this browser and by the code in another', async () => {
    const page = await open(false);
    await page.goto(site.url);
    const { code } = await walkTo(page, 'page', { given: {} });
    const sent = await tapPage(page);
    await goBy(page, '[name=go][value=next]');
    sent.push(...(await tapPage(page)));
    await killAtAnswer(page, 'POST', '[name=go][value=next]');

    await site.startAgain();
    await expectKept(code, sent);

    await page.goto(`${site.url}/test`);
    expect(await page.$('[data-questions]')).not.toBeNull();
    const rest = await tapAll(page);
    expect(new Set([...sent, ...rest])).toEqual(new Set(Object.keys(given)));
    await expectKept(code, Object.keys(given));

    await goBy(page, '[value=submit]');
    expect(new URL(page.url()).pathname).toBe('/test/result');
    await expectKept(code, Object.keys(given));
  });
});

describe('a server that is killed under a student whose phone goes on by itself', () => {
  it('loses nothing that the page called sent, and gets the rest when it is there again', async () => {
    const page = await open(true);
    await page.goto(site.url);
    await waitForPhone(page);
    const { code } = await walkTo(page, 'page', { given: {} });
    const sent = await tapPage(page);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, sending.sent);
    await site.kill();
    await site.startAgain();
    await expectKept(code, sent);

    // It dies in the moment in which it takes the second page; the student goes on, and even opens the page anew.
    const second = await tapPage(page);
    await killAtAnswer(page, 'PUT', '[name=go][value=next]');
    const third = await tapPage(page);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, sending.here);
    await page.goto(`${site.url}/test`);
    await page.waitForSelector('[data-questions]');
    const fourth = await tapPage(page);
    expect(new Set([...sent, ...second, ...third, ...fourth]).size).toBe(
      [sent, second, third, fourth].flat().length,
    );

    await site.startAgain();
    // By now the phone may have sent more by itself.
    expect(await storedAnswers(code)).toMatchObject(only([...sent, ...second]));
    const rest = await tapAll(page);
    await goBy(page, '[value=submit]');
    await waitForWord(page, sending.sent);
    await site.kill();
    await site.startAgain();
    expect(new Set([...sent, ...second, ...third, ...rest])).toEqual(new Set(Object.keys(given)));
    await expectKept(code, Object.keys(given));
  });
});
