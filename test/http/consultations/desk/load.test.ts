// The lead's page of the load: what it counts, in both languages, and that nobody else sees it.
import { randomUUID } from 'node:crypto';
import { hourMs, minuteMs } from '../../../../server/shared/clock';
import { anAttempt, calm } from '../../../support/builders/attempts';
import { answer, asked } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { signedIn } from '../../../support/site/staff';
import type { Page } from '../../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const load = '/staff/load';
const later = (ms: number) => {
  site.clock.now = new Date(site.clock.now.getTime() + ms);
};

/** The row of a table by its first cell. */
function row(page: Page, head: string): string[] {
  const found = page.html
    .querySelectorAll('.data-table tbody tr')
    .find((one) => one.querySelector('th')?.text.trim().startsWith(head));
  // A number and its unit are on one line.
  return (found?.querySelectorAll('td') ?? []).map((cell) => cell.text.trim().replaceAll('\u00A0', ' '));
}

it('says that there is nothing to count yet', async () => {
  for (const [language, word] of [
    ['kk', 'Әзірге санайтын ештеңе жоқ'],
    ['ru', 'Считать пока нечего'],
  ] as const) {
    const lead = await signedIn(site, 'lead', { language });
    const page = await lead.open(load);
    expect(page.text).toContain(word);
    expect(page.html.querySelectorAll('.data-table')).toHaveLength(0);
  }
});

it('tells of colleagues, regions and weeks what is open and how fast it went', async () => {
  const lead = await signedIn(site, 'lead', { language: 'ru' });
  const psychologist = await signedIn(site, 'psychologist', { language: 'ru', name: 'Асель' });
  const aCase = () => asked(site, anAttempt().in('ru').answering(calm).by({ region: '470000000' }));
  const one = await aCase();
  await aCase();
  later(hourMs);
  await answer(psychologist, one, 'Письмо');
  await site.services.consultations.message({
    ...{ id: one.attempt.id, code: one.code, messageId: randomUUID() },
    ...{ text: 'Я хочу умереть', now: site.clock.now },
  });
  later(20 * minuteMs);

  const before = await lead.open(load);
  expect(before.text).toContain('которые ещё никто не открыл: 1. Дольше всего ждёт: 20 мин');
  await psychologist.open(one.path);
  later(hourMs);
  const page = await lead.open(load);
  expect(page.text).not.toContain('которые ещё никто не открыл');
  expect(row(page, 'Асель')).toEqual(['0', '0', '1', '1 ч', '1', '20 мин']);
  expect(row(page, 'Мангистауская')).toEqual(['2', '2', '0', '1', '1 ч', '1', '20 мин']);
  expect(row(page, '5')).toEqual(['3', '1', '1 ч', '1', '20 мин']);
  // Counts only: no case, and nothing of what was written.
  expect(page.html.querySelectorAll(`a[href^="/staff/cases/"]`)).toHaveLength(0);
  expect(page.text).not.toContain('умереть');
});

it('is for leads, who find it on the page of the team', async () => {
  const links = (page: Page) => page.html.querySelectorAll(`a[href="${load}"]`).length;
  const lead = await signedIn(site, 'lead');
  expect(links(await lead.open('/staff/team'))).toBe(1);
  const psychologist = await signedIn(site, 'psychologist');
  expect(links(await psychologist.open('/staff/team'))).toBe(0);
  for (const role of ['psychologist', 'coordinator', 'administrator'] as const)
    expect((await (await signedIn(site, role)).open(load)).status).toBe(403);
});
