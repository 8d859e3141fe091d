// What the administrator sets: lists, conflicts, what is taken back, and what the record says of it.
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';

const words = {
  kk: { title: 'Баптаулар', required: 'Міндетті', offered: 'Ұсынылады', conflict: 'те өзгертіп жатыр' },
  ru: {
    title: 'Настройки',
    required: 'Обязателен',
    offered: 'Предлагаем',
    conflict: 'меняет эту же настройку',
  },
};
const path = '/staff/settings/second-factor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

/** The second factor is no part of these tests, so that nothing is required for long. */
const policy = () => site.services.settings.get('secondFactor');

describe.each(['kk', 'ru'] as const)('the settings in %s', (language) => {
  const said = words[language];
  let admin: Signed;
  beforeEach(async () => {
    admin = await signedIn(site, 'administrator', { language });
  });
  afterEach(async () => {
    const { version } = await policy();
    const act = { name: 'secondFactor', version, actor: null, now: site.clock.now } as const;
    await site.services.settings.change({ ...act, value: 'offered' });
  });

  it('are listed with what holds now', async () => {
    const page = await admin.open('/staff/settings');
    expect(page.title).toBe(said.title);
    expect(page.text).toContain(said.offered);
    expect(page.html.querySelectorAll('.settings a').length).toBeGreaterThan(1);
  });

  it('are changed, and what held before is brought back', async () => {
    await admin.open(path);
    const before = (await policy()).value;
    const undo = admin.page.html.querySelector('form[action="/staff/settings/undo"]');
    expect([before, undo === null]).toEqual(['offered', (await policy()).version === 0]);
    await admin.submit({ policy: 'required' }, path);
    expect((await policy()).value).toBe('required');
    const { version } = await policy();
    const form = { name: 'secondFactor', version: String(version) };
    // Whoever has no second factor yet sees nothing else from now on.
    expect(admin.page.path).toBe('/staff/second-factor');
    const { actor } = { actor: null };
    await site.services.settings.undo({ name: 'secondFactor', version, actor, now: site.clock.now });
    expect((await policy()).value).toBe('offered');
    await admin.open(path);
    expect(admin.page.text).toContain(said.offered);
    const stale = await admin.submit(form, '/staff/settings/undo');
    expect(stale.status).toBe(409);
    expect((await policy()).value).toBe('offered');
  });

  it('are not overwritten: who was later sees both values and decides', async () => {
    const other = await signedIn(site, 'administrator', { language, name: 'Ерлан' });
    await admin.open(path);
    await other.open(path);
    await other.submit({ policy: 'offered' }, path);
    const page = await admin.submit({ policy: 'required' }, path);
    expect(page.status).toBe(409);
    expect(page.text).toContain(`Ерлан`);
    expect(page.text).toContain(said.conflict);
    expect(page.html.querySelector('[value=required]')?.hasAttribute('checked')).toBe(true);
    expect((await policy()).value).toBe('offered');
    await admin.submit({ policy: 'required' }, path);
    expect((await policy()).value).toBe('required');
  });
});

it.each([
  [{}, 400],
  [{ policy: 'никогда' }, 400],
  [{ policy: ['offered', 'required'] }, 400],
  [{ policy: 'offered', version: '-1' }, 400],
  [{ policy: 'offered', version: 'x' }, 400],
  [{ policy: 'offered', version: '999' }, 409],
])('refuses %j with %i', async (fields, status) => {
  const admin = await signedIn(site, 'administrator', { language: 'ru' });
  await admin.open(path);
  const token = admin.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  const version = String((await policy()).version);
  expect((await admin.send(path, { version, ...fields, _csrf: token })).status).toBe(status);
  expect((await policy()).value).toBe('offered');
});

it.each(['', 'nothing', 'constructor', '__proto__'])('takes nothing back of %j', async (name) => {
  const admin = await signedIn(site, 'administrator', { language: 'ru' });
  await admin.open(path);
  const token = admin.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  expect((await admin.send('/staff/settings/undo', { name, version: '1', _csrf: token })).status).toBe(400);
});

it('takes no form without its token', async () => {
  const admin = await signedIn(site, 'administrator', { language: 'ru' });
  expect((await admin.send(path, { policy: 'required', version: '0' })).status).toBe(403);
});

it('records names of settings and never what they say', async () => {
  const { entries } = await site.services.audit.list({ act: 'settingsChanged', page: 1 });
  expect(entries.map(({ details }) => details)).toContainEqual({ fields: ['secondFactor'] });
  const stored = await site.connection.collection('audit').find().toArray();
  expect(JSON.stringify(stored)).not.toContain('required');
});

it('shows the administrator how the installation stands', async () => {
  const admin = await signedIn(site, 'administrator', { language: 'ru' });
  const page = await admin.open('/staff/settings/state');
  expect(page.title).toBe('Состояние');
  expect(page.text).toContain('self-diagnosis/v1');
  expect(page.text).toContain('Сегодня никто не дежурит');
  expect(page.text).toMatch(/Данные занимают\s*[\d,]+ МБ/);
});
