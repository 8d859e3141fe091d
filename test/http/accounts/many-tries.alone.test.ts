// A stranger with many addresses tries one account's password while its owner signs in.
import { fitsPassword } from '../../../server/accounts/passwords/passwords';
import { type Site, startSite } from '../../support/site/site';
import { password, signedIn } from '../../support/site/staff';
import type { Visitor } from '../../support/site/visitor';

jest.mock('../../../server/accounts/passwords/passwords', () => {
  const real = jest.requireActual('../../../server/accounts/passwords/passwords');
  return { ...real, fitsPassword: jest.fn(real.fitsPassword) };
});
/** How often a password was hashed. */
const hashed = () => jest.mocked(fitsPassword).mock.calls.length;

let site: Site;
beforeAll(async () => {
  site = await startSite(undefined, { TRUST_PROXY: '1' });
});
afterAll(() => site.stop());
beforeEach(() => {
  site.clock.now = new Date(site.clock.now.getTime() + 24 * 60 * 60_000);
  jest.mocked(fitsPassword).mockClear();
});

/** What a browser sends from an address. */
async function tryFrom(visitor: Visitor, address: string, fields: { login: string; password: string }) {
  const token = visitor.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  return visitor.raw
    .post('/staff/sign-in')
    .set('X-Forwarded-For', address)
    .type('form')
    .send({ _csrf: token, ...fields });
}

async function atSignIn(language: 'kk' | 'ru' = 'kk') {
  const visitor = site.visitor(language);
  await visitor.open('/staff/sign-in');
  return visitor;
}

it('a thousand tries from five hundred addresses cost twenty hashes, and the owner signs in at once', async () => {
  const owner = await signedIn(site, 'lead');
  const { login } = owner.account;
  await owner.submit({}, '/staff/sign-out');
  jest.mocked(fitsPassword).mockClear();

  const stranger = await atSignIn();
  const addresses = Array.from({ length: 1000 }, (_, at) => `198.51.${Math.floor(at / 200)}.${at % 100}`);
  expect(new Set(addresses).size).toBe(500);
  const statuses: number[] = [];
  for (let at = 0; at < addresses.length; at += 20) {
    const some = addresses.slice(at, at + 20);
    const answers = await Promise.all(
      some.map((one) => tryFrom(stranger, one, { login, password: 'wrong' })),
    );
    statuses.push(...answers.map(({ status }) => status));
  }
  // Twenty, and the first one of the ten seconds in which all of this happens.
  expect(hashed()).toBe(21);
  expect(statuses.filter((status) => status === 429)).toHaveLength(979);

  await owner.open('/staff/sign-in');
  expect((await owner.submit({ login, password })).path).toBe('/staff/cases');

  const elsewhere = await atSignIn();
  const slowed = await tryFrom(elsewhere, '203.0.113.9', { login, password });
  expect([slowed.status, slowed.headers['retry-after']]).toEqual([429, '10']);
  expect(slowed.text).toContain('кіру баяулатылды');
  site.clock.now = new Date(site.clock.now.getTime() + 10_000);
  expect((await tryFrom(elsewhere, '203.0.113.9', { login, password })).status).toBe(303);
});

it('all addresses of one IPv6 network are one, to which five tries are given', async () => {
  const { login } = (await signedIn(site, 'lead')).account;
  jest.mocked(fitsPassword).mockClear();
  const stranger = await atSignIn('ru');
  const answers = [];
  for (let at = 1; at <= 8; at += 1)
    answers.push(await tryFrom(stranger, `2001:db8:7:1::${at}`, { login, password: 'wrong' }));
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 429, 429, 429, 429]);
  expect(hashed()).toBe(5);
  expect((await tryFrom(stranger, '2001:db8:7:2::1', { login, password: 'wrong' })).status).toBe(400);
});

it('a stranger in the owner’s own network does not shut the owner’s browser out', async () => {
  const owner = await signedIn(site, 'administrator');
  await owner.submit({}, '/staff/sign-out');
  const stranger = await atSignIn();
  const from = '203.0.113.50';
  for (let at = 0; at < 30; at += 1)
    await tryFrom(stranger, from, { login: `someone${at}`, password: 'wrong' });
  expect((await tryFrom(stranger, from, { login: 'x', password: 'x' })).status).toBe(429);
  await owner.open('/staff/sign-in');
  expect((await tryFrom(owner, from, { login: owner.account.login, password })).status).toBe(303);
});

it('a known browser has five tries of its own', async () => {
  const owner = await signedIn(site, 'administrator');
  await owner.submit({}, '/staff/sign-out');
  await owner.open('/staff/sign-in');
  const { login } = owner.account;
  const statuses = [];
  for (let at = 0; at < 6; at += 1)
    statuses.push((await tryFrom(owner, '203.0.113.60', { login, password: 'wrong' })).status);
  expect(statuses).toEqual([400, 400, 400, 400, 429, 429]);
  const another = await atSignIn();
  expect((await tryFrom(another, '203.0.113.60', { login, password })).status).toBe(303);
});
