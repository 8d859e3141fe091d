// The list of cases at a desk and on a phone: keys, filters, numbers that refresh by themselves, a race that is lost.
import { randomUUID } from 'node:crypto';
import { dayMs, hourMs, minuteMs } from '../../../server/shared/clock';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { flawsOf } from '../../support/browser/flaws';
import { alarming, anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, answer, asked, claim } from '../../support/builders/cases';
import { type Signed, signedIn } from '../../support/site/staff';

let browsed: BrowsedSite;
let own: Signed;
let urgent: Asked;
let usual: Asked;
beforeAll(async () => {
  browsed = await browseSite();
  own = await signedIn(browsed.site, 'psychologist', { language: 'ru' });
  usual = await asked(browsed.site, anAttempt().in('kk').answering(calm));
  urgent = await asked(browsed.site, anAttempt().in('ru').answering(alarming));
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const numberOf = ({ caseId }: Asked) => `№ ${caseId.slice(0, 6).toUpperCase()}`;

it('is led through by keys, which can be switched off, and is narrowed by filters', async () => {
  const page = await browsed.openAs(own);
  await page.goto(`${browsed.url}/staff/cases`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.keyboard.press('j');
  expect(await focused()).toBe(numberOf(urgent));
  await page.keyboard.press('j');
  expect(await focused()).toBe(numberOf(usual));
  await page.keyboard.press('k');
  expect(await focused()).toBe(numberOf(urgent));
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Клавиши списка' }).waitFor();
  await page.getByLabel('Включить управление клавишами').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  expect(await focused()).not.toBe(numberOf(usual));
  await page.getByRole('button', { name: 'Клавиши (?)' }).click();
  await page.getByLabel('Включить управление клавишами').check();
  await page.keyboard.press('Escape');

  await page.getByText('Фильтры').click();
  await page.getByLabel('Язык ответов').selectOption('kk');
  await page.getByRole('button', { name: 'Показать' }).click();
  await page.getByText('Подходит: 1').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${usual.path}`);
});

it('calls out what is urgent, and leads on who comes too late', async () => {
  const page = await browsed.openAs(own);
  await page.clock.install();
  await page.goto(`${browsed.url}/staff/cases`);
  expect(await page.title()).toMatch(/^\(1\) /);
  await page.clock.runFor(25_000);
  expect(await page.getByText('Пришло срочное обращение').count()).toBe(0);
  browsed.site.clock.now = new Date(browsed.site.clock.now.getTime() + 1000);
  const newest = await asked(browsed.site, anAttempt().in('ru').answering(alarming));
  await page.clock.runFor(25_000);
  await page.getByText('Пришло срочное обращение').waitFor();
  expect(await page.title()).toMatch(/^\(2\) /);
  expect(await page.locator('[data-count=ours]').textContent()).toBe('3');

  const colleague = await signedIn(browsed.site, 'psychologist', { language: 'ru' });
  await claim(colleague, urgent);
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await page.getByRole('heading', { name: 'Обращение уже взял коллега' }).waitFor();
  await page.getByRole('link', { name: 'Следующее свободное обращение' }).click();
  await page.waitForURL(`**${newest.path}`);
});

it('can be used by everybody; on a phone a case is one compact card', async () => {
  browsed.site.clock.now = new Date(browsed.site.clock.now.getTime() + 7 * dayMs);
  const taken = await asked(browsed.site, anAttempt().in('kk').answering(calm));
  await claim(await signedIn(browsed.site, 'lead'), taken);
  const page = await browsed.openAs(own, { viewport: phone });
  const flaws: string[] = [];
  for (const language of ['kk', 'ru'] as const) {
    await page.goto(`${browsed.url}/staff/cases?language=${language}`);
    expect(await page.$$eval('.queue-state small', (all) => all.length)).toBeGreaterThan(0);
    const heights = await page.$$eval('[data-case]', (all) => all.map((one) => one.clientHeight));
    expect(Math.max(...heights)).toBeLessThan(240);
    flaws.push(...(await flawsOf(page, language, 'the list')));
  }
  expect(flaws).toEqual([]);
});

it('the team, its load and the rota can be used by everybody', async () => {
  const { site } = browsed;
  const one = await asked(site, anAttempt().in('kk').answering(calm).by({ region: '750000000' }));
  site.clock.now = new Date(site.clock.now.getTime() + 4 * hourMs + 44 * minuteMs);
  // An hour of them at noon is no work.
  await answer(await signedIn(site, 'psychologist'), one, 'Хатыңды оқыдым.');
  await site.services.consultations.message({
    ...{ id: one.attempt.id, code: one.code, messageId: randomUUID() },
    ...{ text: 'Мен өлгім келеді', now: site.clock.now },
  });
  const lead = await signedIn(browsed.site, 'lead', { language: 'ru' });
  const page = await browsed.openAs(lead, { viewport: phone });
  const flaws: string[] = [];
  for (const path of ['team', `team/${own.account.id}`, 'load', 'rota'])
    for (const language of ['kk', 'ru'] as const) {
      await page.goto(`${browsed.url}/staff/${path}?language=${language}`);
      if (path === 'load') expect(await page.locator('main').textContent()).toMatch(/3\s(сағ|ч) 44\sмин/);
      flaws.push(...(await flawsOf(page, language, path)));
    }
  expect(flaws).toEqual([]);
});

it('a case is printed with all that is folded, by its button', async () => {
  const page = await browsed.openAs(own);
  await page.addInitScript(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      const folds = [...document.querySelectorAll<HTMLDetailsElement>('details.fold:not(.no-print)')];
      Object.assign(window, { printed: folds.map(({ open }) => open) });
      dispatchEvent(new Event('afterprint'));
    };
  });
  await page.goto(`${browsed.url}${usual.path}`);
  const foldedNow = await page.locator('details.fold:not([open])').count();
  expect(foldedNow).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Распечатать' }).click();
  const printed = await page.evaluate(() => (window as unknown as { printed: boolean[] }).printed);
  expect(new Set(printed)).toEqual(new Set([true]));
  expect(await page.locator('details.fold:not([open])').count()).toBe(foldedNow);
});
