/** A student's way through the questionnaire in a real browser, with answers that are known beforehand. */
import type { Page } from 'playwright-core';

/** Every gate is open, so that all 75 questions are asked; no flag, so that one psychologist is enough. */
export const given: Record<string, number> = {
  ...Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`A${index + 1}`, 2])),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`C${index + 1}`, index % 2])),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`B${index + 2}`, (index % 3) + 1])),
  ...{ A3: 1, A16: 1, V1: 3, B1: 2, D1: 2, D2: 1, D3: 1, D4: 1, D5: 2, D6: 0, D7: 1, D8: 0, D9: 2, D10: 0 },
  ...{ D11: 0, D12: 0, D13: 0, D14: 2, D15: 0, D16: 1, D17: 3, V2: 0 },
  ...{ E1: 1, E2: 0, E3: 0, E4: 0, E5: 1, E6: 0, F1: 2, F2: 3, F3: 2, F4: 1, F5: 1, F6: 2 },
  ...{ G1: 3, G2: 2, G3: 4, G4: 3, G5: 2, G6: 3, V3: 1, V4: 4 },
};

export const age = 15;

/**
 * Until another page stands there to be read than the one that was left: from the server, drawn by the phone itself, or
 * the browser's own that says that there is none.
 */
export const waitForNext = (page: Page) =>
  page.waitForFunction(() => {
    if (location.protocol === 'chrome-error:') return true;
    const first = document.querySelector('main')?.firstElementChild;
    return (
      first && !document.querySelector('[data-before]') && getComputedStyle(first).visibility === 'visible'
    );
  });

const leaveMark = (page: Page) =>
  page.evaluate(() => {
    document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
  });

/** Clicks what can be seen, faster than any finger, and waits for the page that comes. */
export async function goBy(page: Page, button: string): Promise<void> {
  await page.waitForSelector(button);
  await leaveMark(page);
  await page.$eval(button, (one) => (one as HTMLElement).click());
  await waitForNext(page);
}

/** The same with a pointer, which meets whatever lies above the button. */
async function pointBy(page: Page, button: string): Promise<void> {
  await leaveMark(page);
  await page.click(button);
  await waitForNext(page);
}

/** On a start page: until the phone has all that it needs to go on by itself. */
export async function waitForPhone(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-offline]')?.textContent);
}

/** With a pointer, from a page with the start button to the first question. @returns the code as it is shown */
export async function pointToQuestions(page: Page): Promise<string> {
  await pointBy(page, '.hero button');
  await pointBy(page, '[value=agree]');
  await page.click('label[for=phone]');
  await pointBy(page, 'main .button');
  await page.click('label[for=sex-1]');
  await page.fill('#age', String(age));
  await page.selectOption('#region', '750000000');
  await page.click('label[for=settlement]');
  await page.selectOption('#status', 'school-lower');
  await pointBy(page, 'main .button');
  const code = (await page.textContent('.code')) ?? '';
  await page.click('label[for=is-saved]');
  await pointBy(page, '[name=go][value=next]');
  return code;
}

/** With a pointer answers the questions of the page, without sending it. */
export async function pointAtAnswers(page: Page): Promise<void> {
  const items = await page.$$eval('[data-question]', (all) =>
    all.map((one) => one.getAttribute('data-question')!),
  );
  for (const item of items) await page.click(`label[for="question-${item}-${given[item]}"]`);
}

/** Answers the questions of the page, faster than any finger, without sending it. @returns their ids */
export function tapPage(page: Page): Promise<string[]> {
  return page.evaluate((answers) => {
    const items = [...document.querySelectorAll<HTMLElement>('[data-question]')].map(
      ({ dataset }) => dataset.question ?? '',
    );
    for (const item of items) document.getElementById(`question-${item}-${answers[item]}`)?.click();
    return items;
  }, given);
}

/** One answer, by the page's own control. */
export function tap(page: Page, item: string, answer: number): Promise<void> {
  return page.evaluate((id) => document.getElementById(id)?.click(), `question-${item}-${answer}`);
}

/** Leaves all further questions out and submits. */
export async function skipToResult(page: Page): Promise<void> {
  while (await page.$('[data-questions]')) await goBy(page, '[name=go][value=next]');
  await goBy(page, '[value=submit]');
}

/** Taps page after page until the questions end. @returns the ids of the questions that were asked */
export async function tapAll(page: Page): Promise<string[]> {
  const asked: string[] = [];
  while ((await page.$('[data-questions]')) && asked.length <= Object.keys(given).length) {
    asked.push(...(await tapPage(page)));
    await goBy(page, '[name=go][value=next]');
  }
  return asked;
}

/** Opens what belongs to a code by typing the code. */
export async function typeCode(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/my`);
  await page.fill('[name=code]', code.toLowerCase());
  await goBy(page, 'form[data-code-form] button');
}
