import { type Site, startSite } from '../../support/site/site';
import { invited, password, signInAgain } from '../../support/site/staff';

const hourMs = 3_600_000;

const words = {
  kk: {
    title: 'Жаңа әкімші',
    choose: 'Құпиясөз ойлап табыңыз',
    gone: 'Бұл сілтеме енді жұмыс істемейді',
    staff: 'Қызметкерлер',
    short: 'Кемінде 10 таңба керек',
    different: 'Құпиясөздер бірдей емес',
    login: 'Тек латын әріптері',
    taken: 'Мұндай логин бар',
    expired: 'Бет тым ұзақ ашық тұрды',
  },
  ru: {
    title: 'Новый администратор',
    choose: 'Придумайте пароль',
    gone: 'Эта ссылка больше не работает',
    staff: 'Сотрудники',
    short: 'Нужно не меньше 10 знаков',
    different: 'Пароли не совпали',
    login: 'Только латинские буквы',
    taken: 'Такой логин уже есть',
    expired: 'Страница была открыта слишком долго',
  },
};

describe.each(['kk', 'ru'] as const)('the first administrator’s link, in %s', (language) => {
  const said = words[language];
  let site: Site;
  const who = { name: 'Айгүл Серікқызы', login: 'Aigul@School.kz', password, passwordAgain: password };
  const firstLink = async () =>
    `/staff/invitation/${await site.services.accounts.firstInvitation(site.clock.now)}`;

  beforeEach(async () => {
    site = await startSite();
  });
  afterEach(() => site.stop());

  it('makes the first administrator, who is signed in at once', async () => {
    const link = await firstLink();
    const visitor = site.visitor(language);
    expect((await visitor.open(link)).title).toBe(said.title);
    const page = await visitor.submit(who);
    expect(page.path).toBe('/staff/accounts');
    expect(page.title).toBe(said.staff);
    expect(page.text).toContain('Айгүл Серікқызы');
    const again = await signInAgain(site, 'aigul@school.kz', language);
    expect(again.page.title).toBe(said.staff);
  });

  it('works once', async () => {
    const link = await firstLink();
    const visitor = site.visitor(language);
    await visitor.open(link);
    await visitor.submit(who);
    const late = await site.visitor(language).open(link);
    expect([late.status, late.title]).toEqual([410, said.gone]);
  });

  it('makes one administrator when it is sent twice at once', async () => {
    const link = await firstLink();
    const visitors = [site.visitor(language), site.visitor(language)];
    for (const visitor of visitors) await visitor.open(link);
    const pages = await Promise.all(
      visitors.map((visitor, index) => visitor.submit({ ...who, login: `admin${index}` })),
    );
    expect(pages.map((page) => page.title).sort()).toEqual([said.gone, said.staff].sort());
    expect(await site.services.accounts.list()).toHaveLength(1);
  });

  it('lives 24 hours', async () => {
    const link = await firstLink();
    const start = site.clock.now.getTime();
    site.clock.now = new Date(start + 24 * hourMs - 1);
    expect((await site.visitor(language).open(link)).status).toBe(200);
    const visitor = site.visitor(language);
    await visitor.open(link);
    site.clock.now = new Date(start + 24 * hourMs);
    expect((await site.visitor(language).open(link)).title).toBe(said.gone);
    expect((await visitor.submit(who)).title).toBe(said.gone);
    expect(await site.services.accounts.list()).toEqual([]);
  });

  it('is made anew at every start until somebody administers, and the earlier one stops working', async () => {
    const earlier = await firstLink();
    const link = await firstLink();
    expect((await site.visitor(language).open(earlier)).title).toBe(said.gone);
    const visitor = site.visitor(language);
    await visitor.open(link);
    await visitor.submit(who);
    expect(await site.services.accounts.firstInvitation(site.clock.now)).toBe(null);
  });
});

describe.each(['kk', 'ru'] as const)('a one-time link, in %s', (language) => {
  const said = words[language];
  let site: Site;
  let made = 0;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  /** A link for one more administrator, and who opens it. */
  async function oneMore() {
    made += 1;
    const token = await site.services.accounts.inviteAdministrator(site.clock.now);
    const who = { name: 'Айгүл Серікқызы', login: `admin${made}`, password, passwordAgain: password };
    return { link: `/staff/invitation/${token}`, token, who };
  }

  it('can be made for one more administrator later', async () => {
    const { link, who } = await oneMore();
    await invited(site, 'administrator', { login: 'aigul@school.kz' });
    const visitor = site.visitor(language);
    await visitor.open(link);
    const page = await visitor.submit({ ...who, login: 'Aigul@School.kz' });
    expect(page.status).toBe(400);
    expect(page.text).toContain(said.taken);
    expect((await visitor.submit(who)).title).toBe(said.staff);
  });

  it.each([
    ['a short password', { password: 'тоғызтаңб', passwordAgain: 'тоғызтаңб' }, said.short],
    ['two different passwords', { passwordAgain: 'басқа құпиясөз' }, said.different],
    ['an odd login', { login: 'айгүл' }, said.login],
    ['an operator in place of the login', { login: ['a', 'b'] }, ''],
  ])('says what is wrong with %s and stays good', async (_, mistake, text) => {
    const { link, who } = await oneMore();
    const visitor = site.visitor(language);
    await visitor.open(link);
    const page = await visitor.submit({ ...who, ...mistake });
    expect(page.status).toBe(400);
    expect(page.text).toContain(text);
    expect(page.html.querySelector('#name')?.getAttribute('value')).toBe(who.name);
    expect((await visitor.submit(who)).title).toBe(said.staff);
  });

  it('lets an invited person choose a password, in the language of the account', async () => {
    const other = language === 'kk' ? 'ru' : 'kk';
    const account = await invited(site, 'administrator', { language });
    const visitor = site.visitor(other);
    const page = await visitor.open(account.link);
    expect(page.title).toBe(said.choose);
    expect(page.text).toContain(account.login);
    const home = await visitor.submit({ password, passwordAgain: password });
    expect(home.title).toBe(said.staff);
    expect((await visitor.open(`/staff/accounts?language=${other}`)).title).toBe(words[other].staff);
    expect((await visitor.open('/staff/accounts')).title).toBe(words[other].staff);
  });

  it('is refused without a form token, and nothing changes', async () => {
    const { link, who } = await oneMore();
    const page = await site.visitor(language).send(link, who);
    expect([page.status, page.title]).toEqual([403, said.expired]);
    const logins = (await site.services.accounts.list()).map((account) => account.login);
    expect(logins).not.toContain(who.login);
    expect((await site.visitor(language).open(link)).title).toBe(said.title);
  });

  it('dies with the account’s access', async () => {
    const account = await invited(site, 'lead');
    await site.services.accounts.disable({ id: account.id, actor: null, now: site.clock.now });
    expect((await site.visitor(language).open(account.link)).title).toBe(said.gone);
  });

  it.each(['x', 'x'.repeat(43), '%24ne', 'x'.repeat(300), '%E0%A4%A'])(
    'answers a made-up link %s without a hint',
    async (token) => {
      const page = await site.visitor(language).open(`/staff/invitation/${token}`);
      expect([400, 410]).toContain(page.status);
    },
  );

  it('is stored as a hash only', async () => {
    const { link, token } = await oneMore();
    await site.visitor(language).open(link);
    const [stored, recorded] = await Promise.all(
      ['invitations', 'audit'].map((name) => site.connection.collection(name).find().toArray()),
    );
    expect(stored!.length).toBeGreaterThan(0);
    expect(JSON.stringify([stored, recorded])).not.toContain(token);
    expect(site.logged.join()).not.toContain(token);
  });
});
