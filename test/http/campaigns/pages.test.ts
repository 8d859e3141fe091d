import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import type { Fields } from '../../support/site/visitor';

let site: Site;
let coordinator: Signed;

const filled: Fields = { name: 'Семей, № 7 мектеп', kind: 'school', region: '100000000', target: '120' };

beforeAll(async () => {
  site = await startSite();
  coordinator = await signedIn(site, 'coordinator', { language: 'ru' });
});
afterAll(() => site.stop());

const create = async (changes: Fields = {}) => {
  await coordinator.open('/staff/campaigns/new');
  return coordinator.submit({ ...filled, ...changes }, '/staff/campaigns');
};

describe('campaigns', () => {
  it('give a link and a QR code that lead students to the test', async () => {
    const page = await create();
    expect(page.title).toBe('Семей, № 7 мектеп');
    const link = page.html.querySelector('.campaign-link a, a[href*="/c/"]')!.getAttribute('href')!;
    const qr = await coordinator.raw.get(`${page.path}/qr.svg`);
    expect([qr.status, qr.headers['content-type']]).toEqual([200, expect.stringContaining('image/svg+xml')]);
    const student = site.visitor('kk');
    expect((await student.open(new URL(link).pathname)).status).toBe(200);
    expect((await coordinator.open('/staff/campaigns')).text).toContain('Семей, № 7 мектеп');
  });

  it.each([
    ['no name', { name: ' ' }, 'Это нужно заполнить'],
    ['a target that is no number', { target: 'много' }, 'Введите целое число'],
    ['a school without a region', { region: '' }, 'Выберите регион'],
    [
      'an end before the start',
      { startsOn: '2026-10-10', endsOn: '2026-10-09' },
      'Последний день раньше первого',
    ],
  ])('are refused with %s, and what was typed stays', async (_name, changes, message) => {
    const page = await create({ school: 'гимназия', ...changes });
    expect(page.status).toBe(400);
    expect(page.text).toContain(message);
    expect(page.html.querySelector('input[name=school]')!.getAttribute('value')).toBe('гимназия');
  });

  it('are not made by switching the language of the form', async () => {
    const before = (await site.services.campaigns.list()).length;
    const page = await create({ school: 'гимназия', switchLanguage: 'kk' });
    expect([page.status, page.title]).toEqual([200, 'Жаңа науқан']);
    expect(page.html.querySelector('input[name=school]')!.getAttribute('value')).toBe('гимназия');
    expect((await site.services.campaigns.list()).length).toBe(before);
    await coordinator.open('/staff/campaigns?language=ru');
  });

  it('take no new starts once ended, and again when reopened', async () => {
    const page = await create({ name: 'Ended' });
    const slug = new URL(page.html.querySelector('a[href*="/c/"]')!.getAttribute('href')!).pathname;
    await coordinator.submit({}, `${page.path}/end`);
    const refused = await site.visitor('ru').open(slug);
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('Срок этой ссылки закончился'),
    ]);
    await coordinator.open(page.path);
    await coordinator.submit({}, `${page.path}/reopen`);
    expect((await site.visitor('ru').open(slug)).status).toBe(200);
  });

  it('are not overwritten by a second coordinator, whose text stays to be copied', async () => {
    const page = await create({ name: 'Shared' });
    const other = await signedIn(site, 'coordinator', { language: 'ru' });
    await other.open(`${page.path}/edit`);
    await coordinator.open(`${page.path}/edit`);
    await coordinator.submit({ name: 'First' }, page.path);
    const late = await other.submit({ name: 'Second' }, page.path);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Second')]);
    expect((await other.open(page.path)).title).toBe('First');
  });

  it.each(['', '-1', '1.5', 'x'])('refuse the version "%s" and change nothing', async (version) => {
    const page = await create({ name: 'Kept' });
    await coordinator.open(`${page.path}/edit`);
    expect((await coordinator.submit({ name: 'Changed', version }, page.path)).status).toBe(400);
    expect((await coordinator.open(page.path)).title).toBe('Kept');
  });
});
