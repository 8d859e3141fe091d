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

/** Clicks and waits for the page that comes, from the server or drawn by the phone itself. */
export async function goBy(page: Page, button: string): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
  });
  await page.click(button);
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    return main?.firstElementChild && !document.querySelector('[data-before]');
  });
}

/** On a start page: until the phone has all that it needs to go on by itself. */
export async function waitForPhone(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-offline]')?.textContent);
}

/** From a page with the start button to the first question. @returns the code as it is shown */
export async function walkToQuestions(page: Page): Promise<string> {
  await goBy(page, '.hero button');
  await goBy(page, '[value=agree]');
  await page.click('label[for=phone]');
  await goBy(page, 'main .button');
  await page.click('label[for=sex-1]');
  await page.fill('#age', String(age));
  await page.selectOption('#region', '750000000');
  await page.click('label[for=settlement]');
  await page.selectOption('#status', 'school-lower');
  await goBy(page, 'main .button');
  const code = (await page.textContent('.code')) ?? '';
  await page.click('label[for=is-saved]');
  await goBy(page, '[name=go][value=next]');
  return code;
}

/** The same as walkToQuestions in no time, on a phone that draws the pages itself: for tests that begin with a question. */
export function hurryToQuestions(page: Page): Promise<string> {
  return page.evaluate(async (years) => {
    const field = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
    /** A tap that comes while the page before is being left does nothing; then once more. */
    const press = async (selector: string, next: string) => {
      while (!document.querySelector(next)) {
        document.querySelector<HTMLElement>(selector)?.click();
        for (let frames = 0; frames < 5; frames += 1) await new Promise(requestAnimationFrame);
      }
    };
    await press('.hero button', '[value=agree]');
    await press('[value=agree]', '#phone');
    field('#phone').click();
    await press('main form .button', '#sex-1');
    field('#sex-1').click();
    field<HTMLInputElement>('#age').value = String(years);
    field<HTMLSelectElement>('#region').value = '750000000';
    field('#settlement').click();
    field<HTMLSelectElement>('#status').value = 'school-lower';
    await press('main form .button', '#is-saved');
    const code = field('.code').textContent ?? '';
    field('#is-saved').click();
    await press('[name=go][value=next]', '[data-questions]');
    return code;
  }, age);
}

/** Answers the questions of the page, without sending it. @returns their ids */
export async function answerPage(page: Page): Promise<string[]> {
  const items = await page.$$eval('[data-question]', (all) =>
    all.map((one) => one.getAttribute('data-question')!),
  );
  for (const item of items) await page.click(`label[for="question-${item}-${given[item]}"]`);
  return items;
}

/** Answers page after page until the questions end. @returns the ids of the questions that were asked */
export async function answerAll(page: Page): Promise<string[]> {
  const asked: string[] = [];
  while ((await page.$('[data-questions]')) && asked.length <= Object.keys(given).length) {
    asked.push(...(await answerPage(page)));
    await goBy(page, '[name=go][value=next]');
  }
  return asked;
}

/** The same as answerPage, faster than any finger: for walks of which the taps are not the point. */
export function tapPage(page: Page): Promise<void> {
  return page.evaluate((answers) => {
    for (const question of document.querySelectorAll<HTMLElement>('[data-question]')) {
      const item = question.dataset.question ?? '';
      document.getElementById(`question-${item}-${answers[item]}`)?.click();
    }
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

/** Taps page after page until the questions end. */
export async function tapAll(page: Page): Promise<void> {
  for (let pages = 0; (await page.$('[data-questions]')) && pages < 30; pages += 1) {
    await tapPage(page);
    await goBy(page, '[name=go][value=next]');
  }
}

/** Opens what belongs to a code by typing the code. */
export async function typeCode(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/my`);
  await page.fill('[name=code]', code.toLowerCase());
  await goBy(page, 'form[data-code-form] button');
}
