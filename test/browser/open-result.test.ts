/** What a result says without unfolding anything, as the phone and as the server draw it. */
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { waitForPhone } from '../support/browser/journey';
import { shipped } from '../support/questionnaires';
import { plain } from '../support/site/visitor';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const { open } = shipped.texts.ru;
const glad = { F1: 4, F2: 4, F3: 4, F4: 4, F5: 0, F6: 0, G1: 4 };

async function resultOf(given: Record<string, number>, hasScript: boolean): Promise<Page> {
  const page = await browsed.open({ language: 'ru', viewport: phone, hasScript });
  await page.goto(browsed.url);
  if (hasScript) await waitForPhone(page);
  await walkTo(page, 'result', { given });
  return page;
}

/** What can be read: nothing that is folded. */
const readOn = async (page: Page): Promise<string> => plain(await page.locator('main').innerText());
const todayOn = async (page: Page): Promise<string> => plain(await page.locator('.today').innerText());

describe.each([
  ['by the phone', true],
  ['by the server', false],
])('drawn %s', (_by, hasScript) => {
  it('says why help is offered to somebody who is threatened, but not in large type', async () => {
    const page = await resultOf({ ...glad, E1: 3, E2: 2, E3: 2, E4: 1 }, hasScript);
    expect(await readOn(page)).toContain(plain(open!.pressed!));
    expect(await todayOn(page)).not.toMatch(/давил|обид|угро|вин/);
    expect(await page.isVisible('.card-warm form[action="/test/ask"]')).toBe(true);
  });

  it('says it to somebody who is low, and offers help warmly', async () => {
    const page = await resultOf({ ...glad, F1: 1, F2: 1, F3: 1, F4: 1, F5: 3, F6: 2 }, hasScript);
    expect(await readOn(page)).toContain(plain(open!.hard!));
    expect(await page.isVisible('.card-warm form[action="/test/ask"]')).toBe(true);
  });

  it('gives somebody who hurt others a step that tells nobody of it', async () => {
    const page = await resultOf({ ...glad, E1: 0, E2: 0, E3: 0, E4: 0, E5: 3, E6: 1 }, hasScript);
    expect(await todayOn(page)).toMatch(/\.$/);
    expect(await todayOn(page)).not.toMatch(/злишь|обид|задева|удали/i);
  });

  it('cautions before it concludes where answers do not fit', async () => {
    const page = await resultOf({ ...glad, V1: 0, V2: 1 }, hasScript);
    const read = await readOn(page);
    const caution = read.indexOf(plain(shipped.recommendations.ru.doubtfulAnswers!.title));
    expect(caution).toBeGreaterThan(0);
    expect(caution).toBeLessThan(read.indexOf('О чём говорят ответы'));
  });
});
