// What a psychologist types is never lost: not with the session, the page or the browser, and not to a second tab.
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { flawsOf } from '../../support/browser/flaws';
import { goBy } from '../../support/browser/journey';
import { alarming, anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, answer, asked, claim, write } from '../../support/builders/cases';
import type { Site } from '../../support/site/site';
import { password, type Signed, signedIn, signInAgain } from '../../support/site/staff';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

let psychologist: Signed;
let one: Asked;
let page: Page;
beforeEach(async () => {
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
  one = await asked(site, anAttempt().in('ru').answering(calm));
  await claim(psychologist, one);
  page = await browsed.openAs(psychologist);
});

const text = 'Я вижу, что тебе сейчас трудно заснуть, и хочу предложить одну вещь на эту неделю.';

/** The page's clock stands, so that the editor saves when the test lets it rest, and not before. */
async function openStill(path = one.path): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await openKeeping(path);
}

/** Until the page has the key of its copies. */
async function openKeeping(path: string): Promise<void> {
  await Promise.all([page.waitForResponse(/tab-key/), page.goto(url + path)]);
}

/** Nothing more is typed for longer than the editor waits. */
const rest = () => page.clock.runFor(10_000);

/** As after hours without a click: the server knows the session no more. */
const endSessions = () => site.connection.collection('sessions').deleteMany({});

async function signInOnPage({ account }: Signed): Promise<void> {
  await page.fill('[name=login]', account.login);
  await page.fill('[name=password]', password);
  await goBy(page, 'main button[type=submit]');
}

const stored = async () => (await psychologist.open(one.path)).html.querySelector('#text')?.text.trim();
const holds = (selector: string, value: string) =>
  page.waitForFunction(
    ([where, wanted]) => document.querySelector<HTMLTextAreaElement>(where ?? '')?.value === wanted,
    [selector, value],
  );

describe('a letter', () => {
  it('can be written by everybody, and the preview leads back with one click', async () => {
    const flaws: string[] = [];
    const look = async (place: string) => {
      for (const language of ['kk', 'ru'] as const) flaws.push(...(await flawsOf(page, language, place)));
    };
    await page.goto(url + one.path);
    await look('the editor');
    await page.fill('#text', `${text} ${'Это длинно. '.repeat(300)}`);
    await goBy(page, '[name=next][value=preview]');
    await look('the preview, with a hint');
    await goBy(page, 'form[action$="/publish"] a');
    expect(await page.inputValue('#text')).toContain(text);
    await page.fill('#text', text);
    await goBy(page, '[name=next][value=preview]');
    await goBy(page, 'form[action$="/publish"] button');
    await page.getByText('Участник ещё не открыл письмо').waitFor();
    await page.goto(`${url}/staff/writing`);
    await look('the own page');
    expect(flaws).toEqual([]);
  });

  it('saves by itself, with a block at the cursor', async () => {
    await openStill();
    await page.fill('#text', 'Начало\n\nКонец');
    await page.getByText('Есть несохранённые изменения').waitFor();
    await page.$eval('#text', (box) => (box as HTMLTextAreaElement).setSelectionRange(6, 6));
    await page.locator('#text').blur();
    const block = page.locator('details.block').first();
    await block.locator('summary').click();
    await block.getByRole('button', { name: 'Вставить' }).click();
    await block.getByRole('button', { name: 'Убрать' }).waitFor();
    await rest();
    await page.getByText('Сохранено в').waitFor();
    expect(await stored()).toMatch(/^Начало\n\n[\s\S]{20,}\n\nКонец$/);
  });

  it('is not cut where it is too long: it stays in the box, and why it is not saved is said', async () => {
    await openStill();
    await page.fill('#text', 'ы'.repeat(14_400));
    await page.getByText('Лишних знаков: 2400').waitFor();
    await rest();
    expect((await page.inputValue('#text')).length).toBe(14_400);
    expect(await page.$eval('#text', (box) => box.clientHeight >= box.scrollHeight - 1)).toBe(true);
    await goBy(page, '[name=next][value=stay]');
    await page.locator('.error-list').getByText('Текст слишком длинный').waitFor();
    expect((await page.inputValue('#text')).length).toBe(14_400);
  });

  it('outlives the session: who signs in again is led back to it', async () => {
    await openStill();
    await endSessions();
    await page.fill('#text', text);
    await rest();
    await page.getByText('Вы вышли, и текст сейчас не сохраняется').waitFor();
    await goBy(page, '#letter [data-sign-in]');
    await signInOnPage(psychologist);
    expect(new URL(page.url()).pathname).toBe(one.path);
    await holds('#text', text);
    await rest();
    await page.getByText('Сохранено в').waitFor();
    const again = await signInAgain(site, psychologist.account.login, 'ru');
    expect((await again.open(one.path)).html.querySelector('#text')?.text.trim()).toBe(text);
  });

  it('outlives a reload before it was saved', async () => {
    await openStill();
    await page.fill('#text', text);
    await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('copy ')));
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('заснуть');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await holds('#text', text);
    await page.getByText('Текст вернулся из этой вкладки').waitFor();
  });

  it('never overwrites another tab: it says why, shows both texts and goes on with either', async () => {
    await openStill();
    await psychologist.open(one.path);
    await write(psychologist, one, 'Из другой вкладки');
    await page.fill('#text', 'Из этой вкладки');
    await rest();
    await page
      .getByText('Тем временем это кто-то изменил')
      .or(page.getByText('вы увидите оба текста'))
      .waitFor();
    await goBy(page, '[name=next][value=stay]');
    expect(await page.inputValue('#own')).toBe('Из этой вкладки');
    expect(await page.inputValue('#stored')).toBe('Из другой вкладки');
    await page.fill('#own', 'Из обеих');
    await goBy(page, 'form[data-keep] [type=submit]');
    expect(await page.inputValue('#text')).toBe('Из обеих');
  });

  it('asks before unsaved words are left behind', async () => {
    await openStill();
    await page.fill('#text', 'Не сохранено');
    const asks: string[] = [];
    page.on('dialog', (dialog) => {
      asks.push(dialog.type());
      void dialog.accept();
    });
    await page.goto(`${url}/staff/cases`);
    expect(asks).toEqual(['beforeunload']);
  });
});

describe('what else is typed outlives the session', () => {
  it('a note to a colleague', async () => {
    const flagged = await asked(site, anAttempt().in('ru').answering(alarming));
    await answer(psychologist, flagged, `${text} Позвони 111.`);
    const lead = await signedIn(site, 'lead', { language: 'ru' });
    page = await browsed.openAs(lead);
    await openKeeping(flagged.path);
    await endSessions();
    await page.fill('#note', 'Напишите мягче');
    await page.getByRole('button', { name: 'Вернуть автору' }).click();
    await page.getByText('Вы вышли').waitFor();
    await goBy(page, '[data-trouble]:not([hidden]) [data-sign-in]');
    await signInOnPage(lead);
    await holds('#note', 'Напишите мягче');
  });

  it('a snippet, which nobody else on the same computer is shown', async () => {
    const form = '#snippet';
    await openKeeping('/staff/writing');
    await endSessions();
    await page.fill(`${form} #text`, 'Моя заготовка');
    await page.click(`${form} [type=submit]`);
    await goBy(page, '[data-trouble]:not([hidden]) [data-sign-in]');
    await signInOnPage(await signedIn(site, 'psychologist', { language: 'ru' }));
    await page.waitForLoadState('networkidle');
    expect(await page.inputValue(`${form} #text`)).toBe('');
    await goBy(page, 'form[action="/staff/sign-out"] button');
    await signInOnPage(psychologist);
    await page.goto(`${url}/staff/writing`);
    await holds(`${form} #text`, 'Моя заготовка');
  });
});
