import type { Page } from 'playwright-core';
import { normaliseCode } from '../../server/core/attempt/code';
import { anAttempt, calm } from '../support/attempts';
import { type BrowsedSite, browseSite } from '../support/browsed-site';
import { accessibilityViolations, phone, touchProblems } from '../support/browser';
import { type Asked, answer, asked, claim, write } from '../support/cases';
import type { Site } from '../support/site';
import { type Signed, signedIn } from '../support/staff';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterAll(() => browsed?.stop());

const open = (language: 'kk' | 'ru') => browsed.open({ language, viewport: phone });

const flawsOf = async (page: Page) => [
  ...(await accessibilityViolations(page)),
  ...(await touchProblems(page)),
];

describe('a code from a QR', () => {
  it('opens its results, also on a page that is already open, and leaves the address', async () => {
    const { code } = await anAttempt().answering(calm).submitted(site);
    const page = await open('ru');
    await page.goto(`${url}/my`);
    await page.goto(`${url}/my#${normaliseCode(code)}`);
    await page.getByText('Опросник пройден').waitFor();
    expect(page.url()).toBe(`${url}/my`);
    expect(await flawsOf(page)).toEqual([]);
  });
});

describe('the editor', () => {
  let psychologist: Signed;
  let one: Asked;
  let page: Page;
  beforeEach(async () => {
    psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    one = await asked(site, anAttempt().in('ru').answering(calm));
    await claim(psychologist, one);
    page = await browsed.openAs(psychologist);
    await page.goto(url + one.path);
  });

  it('saves by itself, and what is published is what was typed', async () => {
    expect(await flawsOf(page)).toEqual([]);
    await page.fill('#text', 'Само сохранится');
    await page.getByText('Есть несохранённые изменения').waitFor();
    await page.getByText('Сохранено в').waitFor();
    expect((await psychologist.open(one.path)).html.querySelector('#text')?.text).toContain(
      'Само сохранится',
    );
    await page.fill('#text', 'Последнее слово');
    await page.getByRole('button', { name: 'Посмотреть и опубликовать' }).click();
    await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
    await page.getByText('Ученик ещё не открыл письмо').waitFor();
    expect(await page.locator('.letter-body').textContent()).toBe('Последнее слово');
    expect(await flawsOf(page)).toEqual([]);
  });

  it('never overwrites another tab: it says so and keeps the text', async () => {
    await psychologist.open(one.path);
    await write(psychologist, one, 'Из другой вкладки');
    await page.fill('#text', 'Из этой вкладки');
    await page.getByText('Не удалось сохранить').waitFor();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('heading', { name: 'Ваш текст не сохранён' }).waitFor();
    expect(await page.inputValue('#own')).toBe('Из этой вкладки');
    expect(await page.inputValue('#stored')).toBe('Из другой вкладки');
  });

  it('asks before unsaved words are left behind', async () => {
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

describe('the letter on a phone', () => {
  it.each(['kk', 'ru'] as const)('reads well in %s', async (language) => {
    const one = await asked(site, anAttempt().in(language).answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, `${'ұзынсөз'.repeat(30)}\n\nХат`);
    const page = await open(language);
    await page.goto(`${url}/my#${one.code}`);
    await page.locator('form[action="/my/letter"] button').click();
    await page.locator('.letter-body').waitFor();
    expect(await flawsOf(page)).toEqual([]);
  });
});
