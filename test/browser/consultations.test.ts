import type { Page } from 'playwright-core';
import { normaliseCode } from '../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { flawsOf } from '../support/browser/flaws';
import { goBy } from '../support/browser/journey';
import { anAttempt, calm } from '../support/builders/attempts';
import { type Asked, asked, claim, write } from '../support/builders/cases';
import type { Site } from '../support/site/site';
import { type Signed, signedIn } from '../support/site/staff';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const open = (language: 'kk' | 'ru') => browsed.open({ language, viewport: phone });

describe('a code from a QR', () => {
  it('opens its results, also on a page that is already open, and leaves the address', async () => {
    const { code } = await anAttempt().answering(calm).submitted(site);
    const page = await open('ru');
    await page.goto(`${url}/my`);
    await page.goto(`${url}/my#${normaliseCode(code)}`);
    await page.getByText('Опросник пройден').waitFor();
    expect(page.url()).toBe(`${url}/my`);
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
  });

  /** The page's clock stands, so that the editor saves when the test lets it rest, and not before. */
  async function openStill(): Promise<void> {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.goto(url + one.path);
  }

  /** Nothing more is typed for longer than the editor waits. */
  const rest = () => page.clock.runFor(10_000);

  it('can be used by everybody, from the empty page to the published letter', async () => {
    // In one language, as axe looks at both.
    const flaws: string[] = [];
    const look = async (place: string) => {
      for (const language of ['kk', 'ru'] as const) flaws.push(...(await flawsOf(page, language, place)));
    };
    await page.goto(url + one.path);
    await look('the editor');
    await page.fill('#text', 'Письмо');
    await goBy(page, '[name=next][value=preview]');
    await look('the preview');
    await goBy(page, 'form[action$="/publish"] button');
    await page.getByText('Участник ещё не открыл письмо').waitFor();
    await look('the published letter');
    expect(flaws).toEqual([]);
  });

  it('saves by itself, and what is published is what was typed', async () => {
    await openStill();
    await page.fill('#text', 'Само сохранится');
    await page.getByText('Есть несохранённые изменения').waitFor();
    await rest();
    await page.getByText('Сохранено в').waitFor();
    expect((await psychologist.open(one.path)).html.querySelector('#text')?.text).toContain(
      'Само сохранится',
    );
    await page.fill('#text', 'Последнее слово');
    await page.getByRole('button', { name: 'Посмотреть и опубликовать' }).click();
    await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
    await page.getByText('Участник ещё не открыл письмо').waitFor();
    expect(await page.locator('.letter-body').textContent()).toBe('Последнее слово');
  });

  it('never overwrites another tab: it says so and keeps the text', async () => {
    await openStill();
    await psychologist.open(one.path);
    await write(psychologist, one, 'Из другой вкладки');
    await page.fill('#text', 'Из этой вкладки');
    await rest();
    await page.getByText('Не удалось сохранить').waitFor();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('heading', { name: 'Ваш текст не сохранён' }).waitFor();
    expect(await page.inputValue('#own')).toBe('Из этой вкладки');
    expect(await page.inputValue('#stored')).toBe('Из другой вкладки');
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
