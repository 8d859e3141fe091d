// Help lines that the administrator adds, as students read them.
import supertest from 'supertest';
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';
import { type Signed, signedIn } from '../../support/site/staff';
import type { Fields } from '../../support/site/visitor';

const path = '/staff/settings/help';
const almaty = '750000000';

let site: Site;
let admin: Signed;
beforeEach(async () => {
  site = await startSite();
  admin = await signedIn(site, 'administrator', { language: 'ru' });
  await admin.open(path);
});
afterEach(() => site.stop());

const lineOf = (fields: Fields = {}): Fields => ({
  ...{ region: almaty, way: 'tel', number: '+7 (727) 300-00-00' },
  ...{ 'label-kk': 'Алматы психологтары', 'label-ru': 'Психологи Алматы', ...fields },
});
const hrefsOn = ({ html }: Signed['page']) =>
  html.querySelectorAll('.help-link').map((link) => link.getAttribute('href'));

/** The pages of somebody from a region, with the code. */
async function seenIn(region: string, language: 'kk' | 'ru') {
  const { code } = await anAttempt().by({ region }).in(language).answering(calm).submitted(site);
  const student = site.visitor(language);
  await student.open('/my');
  const my = await student.submit({ code });
  await student.submit({}, '/my/test');
  return { start: await student.open('/'), my, result: await student.open('/test/result') };
}

describe.each(['kk', 'ru'] as const)('a line of a region, in %s', (language) => {
  it('is read by the people of that region, beside 111 and 112', async () => {
    expect((await admin.submit(lineOf(), path)).text).toContain('Алматы психологтары');
    const own = await seenIn(almaty, language);
    const label = language === 'kk' ? 'Алматы психологтары' : 'Психологи Алматы';
    for (const page of [own.my, own.result]) {
      expect(hrefsOn(page)).toEqual(['tel:111', 'tel:112', 'tel:+77273000000']);
      expect(page.text).toContain(label);
    }
    expect(hrefsOn(own.start)).toEqual(['tel:111', 'tel:112']);
    const others = await seenIn('710000000', language);
    expect(hrefsOn(others.result)).toEqual(['tel:111', 'tel:112']);
  });
});

it('comes to phones with their shell, which is fetched again after each change', async () => {
  const worker = async () => (await supertest(site.server).get('/service-worker.js')).text;
  const before = await worker();
  expect((await supertest(site.server).get('/shell')).text).not.toContain('data-help');
  await admin.submit(lineOf({ region: '' }), path);
  expect(await worker()).not.toBe(before);
  const { body } = await site.visitor('ru').open('/shell');
  expect(body).toContain('data-help=');
  expect(body).toContain('tel:+77273000000');
});

it('is removed, and brought back', async () => {
  await admin.submit(lineOf(), path);
  await admin.submit({}, `${path}/remove`);
  expect(admin.page.text).toContain('Пока ничего');
  await admin.submit({}, '/staff/settings/undo');
  expect(admin.page.text).toContain('+7 (727) 300-00-00');
});

it('names text messages to 111 only after they were tried', async () => {
  const student = site.visitor('ru');
  expect(hrefsOn(await student.open('/'))).not.toContain('sms:111');
  await admin.submit({ confirmed: 'yes' }, `${path}/text-111`);
  expect(hrefsOn(await student.open('/'))).toContain('sms:111');
  await admin.submit({ confirmed: [] }, `${path}/text-111`);
  expect(hrefsOn(await student.open('/'))).not.toContain('sms:111');
});

it.each<[string, Fields]>([
  ['no number', { number: '' }],
  ['a number of letters', { number: 'сто пять' }],
  ['a number that is a link', { number: 'tel:900' }],
  ['a number that is too long', { number: '1234567890123456' }],
  ['111 once more', { number: '111' }],
  ['an unknown region', { region: '999999999' }],
  ['a way that there is not', { way: 'fax' }],
  ['no words', { 'label-kk': ' ' }],
  ['too many words', { 'label-ru': 'я'.repeat(61) }],
  ['several numbers', { number: ['150', '151'] }],
])('refuses %s, and keeps what was typed', async (_what, fields) => {
  const page = await admin.submit(lineOf(fields), path);
  expect(page.status).toBe(400);
  if (!fields['label-kk']) expect(page.body).toContain('Алматы психологтары');
  expect(page.html.querySelector('[data-error-summary]')).not.toBeNull();
  expect((await site.services.settings.current()).help.lines).toEqual([]);
});

it('keeps what was typed when somebody else was faster', async () => {
  const other = await signedIn(site, 'administrator', { language: 'ru' });
  await other.open(path);
  await other.submit(lineOf({ number: '150' }), path);
  const page = await admin.submit(lineOf({ number: '151' }), path);
  expect(page.status).toBe(409);
  expect(page.text).toContain('150');
  expect(page.html.querySelector('#number')?.getAttribute('value')).toBe('151');
  await admin.submit({}, path);
  const { lines } = (await site.services.settings.current()).help;
  expect(lines.map(({ number }) => number)).toEqual(['150', '151']);
});

it('draws what was typed as text', async () => {
  await admin.submit(lineOf({ region: '', 'label-ru': '<script>alert(1)</script>"' }), path);
  for (const { body } of [admin.page, await site.visitor('ru').open('/')])
    expect(body).not.toContain('<script>alert');
});
