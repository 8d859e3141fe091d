// Who is on call, and the procedure: what leads set and everybody reads.
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

let site: Site;
let lead: Signed;
let psychologist: Signed;
beforeAll(async () => {
  site = await startSite();
  await comeIn();
});
/** Sessions end with the day. */
async function comeIn() {
  lead = await signedIn(site, 'lead', { language: 'ru', name: 'Ведущая' });
  psychologist = await signedIn(site, 'psychologist', { language: 'ru', name: 'Психолог' });
}
afterAll(() => site.stop());

const rota = '/staff/rota';

it('is empty with a red line, takes duties, says who is on call, and keeps who was', async () => {
  expect((await psychologist.open(rota)).text).toContain('Сегодня никто не дежурит');
  await lead.open(rota);
  const fields = {
    from: '2026-10-05',
    until: '2026-10-11',
    lead: lead.account.id,
    deputy: psychologist.account.id,
  };
  expect((await lead.submit({ ...fields, lead: '' }, rota)).text).toContain('Выберите дежурного');
  expect((await lead.submit({ ...fields, deputy: lead.account.id }, rota)).status).toBe(400);
  await lead.submit(fields, rota);
  expect(lead.page.text).toContain('Сегодня дежурит: Ведущая, заместитель: Психолог');
  const again = await lead.submit(fields, rota);
  expect([again.status, again.text.includes('Часть этих дней уже занята')]).toEqual([400, true]);
  expect((await psychologist.open('/staff/cases')).text).toContain('Сегодня дежурит: Ведущая');
  site.clock.now = new Date('2026-10-07T06:00:00Z');
  await comeIn();
  await lead.open(rota);
  await lead.submit({ from: '2026-10-05' }, `${rota}/end`);
  expect(lead.page.text).toContain('Сегодня никто не дежурит');
  expect(lead.page.text).toContain('5 октября 2026 г. — 6 октября 2026 г.');
});

it('the procedure is written in both languages, and read by everybody', async () => {
  await lead.open(rota);
  expect(
    (await lead.submit({ 'procedure-kk': 'Алдымен қоңырау', 'procedure-ru': '' }, `${rota}/procedure`))
      .status,
  ).toBe(400);
  await lead.submit(
    { 'procedure-kk': 'Алдымен қоңырау', 'procedure-ru': 'Сначала звонок' },
    `${rota}/procedure`,
  );
  const { text } = await psychologist.open(rota);
  expect(text).toContain('Сначала звонок');
  expect(text).toContain('Алдымен қоңырау');
  const token = psychologist.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  expect((await psychologist.send(`${rota}/end`, { _csrf: token, from: '2026-10-05' })).status).toBe(403);
});

it('is set by the administrator too, who has no cases and goes back to the settings', async () => {
  const admin = await signedIn(site, 'administrator', { language: 'ru' });
  const page = await admin.open('/staff/settings');
  expect(page.html.querySelector(`a[href="${rota}"]`)).not.toBeNull();
  await admin.open(rota);
  expect(admin.page.html.querySelector('a.back')?.getAttribute('href')).toBe('/staff/settings');
  const day = { from: '2026-11-02', until: '2026-11-02', deputy: '' };
  await admin.submit({ ...day, lead: lead.account.id }, rota);
  expect(admin.page.text).toContain('2 ноября');
  expect((await admin.open('/staff/team')).status).toBe(403);
});
