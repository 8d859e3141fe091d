/** Who is to read cases is let in by a lead: an administrator who made such an account alone could sign in under it. */
import { type Site, startSite } from '../../support/site/site';
import { invited, password, type Signed, signedIn, signInAgain } from '../../support/site/staff';

const words = {
  kk: {
    waits: 'Растауды күтіп тұр',
    title: 'Өтініштерді көруге рұқсат',
    reset: 'қайта қою',
    one: '1 сұраныс растауды күтіп тұр',
  },
  ru: {
    waits: 'Ждёт подтверждения',
    title: 'Доступ к обращениям',
    reset: 'сбросить',
    one: '1 просьба ждёт подтверждения',
  },
};

describe.each(['kk', 'ru'] as const)('somebody who is to work with cases, in %s', (language) => {
  const said = words[language];
  let site: Site;
  let admin: Signed;
  let lead: Signed;
  let made = 0;
  beforeAll(async () => {
    site = await startSite();
    admin = await signedIn(site, 'administrator', { language });
  });
  afterAll(() => site.stop());

  const linkOn = ({ html }: Signed['page']) => html.querySelector('#link')?.text.trim() ?? null;

  async function create(role: string) {
    made += 1;
    await admin.open('/staff/accounts/new');
    const plan = { name: 'Ерлан Ахметов', login: `erlan${made}`, role, language };
    const page = await admin.submit(plan, '/staff/accounts');
    return { page, id: page.path.split('/').at(-1) ?? '' };
  }

  /** @returns the page of whoever comes in by the link that the lead hands over */
  async function confirmed(id: string) {
    await lead.open('/staff/library');
    expect(lead.page.text).toContain(said.one);
    await lead.open('/staff/me');
    expect(lead.page.html.querySelector(`a[href="/staff/resets/${id}"]`)).not.toBeNull();
    await lead.open(`/staff/resets/${id}`);
    const link = linkOn(await lead.submit({}, `/staff/resets/${id}/confirm`));
    const newcomer = site.visitor(language);
    await newcomer.open(new URL(link ?? '').pathname);
    return newcomer.submit({ password, passwordAgain: password });
  }

  it('gets the link from the administrator as long as nobody works with cases', async () => {
    expect(linkOn((await create('lead')).page)).not.toBeNull();
    lead = await signedIn(site, 'lead', { language });
  });

  it.each(['psychologist', 'lead'])('as %s then gets it from a lead, and from nobody else', async (role) => {
    const { page, id } = await create(role);
    expect([linkOn(page), page.text.includes(said.waits)]).toEqual([null, true]);
    await admin.open(page.path);
    await admin.submit({}, `/staff/resets/${id}/refuse`);
    await admin.open(page.path);
    const asked = await admin.submit({}, `${page.path}/reset`);
    expect([linkOn(asked), asked.text.includes(said.waits)]).toEqual([null, true]);
    expect((await admin.open('/staff/audit')).text).not.toContain(said.one);
    await admin.open(`/staff/resets/${id}`);
    expect(admin.page.html.querySelector(`form[action="/staff/resets/${id}/confirm"]`)).toBeNull();
    await lead.open(`/staff/resets/${id}`);
    expect(lead.page.title).toContain(said.title);

    const home = await confirmed(id);
    expect([home.status, home.path.startsWith('/staff/')]).toEqual([200, true]);
    expect(home.text).not.toContain(said.reset);
    expect((await lead.open('/staff/library')).text).not.toContain(said.one);
    const { entries } = await site.services.audit.list({ page: 1 });
    expect(entries.map(({ act }) => act)).toEqual(expect.arrayContaining(['resetAsked', 'resetConfirmed']));
  });

  it('as a coordinator gets it from the administrator at once', async () => {
    expect(linkOn((await create('coordinator')).page)).not.toBeNull();
  });

  it('comes in anew where only the role becomes one that reads cases', async () => {
    const colleague = await signedIn(site, 'coordinator', { language });
    const page = `/staff/accounts/${colleague.account.id}`;
    await admin.open(page);
    const changed = await admin.submit({ role: 'psychologist' }, page);
    expect([linkOn(changed), changed.text.includes(said.waits)]).toEqual([null, true]);
    expect((await colleague.open('/staff/me')).path).toMatch(/^\/staff\/sign-in/);
    expect((await signInAgain(site, colleague.account.login, language)).page.status).toBe(400);
    expect((await confirmed(colleague.account.id)).status).toBe(200);
  });

  it('is no second account of the administrator whose link was there before', async () => {
    const own = await invited(site, 'coordinator', { language });
    const page = `/staff/accounts/${own.id}`;
    await admin.open(page);
    await admin.submit({ role: 'psychologist' }, page);
    expect((await site.visitor(language).open(own.link)).status).toBe(410);
  });

  it('is never the administrator alone', async () => {
    await signedIn(site, 'administrator', { language });
    const page = `/staff/accounts/${admin.account.id}`;
    await admin.open(page);
    expect((await admin.submit({ role: 'psychologist' }, page)).status).toBe(409);
    expect((await site.services.accounts.get(admin.account.id)).role).toBe('administrator');
    await site.services.accounts.disable({ id: lead.account.id, actor: null, now: site.clock.now });
    const asked = await create('psychologist');
    expect(linkOn(asked.page)).toBeNull();
    await admin.open(`/staff/resets/${asked.id}`);
    expect(admin.page.html.querySelector(`form[action="/staff/resets/${asked.id}/confirm"]`)).toBeNull();
  });
});
