import { enrolled } from '../../support/site/second-factor';
import { type Site, startSite } from '../../support/site/site';
import { invited, password, type Signed, signedIn } from '../../support/site/staff';
import type { Visitor } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
/** So that no earlier story's tries count. */
beforeEach(() => {
  site.clock.now = new Date(site.clock.now.getTime() + 24 * 60 * 60_000);
});

const words = {
  kk: {
    code: 'Қолданбадағы код',
    wrong: 'Код сәйкес келмеді',
    news: 'Кіруіңізде не өзгерді',
    expired: 'Тым көп уақыт өтті',
  },
  ru: {
    code: 'Код из приложения',
    wrong: 'Код не подошёл',
    news: 'Что изменилось в вашем доступе',
    expired: 'Прошло слишком много времени',
  },
};

async function givePassword(login: string, language: 'kk' | 'ru' = 'kk'): Promise<Visitor> {
  const visitor = site.visitor(language);
  await visitor.open('/staff/sign-in');
  await visitor.submit({ login, password });
  return visitor;
}

async function withPhone(
  role: 'lead' | 'psychologist' | 'coordinator' | 'administrator',
  language: 'kk' | 'ru' = 'kk',
) {
  const visitor = await signedIn(site, role, { language });
  return { visitor, login: visitor.account.login, ...(await enrolled(site, visitor)) };
}

describe.each(['kk', 'ru'] as const)('a sign-in with a phone, in %s', (language) => {
  const said = words[language];

  it('takes the password and then a code, and tells first what has happened', async () => {
    const { login, phone, codes } = await withPhone('psychologist', language);
    expect(codes).toHaveLength(10);
    const visitor = await givePassword(login, language);
    expect(visitor.page.title).toBe(said.code);
    expect((await visitor.open('/staff/cases')).path).toMatch(/^\/staff\/sign-in/);
    await visitor.open('/staff/sign-in/code');
    const wrong = await visitor.submit({ code: '000000' });
    expect([wrong.status, wrong.text.includes(said.wrong)]).toEqual([400, true]);
    const page = await visitor.submit({ code: phone.nextCode() });
    expect([page.path, page.text.includes(said.news)]).toEqual(['/staff/me', true]);
    expect((await visitor.submit({}, '/staff/me/news-read')).path).toBe('/staff/cases');
    expect((await visitor.open('/staff/me')).text).not.toContain(said.news);
  });

  it('refuses a code that was used, and a ticket that is too old', async () => {
    const { login, phone } = await withPhone('coordinator', language);
    const code = phone.nextCode();
    const first = await givePassword(login, language);
    expect((await first.submit({ code })).path).toBe('/staff/me');
    const second = await givePassword(login, language);
    expect((await second.submit({ code })).status).toBe(400);
    site.clock.now = new Date(site.clock.now.getTime() + 10 * 60_000);
    const late = await second.submit({ code: phone.nextCode() });
    expect([late.status, late.text.includes(said.expired)]).toEqual([400, true]);
  });
});

it('a recovery code lets in once, and its use is told and recorded', async () => {
  const { login, codes, visitor: owner } = await withPhone('lead');
  const [code = ''] = codes;
  const visitor = await givePassword(login);
  const page = await visitor.submit({ code: code.toLowerCase() });
  expect(page.text).toContain('қосалқы код қолданылды');
  expect(page.text).toContain('9 қосалқы код қалды');
  const again = await givePassword(login);
  expect((await again.submit({ code })).status).toBe(400);
  const { entries } = await site.services.audit.list({ act: 'recoveryCodeUsed', page: 1 });
  expect(entries[0]).toMatchObject({ target: owner.account.id });
});

it('codes are tried five times, as passwords are', async () => {
  const { login, phone } = await withPhone('administrator');
  const visitor = await givePassword(login);
  const statuses = [];
  for (let tries = 0; tries < 5; tries += 1) statuses.push((await visitor.submit({ code: '000000' })).status);
  expect(statuses).toEqual([400, 400, 400, 400, 429]);
  expect((await visitor.submit({ code: phone.nextCode() })).status).toBe(429);
});

it('without the first step the second one is the first again', async () => {
  const visitor = site.visitor();
  const page = await visitor.open('/staff/sign-in/code');
  expect([page.status, page.text.includes(words.kk.expired)]).toEqual([400, true]);
  expect(page.html.querySelector('[name=login]')).not.toBeNull();
});

it('the secret lies sealed and recovery codes as hashes', async () => {
  const { visitor, codes } = await withPhone('lead');
  const { id } = visitor.account;
  const stored = await site.connection.collection<{ _id: string }>('accountSecurity').findOne({ _id: id });
  expect(stored).toMatchObject({ secret: expect.stringMatching(/^k1\./), pendingSecret: null });
  for (const code of codes) expect(JSON.stringify(stored)).not.toContain(code.replace(/\W/g, ''));
});

it.each(['begin', 'codes', 'off'])('/staff/second-factor/%s takes the password once more', async (act) => {
  const { visitor } = await withPhone('lead');
  const path = `/staff/second-factor/${act}`;
  await visitor.open(path);
  expect((await visitor.submit({ current: 'басқа құпиясөз' }, path)).status).toBe(400);
  expect((await visitor.submit({ current: '' }, path)).status).toBe(400);
  expect((await visitor.submit({ current: password }, path)).status).toBe(200);
});

it('is off again when its owner ends it, and new codes end the former ones', async () => {
  const { visitor, login, codes } = await withPhone('lead');
  await visitor.open('/staff/second-factor/codes');
  await visitor.submit({ current: password }, '/staff/second-factor/codes');
  const other = await givePassword(login);
  expect((await other.submit({ code: codes[0] ?? '' })).status).toBe(400);
  await visitor.open('/staff/second-factor/off');
  await visitor.submit({ current: password }, '/staff/second-factor/off');
  expect((await givePassword(login)).page.path).toBe('/staff/me');
});

describe('where it is required', () => {
  const set = async (value: 'required' | 'offered') => {
    const { version } = await site.services.settings.get('secondFactor');
    const act = { name: 'secondFactor', value, version, actor: null, now: site.clock.now } as const;
    expect(await site.services.settings.change(act)).toBe(true);
  };
  beforeAll(() => set('required'));
  afterAll(() => set('offered'));

  it.each(['lead', 'coordinator', 'administrator'] as const)('a %s sets it up first', async (role) => {
    const visitor = await signedIn(site, role);
    expect(visitor.page.path).toBe('/staff/second-factor');
    expect((await visitor.open('/staff/me')).path).toBe('/staff/second-factor');
    await enrolled(site, visitor);
    expect((await visitor.open('/staff/me')).path).toBe('/staff/me');
  });

  it('a psychologist is not asked', async () => {
    expect((await signedIn(site, 'psychologist')).page.path).toBe('/staff/cases');
  });
});

describe('letting a psychologist in again', () => {
  let admin: Signed;
  let lead: Signed;
  beforeAll(async () => {
    admin = await signedIn(site, 'administrator');
    lead = await signedIn(site, 'lead');
  });

  async function lost(kind: string) {
    const owner = await withPhone('psychologist');
    const page = `/staff/accounts/${owner.visitor.account.id}`;
    admin = await again(admin);
    await admin.open(page);
    const asked = await admin.submit({ kind }, `${page}/reset`);
    return { ...owner, asked, page, resets: `/staff/resets/${owner.visitor.account.id}` };
  }
  /** A day has passed since. */
  const again = async (visitor: Signed): Promise<Signed> => {
    const fresh = await givePassword(visitor.account.login);
    return Object.assign(fresh, { account: visitor.account });
  };

  it('changes nothing when an administrator asks, and shows no link', async () => {
    const { asked, visitor, resets } = await lost('both');
    expect(asked.html.querySelector('#link')).toBeNull();
    expect((await visitor.open('/staff/me')).path).toBe('/staff/me');
    await admin.open('/staff/me');
    const token = admin.page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    expect((await admin.send(`${resets}/confirm`, { _csrf: token })).status).toBe(403);
  });

  it('is a lead’s to confirm, who gets the link', async () => {
    const { visitor, login, resets } = await lost('both');
    lead = await again(lead);
    expect((await lead.open('/staff/me')).html.querySelector(`a[href="${resets}"]`)).not.toBeNull();
    await lead.open(resets);
    const page = await lead.submit({}, `${resets}/confirm`);
    const link = new URL(page.html.querySelector('#link')?.text.trim() ?? '').pathname;
    expect((await lead.open(resets)).html.querySelector('#link')).toBeNull();
    expect((await visitor.open('/staff/me')).path).toMatch(/^\/staff\/sign-in/);
    expect((await givePassword(login)).page.status).toBe(400);
    const owner = site.visitor();
    await owner.open(link);
    const fresh = 'мүлдем жаңа сөз';
    await owner.submit({ password: fresh, passwordAgain: fresh });
    expect(owner.page.text).toContain('кіруіңіз қайта қойылды');
    const acts = (await site.services.audit.list({ page: 1 })).entries.map(({ act }) => act);
    expect(acts).toEqual(
      expect.arrayContaining(['resetAsked', 'resetConfirmed', 'passwordReset', 'secondFactorReset']),
    );
  });

  it('of the password alone keeps the phone’s code', async () => {
    const { resets, phone } = await lost('password');
    lead = await again(lead);
    await lead.open(resets);
    const page = await lead.submit({}, `${resets}/confirm`);
    const owner = site.visitor();
    await owner.open(new URL(page.html.querySelector('#link')?.text.trim() ?? '').pathname);
    const fresh = 'мүлдем жаңа сөз';
    await owner.submit({ password: fresh, passwordAgain: fresh });
    expect(owner.page.title).toBe(words.kk.code);
    expect((await owner.submit({ code: phone.nextCode() })).path).toBe('/staff/me');
  });

  it('takes a recovery code in the place of a confirmation, but only once it was asked for', async () => {
    const early = await withPhone('psychologist');
    const stranger = site.visitor('ru');
    await stranger.open('/staff/recovery');
    const refused = await stranger.submit({ login: early.login, code: early.codes[0] ?? '' });
    expect([refused.status, refused.text.includes('Не подошло')]).toEqual([400, true]);
    const { login, codes } = await lost('password');
    await stranger.open('/staff/recovery');
    expect((await stranger.submit({ login, code: codes[0] ?? '' })).path).toMatch(/^\/staff\/invitation\//);
  });

  it('can be refused by whom it is about, who is told of it', async () => {
    const { login, phone, resets } = await lost('both');
    const owner = await givePassword(login);
    await owner.submit({ code: phone.nextCode() });
    expect(owner.page.text).toContain('кіруіңізді қайта қою өтініші');
    await owner.submit({}, `${resets}/refuse`);
    lead = await again(lead);
    expect((await lead.open(resets)).html.querySelector('main form')).toBeNull();
  });

  it('is not got round by another role for a moment', async () => {
    const { visitor } = await withPhone('psychologist');
    const page = `/staff/accounts/${visitor.account.id}`;
    admin = await again(admin);
    await admin.open(page);
    await admin.submit({ role: 'coordinator' }, page);
    const asked = await admin.submit({ kind: 'both' }, `${page}/reset`);
    expect(asked.html.querySelector('#link')).toBeNull();
    expect((await site.services.accounts.get(visitor.account.id)).hasPassword).toBe(true);
  });

  it('is not for a command on the server', async () => {
    const { visitor } = await withPhone('psychologist');
    const act = { id: visitor.account.id, kind: 'both', actor: null, now: site.clock.now } as const;
    await expect(site.services.accounts.reset(act)).rejects.toMatchObject({ code: 'notAllowedNow' });
  });
});

it('the only lead is let in by two administrators, and everybody is told', async () => {
  const own = await startSite();
  try {
    const first = await signedIn(own, 'administrator');
    const second = await signedIn(own, 'administrator');
    const coordinator = await signedIn(own, 'coordinator');
    own.clock.now = new Date(own.clock.now.getTime() + 80 * 60 * 60_000);
    const lead = await signedIn(own, 'lead', { name: 'Жанар' });
    const enter = async ({ account }: Signed) => {
      const visitor = own.visitor();
      await visitor.open('/staff/sign-in');
      await visitor.submit({ login: account.login, password });
      return visitor;
    };
    const page = `/staff/accounts/${lead.account.id}`;
    const asking = await enter(first);
    await asking.open(page);
    await asking.submit({ kind: 'both' }, `${page}/reset`);
    const resets = `/staff/resets/${lead.account.id}`;
    await asking.open(resets);
    expect(asking.page.html.querySelector(`form[action="${resets}/confirm"]`)).toBeNull();
    expect((await enter(coordinator)).page.text).toContain('әріптестің кіруін қайта қою өтініші: Жанар');
    const other = await enter(second);
    await other.open(resets);
    expect((await other.submit({}, `${resets}/confirm`)).html.querySelector('#link')).not.toBeNull();
  } finally {
    await own.stop();
  }
});

it('an account that nobody has used yet, and that reads no cases, gets a new link at once', async () => {
  const admin = await signedIn(site, 'administrator');
  const account = await invited(site, 'coordinator');
  const page = `/staff/accounts/${account.id}`;
  await admin.open(page);
  expect((await admin.submit({}, `${page}/reset`)).html.querySelector('#link')).not.toBeNull();
});
