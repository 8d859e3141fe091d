/** What the server has acknowledged outlives a server that dies without a word. */
import type { Browser, Page, Response } from 'playwright-core';
import { launchBrowser, phone } from '../support/browser';
import { answerAll, answerPage, given, goBy, typeCode, walkToQuestions } from '../support/journey';
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
async function killAtAnswer(page: Page, status: number, act: () => Promise<void>): Promise<void> {
  const isAnswer = (response: Response) => response.request().method() === 'POST';
  const answered = page.waitForEvent('response', isAnswer);
  // The page that would come next may be cut off with the server.
  const acted = act().catch(() => undefined);
  expect((await answered).status()).toBe(status);
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

describe.each([
  { hasScript: true, how: 'with' },
  { hasScript: false, how: 'without' },
])('a server that is killed under a student $how JavaScript', ({ hasScript }) => {
  it('loses nothing that it has acknowledged, in this browser and by the code in another', async () => {
    const page = await open(hasScript);
    await page.goto(site.url);
    const code = await walkToQuestions(page);
    const sent = await answerPage(page);
    await goBy(page, '[name=go][value=next]');
    sent.push(...(await answerPage(page)));
    await page.waitForLoadState('networkidle');
    await killAtAnswer(page, 303, () =>
      page.click('[name=go][value=next]', { noWaitAfter: true, timeout: 5_000 }),
    );

    await site.startAgain();
    expect(await storedAnswers(code)).toEqual(only(sent));

    await page.goto(`${site.url}/test`);
    expect(await page.$('[data-questions]')).not.toBeNull();
    if (hasScript) {
      const [item] = await page.$$eval('[data-question]', (all) => all.map((one) => one.id.slice(9)));
      await killAtAnswer(page, 204, () => page.click(`label[for="question-${item}-${given[item!]}"]`));
      sent.push(item!);
      await site.startAgain();
      expect(await storedAnswers(code)).toEqual(only(sent));
      await page.goto(`${site.url}/test`);
    }
    const rest = await answerAll(page);
    expect(new Set([...sent, ...rest])).toEqual(new Set(Object.keys(given)));
    expect(await storedAnswers(code)).toEqual(given);

    await goBy(page, '[value=submit]');
    expect(new URL(page.url()).pathname).toBe('/test/result');
    expect(await storedAnswers(code)).toEqual(given);
  });
});
