/** What the server has acknowledged outlives a server that dies without a word. */
import type { Browser, Page, Response } from 'playwright-core';
import { sending } from '../../locales/kk/screening.json';
import { launchBrowser, phone } from '../support/browser';
import {
  answerAll,
  answerPage,
  given,
  goBy,
  typeCode,
  waitForPhone,
  walkToQuestions,
} from '../support/journey';
import { waitForWord } from '../support/kept';
import { RunningSite } from '../support/running-site';

jest.setTimeout(120_000);

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
  const context = await browser.newContext({ viewport: phone, locale: 'kk', javaScriptEnabled: hasScript });
  return context.newPage();
}

/** Kills the server at the moment in which it acknowledges what `act` sends. */
async function killAtAnswer(page: Page, method: 'POST' | 'PUT', act: () => Promise<void>): Promise<void> {
  const isAnswer = (response: Response) => response.request().method() === method;
  const answered = page.waitForEvent('response', isAnswer);
  // The page that would come next may be cut off with the server.
  const acted = act().catch(() => undefined);
  expect((await answered).status()).toBe({ POST: 303, PUT: 200 }[method]);
  await site.kill();
  await acted;
}

async function storedAnswers(code: string): Promise<Record<string, number>> {
  const page = await open(false);
  await typeCode(page, site.url, code);
  const id = await page.inputValue('form[action="/my/test"] [name=id]');
  await page.context().close();
  const response = await fetch(`${site.url}/api/attempts/${id}`, {
    headers: { Authorization: `Code ${code.replace(/\s/g, '')}` },
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
    const code = await walkToQuestions(page);
    const sent = await answerPage(page);
    await goBy(page, '[name=go][value=next]');
    sent.push(...(await answerPage(page)));
    await killAtAnswer(page, 'POST', () =>
      page.click('[name=go][value=next]', { noWaitAfter: true, timeout: 5_000 }),
    );

    await site.startAgain();
    await expectKept(code, sent);

    await page.goto(`${site.url}/test`);
    expect(await page.$('[data-questions]')).not.toBeNull();
    const rest = await answerAll(page);
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
    const code = await walkToQuestions(page);
    const sent = await answerPage(page);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, sending.sent);
    await site.kill();
    await site.startAgain();
    await expectKept(code, sent);

    // It dies in the moment in which it takes the second page; the student goes on, and even opens the page anew.
    const second = await answerPage(page);
    await killAtAnswer(page, 'PUT', () => page.click('[name=go][value=next]'));
    const third = await answerPage(page);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, sending.here);
    await page.goto(`${site.url}/test`);
    await page.waitForSelector('[data-questions]');
    const fourth = await answerPage(page);
    expect(new Set([...sent, ...second, ...third, ...fourth]).size).toBe(
      [sent, second, third, fourth].flat().length,
    );

    await site.startAgain();
    // By now the phone may have sent more by itself.
    expect(await storedAnswers(code)).toMatchObject(only([...sent, ...second]));
    const rest = await answerAll(page);
    await goBy(page, '[value=submit]');
    await waitForWord(page, sending.sent);
    await site.kill();
    await site.startAgain();
    expect(new Set([...sent, ...second, ...third, ...rest])).toEqual(new Set(Object.keys(given)));
    await expectKept(code, Object.keys(given));
  });
});
