import { type Site, startSite } from '../../support/site/site';
import { invited, password, type Signed, signedIn, signInAgain } from '../../support/site/staff';

const words = {
  kk: {
    list: 'Қызметкерлер',
    create: 'Жаңа қызметкер',
    link: 'Бір реттік сілтеме',
    taken: 'Мұндай логин бар',
    required: 'Мұны толтыру керек',
    choose: 'Біреуін таңдаңыз',
    meanwhile: 'Мұны осы арада біреу өзгертіп қойды',
    last: 'Бұл соңғы әкімші',
    notNow: 'Бұл әрекет қазір мүмкін емес',
    missing: 'Мұндай бет жоқ',
    disabled: 'Рұқсат жабық',
    waiting: 'Құпиясөзі қойылмаған',
    wasReset: 'кіруіңіз қайта қойылды, Айгүл',
    region: 'Абай облысы',
    signIn: 'Қызметкер ретінде кіру',
    forbidden: 'Бұл бетке рұқсат жоқ',
  },
  ru: {
    list: 'Сотрудники',
    create: 'Новый сотрудник',
    link: 'Одноразовая ссылка',
    taken: 'Такой логин уже есть',
    required: 'Это нужно заполнить',
    choose: 'Выберите один вариант',
    meanwhile: 'Тем временем это кто-то изменил',
    last: 'Это последний администратор',
    notNow: 'Сейчас это сделать нельзя',
    missing: 'Такой страницы нет',
    disabled: 'Доступ закрыт',
    waiting: 'Ждёт пароля',
    wasReset: 'ваш доступ сброшен, Айгүл',
    region: 'область Абай',
    signIn: 'Вход для сотрудников',
    forbidden: 'Эта страница вам недоступна',
  },
};

describe.each(['kk', 'ru'] as const)('an administrator, in %s', (language) => {
  const said = words[language];
  let site: Site;
  let admin: Signed;
  let made = 0;
  beforeAll(async () => {
    site = await startSite();
    admin = await signedIn(site, 'administrator', { language });
  });
  afterAll(() => site.stop());

  const plan = (changes: Record<string, string | string[]> = {}) => {
    made += 1;
    return { name: 'Ерлан Ахметов', login: `erlan${made}`, role: 'psychologist', language, ...changes };
  };
  const find = async (login: string) =>
    (await site.services.accounts.list()).find((account) => account.login === login);
  const linkOn = (page: Signed['page']) =>
    new URL(page.html.querySelector('#link')?.text.trim() ?? '').pathname;

  async function create(given = plan()) {
    await admin.open('/staff/accounts/new');
    return admin.submit(given, '/staff/accounts');
  }

  it('creates an account and sees its link once', async () => {
    const given = plan({ regions: ['100000000', '750000000'], login: 'Erlan@School.KZ' });
    const page = await create(given);
    expect([page.status, page.title]).toEqual([200, 'Ерлан Ахметов']);
    expect(page.text).toContain(said.link);
    expect(page.text).toContain(said.waiting);
    const link = linkOn(page);
    expect((await admin.open(page.path)).text).not.toContain(said.link);
    const newcomer = site.visitor(language);
    await newcomer.open(link);
    await newcomer.submit({ password, passwordAgain: password });
    expect(await find('erlan@school.kz')).toMatchObject({
      role: 'psychologist',
      regions: ['100000000', '750000000'],
      language,
      hasPassword: true,
      mustChangePassword: false,
    });
    expect((await admin.open('/staff/accounts')).text).toContain(said.region);
  });

  it('creates one account when the form is sent twice', async () => {
    const given = plan();
    await create(given);
    const page = await create({ ...given, login: given.login.toUpperCase() });
    expect(page.status).toBe(400);
    expect(page.text).toContain(said.taken);
    expect(page.html.querySelector('#name')?.getAttribute('value')).toBe('Ерлан Ахметов');
    const same = (await site.services.accounts.list()).filter((account) => account.login === given.login);
    expect(same).toHaveLength(1);
  });

  it('creates one account when the form is sent twice at once', async () => {
    const given = plan();
    await admin.open('/staff/accounts/new');
    const form = admin.page.form('/staff/accounts');
    const body = { ...given, _csrf: form.querySelector('[name=_csrf]')?.getAttribute('value') ?? '' };
    const send = () => admin.raw.post('/staff/accounts').type('form').send(body);
    const statuses = (await Promise.all([send(), send(), send()])).map((response) => response.status);
    expect(statuses.sort()).toEqual([303, 400, 400]);
  });

  it.each([
    ['no name', { name: ' ' }, 'required', '#name'],
    ['no role', { role: '' }, 'choose', '#role'],
    ['a role that does not exist', { role: 'owner' }, 'choose', '#role'],
    ['two roles', { role: ['lead', 'administrator'] }, 'choose', '#role'],
    ['an unknown region', { regions: '123' }, null, '#regions'],
    ['a language that does not exist', { language: 'en' }, 'choose', '#language'],
    ['a login of two letters', { login: 'ab' }, null, '#login'],
    ['a login that is no login', { login: '{"$ne":1}' }, null, '#login'],
    ['a very long name', { name: 'x'.repeat(81) }, null, '#name'],
  ] as const)('is told about %s, and nothing is created', async (_, mistake, text, field) => {
    const before = await site.services.accounts.list();
    const page = await create(plan(mistake as never));
    expect([page.status, page.title]).toEqual([400, said.create]);
    expect(page.html.querySelector(`.error-summary a[href="${field}"]`)).not.toBe(null);
    if (text) expect(page.text).toContain(said[text]);
    expect(await site.services.accounts.list()).toEqual(before);
  });

  it('gives regions to psychologists only', async () => {
    const given = plan({ role: 'coordinator', regions: '100000000' });
    await create(given);
    expect((await find(given.login))?.regions).toEqual([]);
  });

  it('changes an account, which counts at once', async () => {
    const colleague = await signedIn(site, 'psychologist', { language });
    await admin.open(`/staff/accounts/${colleague.account.id}`);
    const action = `/staff/accounts/${colleague.account.id}`;
    const page = await admin.submit({ name: 'Жаңа аты', role: 'administrator' }, action);
    expect([page.status, page.title]).toEqual([200, 'Жаңа аты']);
    expect((await colleague.open('/staff/accounts')).title).toBe(said.list);
    await admin.submit({ role: 'coordinator' }, action);
    const refused = await colleague.open('/staff/accounts');
    expect([refused.status, refused.title]).toEqual([403, said.forbidden]);
  });

  it('is told about a mistake in a change, and what was typed is kept', async () => {
    const account = await invited(site, 'lead');
    const other = await invited(site, 'lead');
    const action = `/staff/accounts/${account.id}`;
    await admin.open(action);
    const page = await admin.submit({ name: 'Басқа аты', login: other.login }, action);
    expect(page.status).toBe(400);
    expect(page.text).toContain(said.taken);
    expect(page.html.querySelector('#name')?.getAttribute('value')).toBe('Басқа аты');
    expect((await admin.submit({ login: account.login }, action)).title).toBe('Басқа аты');
  });

  it('cannot overwrite what a colleague changed meanwhile', async () => {
    const account = await invited(site, 'lead');
    const colleague = await signedIn(site, 'administrator', { language });
    const action = `/staff/accounts/${account.id}`;
    for (const one of [admin, colleague]) await one.open(action);
    await colleague.submit({ name: 'Бірінші' }, action);
    const page = await admin.submit({ name: 'Екінші' }, action);
    expect([page.status, page.title]).toEqual([409, said.meanwhile]);
    expect((await site.services.accounts.get(account.id)).name).toBe('Бірінші');
  });

  it('disables an account, who is out at once, and enables it again', async () => {
    const colleague = await signedIn(site, 'administrator', { language });
    const page = `/staff/accounts/${colleague.account.id}`;
    await admin.open(page);
    expect((await admin.submit({}, `${page}/disable`)).text).toContain(said.disabled);
    expect((await colleague.open('/staff/accounts')).title).toBe(said.signIn);
    expect((await signInAgain(site, colleague.account.login, language)).page.title).toBe(said.signIn);
    await admin.submit({}, `${page}/enable`);
    expect((await signInAgain(site, colleague.account.login, language)).page.title).toBe(said.list);
  });

  it('resets a password: the old one and all sessions end, and a new link is shown', async () => {
    const colleague = await signedIn(site, 'administrator', { language });
    const page = `/staff/accounts/${colleague.account.id}`;
    await admin.open(page);
    const shown = await admin.submit({}, `${page}/reset`);
    expect(shown.text).toContain(said.waiting);
    const link = linkOn(shown);
    expect((await colleague.open('/staff/accounts')).title).toBe(said.signIn);
    expect((await signInAgain(site, colleague.account.login, language)).page.status).toBe(400);
    await colleague.open(link);
    const fresh = { password: 'мүлдем жаңа сөз', passwordAgain: 'мүлдем жаңа сөз' };
    expect((await colleague.submit(fresh)).text).toContain(said.wasReset);
    expect((await colleague.submit({}, '/staff/me/news-read')).title).toBe(said.list);
  });

  it('finds the second link good and the first one dead after resetting twice', async () => {
    const account = await invited(site, 'coordinator');
    const page = `/staff/accounts/${account.id}`;
    await admin.open(page);
    const first = linkOn(await admin.submit({}, `${page}/reset`));
    const second = linkOn(await admin.submit({}, `${page}/reset`));
    const visitor = site.visitor(language);
    expect((await visitor.open(account.link)).status).toBe(410);
    expect((await visitor.open(first)).status).toBe(410);
    expect((await visitor.open(second)).status).toBe(200);
  });

  it('cannot reset the own password past the sign-in, nor reset a disabled account', async () => {
    const closed = await invited(site, 'lead');
    await site.services.accounts.disable({ id: closed.id, actor: null, now: site.clock.now });
    const token = (await admin.open('/staff/password')).html
      .querySelector('[name=_csrf]')
      ?.getAttribute('value');
    for (const id of [admin.account.id, closed.id]) {
      const page = await admin.send(`/staff/accounts/${id}/reset`, { _csrf: token ?? '' });
      expect([page.status, page.title]).toEqual([409, said.notNow]);
    }
  });

  it.each(['', '/disable', '/enable', '/reset'])('is refused without a form token at …%s', async (act) => {
    const account = await invited(site, 'lead');
    const before = await site.services.accounts.get(account.id);
    const page = await admin.send(`/staff/accounts/${account.id}${act}`, plan({ version: '0' }));
    expect(page.status).toBe(403);
    expect(await site.services.accounts.get(account.id)).toEqual(before);
  });

  it.each(['', '/disable', '/enable', '/reset'])(
    'is told that an unknown account is missing at …%s',
    async (act) => {
      const token = (await admin.open('/staff/password')).html
        .querySelector('[name=_csrf]')
        ?.getAttribute('value');
      const fields = plan({ version: '0', _csrf: token ?? '' });
      const page = await admin.send(`/staff/accounts/00000000-0000-4000-8000-000000000000${act}`, fields);
      expect([page.status, page.title]).toEqual([404, said.missing]);
    },
  );

  it.each(['', 'x', '-1', '1.5', '9'.repeat(30)])('is refused with the version “%s”', async (version) => {
    const account = await invited(site, 'lead');
    await admin.open(`/staff/accounts/${account.id}`);
    const page = await admin.submit({ version }, `/staff/accounts/${account.id}`);
    expect([400, 409]).toContain(page.status);
    expect((await site.services.accounts.get(account.id)).version).toBe(0);
  });
});

describe.each(['kk', 'ru'] as const)('the last administrator, in %s', (language) => {
  const said = words[language];
  let site: Site;
  let admin: Signed;
  beforeAll(async () => {
    site = await startSite();
    admin = await signedIn(site, 'administrator', { language });
  });
  afterAll(() => site.stop());

  it('cannot be disabled or get another role, even when someone else is invited', async () => {
    await invited(site, 'administrator');
    const page = `/staff/accounts/${admin.account.id}`;
    await admin.open(page);
    const demoted = await admin.submit({ role: 'lead' }, page);
    expect(demoted.status).toBe(400);
    expect(demoted.text).toContain(said.last);
    await admin.open(page);
    const disabled = await admin.submit({}, `${page}/disable`);
    expect([disabled.status, disabled.title]).toEqual([409, said.last]);
    expect(await site.services.accounts.get(admin.account.id)).toMatchObject({
      role: 'administrator',
      isActive: true,
    });
  });

  it('stays when two administrators step down in the same moment', async () => {
    const { accounts } = site.services;
    const other = await signedIn(site, 'administrator');
    const now = site.clock.now;
    const ids = [admin.account.id, other.account.id];
    await Promise.allSettled(ids.map((id) => accounts.disable({ id, actor: null, now })));
    const working = (await accounts.list()).filter((one) => ids.includes(one.id) && one.isActive);
    expect(working.length).toBeGreaterThan(0);
  });
});

describe('a login', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  const plan = (login: string) =>
    ({ login, name: login, role: 'lead', regions: [], language: 'kk' }) as const;
  const accounts = () => site.services.accounts;
  const create = (login: string) =>
    accounts().create({ plan: { ...plan(login), regions: [] }, actor: null, now: site.clock.now });
  const rename = ({ id, version }: { id: string; version: number }, login: string) =>
    accounts().change({
      ...{ id, version, plan: { ...plan(login), regions: [] } },
      ...{ actor: null, now: site.clock.now },
    });
  const created = async (login: string) => {
    const outcome = await create(login);
    if ('fault' in outcome) throw new Error(outcome.fault);
    return outcome.account;
  };

  it('is one account’s, also when two are made at once', async () => {
    const outcomes = await Promise.all([create('both'), create('both'), create('both')]);
    expect(outcomes.filter((one) => 'account' in one)).toHaveLength(1);
  });

  it('may be changed, and the former one is free again', async () => {
    const one = await created('former');
    expect(await rename(one, 'present')).toMatchObject({ account: { login: 'present' } });
    expect(await create('present')).toEqual({ fault: 'loginTaken' });
    expect(await create('former')).toMatchObject({ account: { login: 'former' } });
  });

  it('stays free where the change came too late', async () => {
    const one = await created('first');
    await rename(one, 'second');
    await expect(rename(one, 'third')).rejects.toMatchObject({ code: 'changedMeanwhile' });
    expect(await create('second')).toEqual({ fault: 'loginTaken' });
    expect(await create('third')).toMatchObject({ account: { login: 'third' } });
  });
});
