// The organisation's mail server: how it is set and tried, and that its password never comes back.
import { type MailServer, readMail, startMailServer } from '../../support/site/mail-server';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import type { Fields } from '../../support/site/visitor';

const path = '/staff/settings/mail';
const password = 'құпия сөз 7';

let site: Site;
let server: MailServer;
let admin: Signed;
let lead: Signed;
beforeEach(async () => {
  [site, server] = await Promise.all([startSite(), startMailServer()]);
  lead = await signedIn(site, 'lead', { name: 'Марат' });
  admin = await signedIn(site, 'administrator', { language: 'ru' });
  await admin.open(path);
});
afterEach(async () => {
  await site.stop();
  await server.stop();
});

const given = (fields: Fields = {}): Fields => ({
  ...{ host: '127.0.0.1', port: String(server.port), security: 'none', user: 'robot', password },
  ...{
    from: 'robot@example.kz',
    [`address-${lead.account.id}`]: 'marat@example.kz',
    urgent: 'yes',
    ...fields,
  },
});
const held = async () => (await site.services.settings.current()).mail;

describe.each(['kk', 'ru'] as const)('a message to try it, in %s', (language) => {
  const words = { kk: ['Пошта жұмыс істейді', 'Хат кетпеді'], ru: ['Почта работает', 'Письмо не ушло'] }[
    language
  ];

  it('goes through the server, and says what the server says', async () => {
    const reader = await signedIn(site, 'administrator', { language });
    await reader.open(path);
    await reader.submit(given(), path);
    await reader.submit({ to: 'me@example.kz' }, `${path}/test`);
    expect(reader.page.text).toContain('me@example.kz');
    const [mail] = server.mails;
    expect(mail?.to).toBe('me@example.kz');
    expect(readMail(mail!)).toContain(words[0]);
    expect(server.signedIn).toEqual([`robot ${password}`]);
    server.refuse('no such box');
    const refused = await reader.submit({ to: 'nobody@example.kz' }, `${path}/test`);
    expect(refused.text).toContain(words[1]);
    expect(refused.text).toContain('no such box');
    expect(refused.text).not.toContain(password);
  });
});

it('keeps the password sealed, never shows it, and keeps it when none is typed', async () => {
  await admin.submit(given(), path);
  expect(admin.page.body).not.toContain(password);
  const before = (await held()).server?.password;
  await admin.submit({ ...given(), password: '', from: 'other@example.kz' }, path);
  expect((await held()).server).toMatchObject({ password: before, from: 'other@example.kz' });
  const lying = (name: string) => site.connection.collection(name).find().toArray();
  const stored = [await lying('settings'), await lying('audit')];
  expect(JSON.stringify(stored)).not.toContain(password);
  expect(JSON.stringify(stored[1])).not.toContain('example.kz');
});

it('is turned off, and back on as it was', async () => {
  await admin.submit(given(), path);
  const before = await held();
  await admin.submit({}, `${path}/off`);
  expect(await held()).toEqual({ server: null, isUrgentOn: false, addresses: {} });
  await admin.submit({}, '/staff/settings/undo');
  expect(await held()).toEqual(before);
});

it.each<[string, Fields]>([
  ['no server', { host: '' }],
  ['an address in place of a name', { host: 'smtp://mail.example.kz' }],
  ['a name with a line break', { host: 'mail.example.kz\r\nRCPT TO:<x>' }],
  ['a port of letters', { port: 'smtp' }],
  ['a port that there is not', { port: '70000' }],
  ['a way without protection to another machine', { host: 'mail.example.kz', security: 'none' }],
  ['an unknown protection', { security: 'maybe' }],
  ['a sender that is no address', { from: 'робот' }],
  ['a sender with more headers', { from: 'a@example.kz\nBcc: b@example.kz' }],
])('refuses %s, keeps what was typed, and sends no password back', async (_what, fields) => {
  const page = await admin.submit(given(fields), path);
  expect(page.status).toBe(400);
  expect(page.html.querySelector('[data-error-summary]')).not.toBeNull();
  expect(page.html.querySelector('#user')?.getAttribute('value')).toBe('robot');
  expect(page.body).not.toContain(password);
  expect((await held()).server).toBeNull();
});

it('refuses an address of a lead that is none', async () => {
  const page = await admin.submit(given({ [`address-${lead.account.id}`]: 'marat' }), path);
  expect(page.status).toBe(400);
  expect((await held()).server).toBeNull();
});

it('tries nothing at an address that is none', async () => {
  await admin.submit(given(), path);
  expect((await admin.submit({ to: 'a@example.kz, b@example.kz' }, `${path}/test`)).status).toBe(400);
  expect(server.mails).toEqual([]);
});
