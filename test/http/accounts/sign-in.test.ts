import jsonwebtoken from 'jsonwebtoken';
import supertest from 'supertest';
import { type Site, startSite } from '../../support/site/site';
import { cookiesIn, invited, password, signedIn, signInAgain } from '../../support/site/staff';

const minuteMs = 60_000;

const words = {
  kk: {
    title: 'Қызметкер ретінде кіру',
    wrong: 'Логин немесе құпиясөз сәйкес келмеді',
    closed: 'Осы жерден бұл логинмен 15 минуттан кейін кіре аласыз.',
    disabled: 'Бұл тіркелгіге рұқсат жабық.',
    network: 'Сіздің желіңізден тым көп қате терілді. 15 минуттан кейін',
    staff: 'Қызметкерлер',
    record: 'Әрекеттер журналы',
    expired: 'Бет тым ұзақ ашық тұрды',
    required: 'Мұны толтыру керек',
    newPassword: 'Жаңа құпиясөз',
    wrongPassword: 'Құпиясөз сәйкес келмеді',
    home: 'Сауалнамадан өту',
  },
  ru: {
    title: 'Вход для сотрудников',
    wrong: 'Логин или пароль не подошли',
    closed: 'Отсюда войти с этим логином можно через 15 минут.',
    disabled: 'Доступ этой учётной записи закрыт.',
    network: 'Из вашей сети слишком много неверных попыток. Попробуйте через 15 минут',
    staff: 'Сотрудники',
    record: 'Журнал действий',
    expired: 'Страница была открыта слишком долго',
    required: 'Это нужно заполнить',
    newPassword: 'Новый пароль',
    wrongPassword: 'Пароль не подошёл',
    home: 'Пройти опросник',
  },
};

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
/** Each story begins on a day of its own, so that no address counter of an earlier one is in the way. */
beforeEach(() => pass(24 * 60 * minuteMs));

function pass(ms: number): void {
  site.clock.now = new Date(site.clock.now.getTime() + ms);
}

async function trySignIn(login: string, typed: string, language: 'kk' | 'ru' = 'kk') {
  const visitor = site.visitor(language);
  await visitor.open('/staff/sign-in');
  return visitor.submit({ login, password: typed });
}

describe.each(['kk', 'ru'] as const)('signing in, in %s', (language) => {
  const said = words[language];

  it('never says what was wrong', async () => {
    const { login } = (await signedIn(site, 'administrator', { language })).account;
    const disabled = (await signedIn(site, 'lead', { language })).account;
    await site.services.accounts.disable({ id: disabled.id, actor: null, now: site.clock.now });
    const notYet = await invited(site, 'lead');
    const pages = [
      await trySignIn(login, 'басқа құпиясөз', language),
      await trySignIn('nobody', password, language),
      await trySignIn(disabled.login, 'басқа құпиясөз', language),
      await trySignIn(notYet.login, password, language),
    ];
    for (const page of pages) {
      expect(page.status).toBe(400);
      expect(page.title).toBe(said.title);
      expect(page.text).toContain(said.wrong);
    }
    const plain = pages.map((page) => page.html.querySelector('main')?.text.replace(/\s+/g, ' '));
    expect(new Set(plain).size).toBe(1);
    // Who knows the password may know why it is of no use.
    const told = await trySignIn(disabled.login, password, language);
    expect([told.status, told.text.includes(said.disabled)]).toEqual([400, true]);
  });

  it('keeps the login and the way, and says what is missing', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/staff/audit');
    expect(visitor.page.title).toBe(said.title);
    const page = await visitor.submit({ login: 'aigul', password: '' });
    expect(page.status).toBe(400);
    expect(page.text).toContain(said.required);
    expect(page.html.querySelector('#login')?.getAttribute('value')).toBe('aigul');
    const { login } = (await signedIn(site, 'administrator', { language })).account;
    expect((await visitor.submit({ login, password })).title).toBe(said.record);
  });

  it.each(['known', 'unknown'])(
    'closes the way from here to a %s login after five wrong tries, for fifteen minutes',
    async (kind) => {
      const { login } =
        kind === 'known'
          ? (await signedIn(site, 'administrator', { language })).account
          : { login: `no-${language}` };
      for (let tries = 1; tries <= 4; tries += 1)
        expect((await trySignIn(login, `wrong ${tries}`, language)).text).toContain(said.wrong);
      for (const typed of ['wrong 5', password]) {
        const page = await trySignIn(login, typed, language);
        expect(page.status).toBe(429);
        expect(page.headers['retry-after']).toBe('900');
        expect(page.text).toContain(said.closed);
      }
      pass(15 * minuteMs - 1);
      expect((await trySignIn(login, password, language)).status).toBe(429);
      pass(1);
      const page = await trySignIn(login, password, language);
      expect(page.title).toBe(kind === 'known' ? said.staff : said.title);
      expect(page.status).toBe(kind === 'known' ? 200 : 400);
    },
  );

  it('is refused without a form token', async () => {
    const { login } = (await signedIn(site, 'administrator')).account;
    const page = await site.visitor(language).send('/staff/sign-in', { login, password });
    expect([page.status, page.title]).toEqual([403, said.expired]);
  });

  it('is closed to an address that tried twenty times, whatever the logins', async () => {
    for (let tries = 0; tries < 20; tries += 1)
      expect((await trySignIn(`someone${tries}`, 'wrong', language)).status).toBe(400);
    const page = await trySignIn('someone', 'wrong', language);
    expect([page.status, page.title]).toEqual([429, said.title]);
    expect(page.text).toContain(said.network);
  });

  it('leads to a new password first when someone else gave the present one', async () => {
    const outcome = await site.services.accounts.create({
      plan: { login: `given-${language}`, name: 'Ерлан', role: 'administrator', regions: [], language },
      temporaryPassword: 'берілген құпиясөз',
      actor: null,
      now: site.clock.now,
    });
    if ('fault' in outcome) throw new Error(outcome.fault);
    const visitor = site.visitor(language);
    await visitor.open('/staff/sign-in');
    const page = await visitor.submit({ login: `given-${language}`, password: 'берілген құпиясөз' });
    expect(page.title).toBe(said.newPassword);
    expect((await visitor.open('/staff/accounts')).title).toBe(said.newPassword);
    const wrong = await visitor.submit({ current: 'басқа құпиясөз', password, passwordAgain: password });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain(said.wrongPassword);
    const done = await visitor.submit({
      current: 'берілген құпиясөз',
      password,
      passwordAgain: password,
    });
    expect(done.title).toBe(said.staff);
  });
});

describe('wrong tries', () => {
  it('are forgotten after the right password', async () => {
    const { login } = (await signedIn(site, 'administrator')).account;
    for (let round = 1; round <= 2; round += 1) {
      for (let tries = 1; tries <= 4; tries += 1) await trySignIn(login, 'wrong');
      expect((await trySignIn(login, password)).title).toBe(words.kk.staff);
    }
  });

  it('cannot slip through at the same moment', async () => {
    const { login } = (await signedIn(site, 'administrator')).account;
    const tries = Array.from({ length: 12 }, () => trySignIn(login, 'wrong'));
    const statuses = (await Promise.all(tries)).map((page) => page.status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
  });

  it('at the own password count too', async () => {
    const visitor = await signedIn(site, 'administrator');
    const typed = { current: 'wrong', password: 'жаңа құпиясөз', passwordAgain: 'жаңа құпиясөз' };
    for (let tries = 1; tries <= 5; tries += 1) {
      await visitor.open('/staff/password');
      await visitor.submit(typed, '/staff/password');
    }
    expect(visitor.page.status).toBe(429);
    // Whoever sat down at an open session has not shut the owner out.
    expect((await trySignIn(visitor.account.login, password)).title).toBe(words.kk.staff);
  });
});

describe('hostile sign-in requests', () => {
  it.each([
    ['operators in the names', { 'login[$ne]': '', 'password[$gt]': '' }],
    ['lists in place of texts', { login: ['a', 'b'], password: ['a', 'b'] }],
    ['a very long login', { login: 'x'.repeat(5000), password }],
    ['a very long password', { login: 'aigul', password: 'x'.repeat(5000) }],
  ])('with %s are answered as a mistake', async (_, fields) => {
    const visitor = site.visitor();
    const page = await visitor.open('/staff/sign-in');
    const token = page.html.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    expect((await visitor.send('/staff/sign-in', { _csrf: token, ...fields })).status).toBe(400);
  });

  it('of more than 128 KB are cut off', async () => {
    const visitor = site.visitor();
    await visitor.open('/staff/sign-in');
    expect((await visitor.submit({ login: 'x'.repeat(200_000), password })).status).toBe(413);
  });

  it.each(['//evil.example', 'https://evil.example/staff/cases', '/staff/sign-out', '/my'])(
    'cannot send a person on to %s',
    async (next) => {
      const { login } = (await signedIn(site, 'administrator')).account;
      const visitor = site.visitor();
      await visitor.open(`/staff/sign-in?next=${encodeURIComponent(next)}`);
      expect((await visitor.submit({ login, password })).path).toBe('/staff/accounts');
    },
  );
});

/** Signs in and keeps the cookies at hand, as someone who copied them would. */
async function copiedSession() {
  const { account } = await signedIn(site, 'administrator');
  const agent = supertest.agent(site.app).set('Accept', 'text/html');
  const page = await agent.get('/staff/sign-in');
  const form = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const response = await agent
    .post('/staff/sign-in')
    .type('form')
    .send({ _csrf: form, login: account.login, password });
  const { access = '', refresh = '' } = cookiesIn(response);
  return { account, agent, form, response, access, refresh };
}

function openWith(cookies: { access?: string; refresh?: string }) {
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return supertest(site.server)
    .get('/staff/accounts')
    .set('Accept', 'text/html')
    .set('Cookie', pairs.join('; '));
}

const isOut = (response: supertest.Response) =>
  response.status === 303 && response.headers.location?.startsWith('/staff/sign-in');

describe('a session', () => {
  it('lives in cookies that scripts cannot read and other pages do not get', async () => {
    const { response } = await copiedSession();
    const lines = (response.headers['set-cookie'] as unknown as string[]).filter((line) =>
      /^(access|refresh)=/.test(line),
    );
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/Path=\/staff;/);
      expect(line).toMatch(/HttpOnly; SameSite=Lax$/);
    }
  });

  it('starts with a form token of its own', async () => {
    const { agent, form } = await copiedSession();
    const response = await agent.post('/staff/sign-out').type('form').send({ _csrf: form });
    expect(response.status).toBe(403);
    expect((await agent.get('/staff/accounts')).status).toBe(200);
  });

  it('keeps its open forms good while a student’s page is open beside them', async () => {
    const visitor = await signedIn(site, 'administrator');
    const form = await visitor.open('/staff/accounts/new');
    expect((await visitor.open('/')).html.querySelector('[name=_csrf]')).not.toBe(null);
    visitor.page = form;
    const page = await visitor.submit(
      { name: 'Мадина Серік', login: 'madina.serik', role: 'lead', language: 'kk' },
      '/staff/accounts',
    );
    expect([page.status, page.title]).toEqual([200, 'Мадина Серік']);
  });

  it('is not kept by the browser’s cache', async () => {
    const { access } = await copiedSession();
    expect((await openWith({ access })).headers['cache-control']).toBe('no-store');
  });

  it('is renewed in passing when the access token has expired', async () => {
    const { access, refresh } = await copiedSession();
    pass(10 * minuteMs - 1);
    expect(cookiesIn(await openWith({ access, refresh }))).not.toHaveProperty('refresh');
    pass(1);
    const response = await openWith({ access, refresh });
    expect(response.status).toBe(200);
    const renewed = cookiesIn(response);
    expect(renewed.refresh).not.toBe(refresh);
    expect((await openWith({ access: renewed.access! })).status).toBe(200);
    expect(isOut(await openWith({ access }))).toBe(true);
  });

  it('is renewed in passing when a form is sent, so that nothing typed is lost', async () => {
    const visitor = await signedIn(site, 'administrator');
    await visitor.open('/staff/accounts/new');
    pass(60 * minuteMs);
    const page = await visitor.submit(
      { name: 'Ерлан Ахметов', login: 'erlan.akhmetov', role: 'lead', language: 'kk' },
      '/staff/accounts',
    );
    expect([page.status, page.title]).toEqual([200, 'Ерлан Ахметов']);
  });

  it('goes on in two tabs that renew at the same moment', async () => {
    const { refresh } = await copiedSession();
    pass(11 * minuteMs);
    const tabs = await Promise.all([openWith({ refresh }), openWith({ refresh })]);
    pass(29_000);
    tabs.push(await openWith({ refresh }));
    expect(tabs.map((tab) => tab.status)).toEqual([200, 200, 200]);
    pass(11 * minuteMs);
    for (const tab of tabs) expect((await openWith({ refresh: cookiesIn(tab).refresh! })).status).toBe(200);
  });

  it('makes ten tokens of a spent one in that time, and no more; who renewed first goes on', async () => {
    const { refresh } = await copiedSession();
    pass(11 * minuteMs);
    const first = cookiesIn(await openWith({ refresh }));
    const isRefused: (boolean | undefined)[] = [];
    for (let tab = 0; tab < 12; tab += 1) isRefused.push(isOut(await openWith({ refresh })));
    expect(isRefused).toEqual([...Array(10).fill(false), true, true]);
    expect((await openWith({ refresh: first.refresh! })).status).toBe(200);
  });

  it('ends as a whole when a spent refresh token turns up again', async () => {
    const { account, refresh } = await copiedSession();
    pass(11 * minuteMs);
    const renewed = cookiesIn(await openWith({ refresh }));
    expect(renewed).toMatchObject({ access: expect.any(String), refresh: expect.any(String) });
    pass(30_001);
    expect(isOut(await openWith({ refresh }))).toBe(true);
    expect(isOut(await openWith({ access: renewed.access!, refresh: renewed.refresh! }))).toBe(true);
    const { entries } = await site.services.audit.list({ act: 'sessionRevoked', page: 1 });
    expect(entries[0]).toMatchObject({ target: account.id, details: { reason: 'tokenReused' } });
  });

  it('ends after three idle hours, and after twelve in any case', async () => {
    const idle = await copiedSession();
    pass(3 * 60 * minuteMs);
    expect(isOut(await openWith({ refresh: idle.refresh }))).toBe(true);
    let { refresh } = await copiedSession();
    for (let hours = 2; hours < 12; hours += 2) {
      pass(2 * 60 * minuteMs);
      refresh = cookiesIn(await openWith({ refresh })).refresh ?? '';
      expect(refresh).not.toBe('');
    }
    pass(2 * 60 * minuteMs);
    expect(isOut(await openWith({ refresh }))).toBe(true);
  });

  it.each([
    ['made up', 'x.y.z'],
    [
      'unsigned',
      jsonwebtoken.sign({ sid: 'x' }, '', { algorithm: 'none', issuer: 'self-check', audience: 'staff' }),
    ],
    ['an object', 'j:{"$ne":1}'],
  ])('cannot be %s', async (_, token) => {
    expect(isOut(await openWith({ access: encodeURIComponent(token) }))).toBe(true);
    expect(isOut(await openWith({ refresh: encodeURIComponent(token) }))).toBe(true);
  });

  it('ends at once for a disabled account', async () => {
    const { account, access, refresh } = await copiedSession();
    await signedIn(site, 'administrator');
    expect((await openWith({ access })).status).toBe(200);
    await site.services.accounts.disable({ id: account.id, actor: null, now: site.clock.now });
    expect(isOut(await openWith({ access, refresh }))).toBe(true);
    await site.services.accounts.enable({ id: account.id, actor: null, now: site.clock.now });
    expect(isOut(await openWith({ access, refresh }))).toBe(true);
  });

  it('ends at once when one signs out, also for copied cookies', async () => {
    const visitor = await signedIn(site, 'administrator');
    const page = await visitor.submit({}, '/staff/sign-out');
    expect(page.title).toBe(words.kk.title);
    expect((await visitor.open('/staff/accounts')).title).toBe(words.kk.title);
    const { agent, access, refresh } = await copiedSession();
    const form = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/staff/accounts')).text)?.[1];
    const response = await agent.post('/staff/sign-out').type('form').send({ _csrf: form });
    expect(cookiesIn(response)).toMatchObject({ access: '', refresh: '' });
    expect(isOut(await openWith({ access, refresh }))).toBe(true);
  });

  it('goes on after a new password, while the person’s others end', async () => {
    const visitor = await signedIn(site, 'administrator');
    const other = await signInAgain(site, visitor.account.login);
    await visitor.open('/staff/password');
    const fresh = 'жаңа құпиясөз';
    await visitor.submit({ current: password, password: fresh, passwordAgain: fresh }, '/staff/password');
    expect(visitor.page.title).toBe(words.kk.staff);
    expect((await other.open('/staff/accounts')).title).toBe(words.kk.title);
    expect((await trySignIn(visitor.account.login, password)).status).toBe(400);
    expect((await trySignIn(visitor.account.login, fresh)).title).toBe(words.kk.staff);
  });

  it('is another one after a new password, so that a copy of its cookies is worth nothing', async () => {
    const { agent, access, refresh } = await copiedSession();
    const form = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/staff/password')).text)?.[1];
    const fresh = 'жаңа құпиясөз';
    const typed = { current: password, password: fresh, passwordAgain: fresh };
    const response = await agent
      .post('/staff/password')
      .type('form')
      .send({ _csrf: form, ...typed });
    expect(response.status).toBe(303);
    expect((await agent.get('/staff/accounts')).status).toBe(200);
    expect(isOut(await openWith({ access, refresh }))).toBe(true);
  });

  it.each(['kk', 'ru'] as const)(
    'is listed for its owner, who can end the others, in %s',
    async (language) => {
      const visitor = await signedIn(site, 'psychologist', { language });
      const other = site.visitor(language);
      other.raw.set('User-Agent', 'Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36');
      await other.open('/staff/sign-in');
      await other.submit({ login: visitor.account.login, password });
      const page = await visitor.open('/staff/me');
      expect(page.html.querySelectorAll('.data-table tbody tr')).toHaveLength(2);
      expect(page.text).toContain('Chrome, Windows');
      const after = await visitor.submit({}, '/staff/me/end-others');
      expect(after.html.querySelectorAll('.data-table tbody tr')).toHaveLength(1);
      expect((await other.open('/staff/me')).title).toBe(words[language].title);
    },
  );
});

describe('/staff', () => {
  it.each([
    ['psychologist', '/staff/cases'],
    ['lead', '/staff/cases'],
    ['coordinator', '/staff/overview'],
    ['administrator', '/staff/accounts'],
  ] as const)('leads a %s to %s', async (role, home) => {
    const visitor = await signedIn(site, role);
    const response = await visitor.raw.get('/staff');
    expect([response.status, response.headers.location]).toEqual([303, home]);
    const again = await visitor.raw.get('/staff/sign-in');
    expect([again.status, again.headers.location]).toEqual([303, home]);
  });
});
