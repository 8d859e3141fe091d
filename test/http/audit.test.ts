import { auditService } from '../../server/audit/audit.service';
import { type AuditStore, auditStore } from '../../server/audit/audit.store';
import { chainKey, type Entry, type NotedHead, noted } from '../../server/audit/chain';
import { type Database, openDatabase } from '../../server/store/database';
import { type Site, startSite } from '../support/site/site';
import { password, type Signed, signedIn, signInAgain } from '../support/site/staff';

const words = {
  kk: {
    title: 'Әрекеттер журналы',
    signIn: 'Жүйеге кірді',
    failed: 'Жүйеге кіре алмады',
    created: 'Тіркелгі жасалды',
    role: 'рөлі: Аға психолог',
    nobody: 'Жүйеге кірмеген',
    whole: 'Журнал бүтін',
    broken: 'Журнал бүлінген',
    second: 'Бет: 2 / 2',
    none: 'Мұндай жазба жоқ',
    locked: 'тым көп қате терілді',
  },
  ru: {
    title: 'Журнал действий',
    signIn: 'Вход',
    failed: 'Неудачный вход',
    created: 'Создана учётная запись',
    role: 'роль: Ведущий психолог',
    nobody: 'Без входа',
    whole: 'Журнал цел',
    broken: 'Журнал повреждён',
    second: 'Страница 2 из 2',
    none: 'Таких записей нет',
    locked: 'слишком много попыток',
  },
};

describe.each(['kk', 'ru'] as const)('the page of the record, in %s', (language) => {
  const said = words[language];
  let site: Site;
  let admin: Signed;
  beforeAll(async () => {
    site = await startSite();
    admin = await signedIn(site, 'administrator', { language, name: 'Айгүл Әкімші' });
  });
  afterAll(() => site.stop());

  const rows = () => admin.page.html.querySelectorAll('tbody tr').map((row) => row.text.replace(/\s+/g, ' '));

  it('tells in words who did what with whom', async () => {
    const lead = await signedIn(site, 'lead', { name: 'Ерлан Жетекші' });
    expect((await admin.open('/staff/audit')).title).toBe(said.title);
    const [signIn, , created] = rows();
    expect(signIn).toContain('Ерлан Жетекші');
    expect(signIn).toContain(said.signIn);
    expect(signIn).toContain('05.10.2026 11:00');
    expect(created).toContain(said.created);
    expect(created).toContain(said.role);
    expect(created).toContain(said.nobody);
    expect(created).toContain('Ерлан Жетекші');
    expect(created).not.toContain(lead.account.login);
  });

  it('shows one kind of act when asked to', async () => {
    const { login } = admin.account;
    const stranger = site.visitor(language);
    for (let tries = 1; tries <= 5; tries += 1) {
      await stranger.open('/staff/sign-in');
      await stranger.submit({ login, password: 'wrong' });
    }
    await admin.open('/staff/audit?act=signInFailed');
    expect(rows()).toHaveLength(5);
    for (const row of rows()) expect(row).toContain(said.failed);
    expect(rows()[0]).toContain(said.locked);
    expect((await admin.open('/staff/audit?act=referenceFrozen')).text).toContain(said.none);
  });

  it('turns pages of fifty', async () => {
    const { audit } = site.services;
    for (let count = 0; count < 60; count += 1)
      await audit.record({ act: 'settingsChanged', actor: null, now: site.clock.now });
    await admin.open('/staff/audit?act=settingsChanged');
    expect(rows()).toHaveLength(50);
    const next = admin.page.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
    await admin.open(next.replaceAll('&amp;', '&'));
    expect(rows()).toHaveLength(10);
    expect(admin.page.text).toContain(said.second);
    await admin.open('/staff/audit?act=settingsChanged&page=900');
    expect(rows()).toHaveLength(10);
  });

  it.each(['page=0', 'page=x', 'page=1.5', 'act=%24ne', 'act[$ne]=x&act=no', 'act=signIn&act=signOut'])(
    'refuses the question %s',
    async (query) => {
      expect((await admin.open(`/staff/audit?${query}`)).status).toBe(400);
    },
  );

  it('says that the record is whole, until someone changes the store behind our back', async () => {
    expect((await admin.open('/staff/audit?check=yes')).text).toContain(said.whole);
    const entries = site.connection.collection('audit');
    await entries.updateOne({ act: 'signInFailed' }, { $set: { act: 'signIn' } });
    const page = await admin.open('/staff/audit?check=yes');
    expect(page.text).toContain(said.broken);
  });
});

describe('what is looked for in the record', () => {
  let site: Site;
  let admin: Signed;
  let other: Signed;
  beforeAll(async () => {
    site = await startSite();
    admin = await signedIn(site, 'administrator', { language: 'ru', name: '=Айгүл' });
    other = await signedIn(site, 'coordinator', { name: 'Ерлан; "Е"' });
    const actor = { accountId: other.account.id, role: 'coordinator' } as never;
    for (const day of ['2026-10-06', '2026-10-07', '2026-10-08'])
      await site.services.audit.record({ act: 'campaignCreated', actor, now: new Date(`${day}T18:59:00Z`) });
  });
  afterAll(() => site.stop());

  const found = async (query: string) => {
    await admin.open(`/staff/audit?${query}`);
    return admin.page.html.querySelectorAll('tbody tr').length;
  };

  it('is found by person, by days with both of them, and by all together', async () => {
    const { id } = other.account;
    expect(await found('act=campaignCreated')).toBe(3);
    expect(await found(`person=${id}&act=campaignCreated`)).toBe(3);
    expect(await found(`person=${admin.account.id}&act=campaignCreated`)).toBe(0);
    expect(await found('act=campaignCreated&from=2026-10-07&until=2026-10-07')).toBe(1);
    expect(await found('act=campaignCreated&from=2026-10-07')).toBe(2);
    expect(await found('act=campaignCreated&until=2026-10-05')).toBe(0);
    expect(await found('act=campaignCreated&from=2026-10-08&until=2026-10-06')).toBe(0);
  });

  it('stays in the form', async () => {
    await admin.open(`/staff/audit?person=${other.account.id}&from=2026-10-01`);
    const { html } = admin.page;
    expect(html.querySelector('#person option[selected]')?.getAttribute('value')).toBe(other.account.id);
    expect(html.querySelector('#from')?.getAttribute('value')).toBe('2026-10-01');
  });

  it.each([
    'person=x',
    'person[$ne]=x&person=y',
    'from=yesterday',
    'until=2026-02-30',
    'from=2026-10-06&from=2026-10-07',
  ])('is refused where it asks %s', async (query) => {
    expect((await admin.open(`/staff/audit?${query}`)).status).toBe(400);
    expect((await admin.open(`/staff/audit/export.csv?${query}`)).status).toBe(400);
  });

  it('is downloaded as a table in words, with nothing that a spreadsheet would compute, and that is recorded', async () => {
    const file = await admin.download('/staff/audit/export.csv?act=signIn');
    const text = file.body.toString('utf8');
    expect(file.headers['content-type']).toContain('text/csv');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toContain('"Кто"');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`"'=Айгүл";"Администратор";"Вход"`);
    expect(lines[1]).toContain('"Ерлан; ""Е"""');
    const { entries } = await site.services.audit.list({ act: 'fileDownloaded', page: 1 });
    expect(entries[0]?.details).toEqual({ file: 'audit.csv' });
  });

  it('is closed to everybody but the administrator', async () => {
    expect((await other.open('/staff/audit/export.csv')).status).toBe(403);
  });
});

describe('what is recorded', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  it('covers an account’s whole life, and never a login, a password or a link', async () => {
    const { accounts, audit } = site.services;
    const now = site.clock.now;
    const admin = await signedIn(site, 'administrator');
    const colleague = await signedIn(site, 'coordinator', { login: 'colleague' });
    const page = `/staff/accounts/${colleague.account.id}`;
    await admin.open(page);
    await admin.submit({ role: 'administrator', name: 'Жаңа аты' }, page);
    await admin.submit({}, `${page}/disable`);
    await accounts.disable({ id: colleague.account.id, actor: null, now });
    await admin.submit({}, `${page}/enable`);
    await signInAgain(site, 'colleague');
    await admin.submit({}, `${page}/reset`);
    await admin.submit({}, '/staff/sign-out');
    await accounts.inviteAdministrator(now);
    const { entries } = await audit.list({ page: 1 });
    const told = entries
      .reverse()
      .map(({ act, actor, target, details }) => [
        act,
        actor?.role ?? null,
        target === admin.account.id ? 'admin' : target === colleague.account.id ? 'colleague' : target,
        details,
      ]);
    expect(told).toEqual([
      ['accountCreated', null, 'admin', { role: 'administrator' }],
      ['passwordChanged', null, 'admin', {}],
      ['signIn', 'administrator', 'admin', {}],
      ['accountCreated', null, 'colleague', { role: 'coordinator' }],
      ['passwordChanged', null, 'colleague', {}],
      ['signIn', 'coordinator', 'colleague', {}],
      ['accountChanged', 'administrator', 'colleague', { fields: ['name', 'role'] }],
      ['accountChanged', 'administrator', 'colleague', { isActive: false }],
      ['accountChanged', 'administrator', 'colleague', { isActive: true }],
      ['signIn', 'administrator', 'colleague', {}],
      ['passwordReset', 'administrator', 'colleague', {}],
      ['signOut', 'administrator', 'admin', {}],
      ['invitationMade', null, null, {}],
    ]);
    const stored = await site.connection.collection('audit').find().toArray();
    expect(JSON.stringify(stored)).not.toMatch(/colleague|Жаңа аты|@/);
    expect(JSON.stringify(stored)).not.toContain(password);
    expect(await audit.verifyChain()).toEqual({ isWhole: true, entries: told.length });
  });
});

describe('the chain', () => {
  let site: Site;
  let database: Database;
  let store: AuditStore;
  const secret = Buffer.alloc(32, 7);
  const now = new Date('2026-10-05T06:00:00Z');
  const record = (audit = auditService({ store, secret })) =>
    audit.record({ act: 'settingsChanged', actor: null, details: { fields: ['name'] }, now });
  const verify = () => auditService({ store, secret }).verifyChain();
  const raw = () => database.connection.collection<Omit<Entry, 'sequence'> & { _id: number }>('audit');
  const heads = () => database.connection.collection<NotedHead & { _id: string }>('auditHead');
  const startOver = async () => {
    await raw().deleteMany({});
    await heads().deleteMany({});
  };

  beforeAll(async () => {
    site = await startSite();
    database = await openDatabase({
      uri: site.config.mongodbUri,
      folder: site.config.dataDir,
      clock: () => site.clock.now,
    });
    store = await auditStore(database.connection);
  });
  afterAll(async () => {
    await database.close();
    await site.stop();
  });
  beforeEach(async () => {
    await startOver();
    for (let count = 0; count < 5; count += 1) await record();
  });

  const contentOf = async (sequence: number) => {
    const { _id, ...content } = (await raw().findOne({ _id: sequence }))!;
    return content;
  };
  const exchange = async (one: number, other: number) => {
    const [first, second] = [await contentOf(one), await contentOf(other)];
    await raw().replaceOne({ _id: one }, second);
    await raw().replaceOne({ _id: other }, first);
  };
  /** As whoever can write to the store would hide it: the note tells of the entry that is last now. */
  const cutOff = async (last: number) => {
    await raw().deleteMany({ _id: { $gt: last } });
    const { hash } = await contentOf(last);
    await heads().updateOne({}, { $set: { sequence: last, hash } });
  };
  const noteOf = ({ _id, hash }: { _id: number; hash: string }) => ({
    ...noted(chainKey(secret), { sequence: _id, hash }),
    _id: 'newest',
  });

  it('is whole when several processes record at once', async () => {
    const processes = [1, 2, 3].map(() => auditService({ store, secret }));
    await Promise.all(processes.flatMap((one) => Array.from({ length: 10 }, () => record(one))));
    expect(await verify()).toEqual({ isWhole: true, entries: 35 });
    await startOver();
    await Promise.all(processes.map(record));
    expect(await verify()).toEqual({ isWhole: true, entries: 3 });
  });

  it('goes on after a stop between an entry and the note of it', async () => {
    const noteOfFive = await heads().findOne({});
    await record();
    await heads().replaceOne({}, noteOfFive!);
    expect(await verify()).toEqual({ isWhole: true, entries: 6 });
    await record();
    expect(await verify()).toEqual({ isWhole: true, entries: 7 });
  });

  it.each([
    ['changed', () => raw().updateOne({ _id: 3 }, { $set: { target: 'x' } }), 3],
    ['given another time', () => raw().updateOne({ _id: 3 }, { $set: { at: new Date(0) } }), 3],
    ['removed in the middle', () => raw().deleteOne({ _id: 3 }), 3],
    ['removed at the beginning', () => raw().deleteOne({ _id: 1 }), 1],
    ['removed at the end', () => raw().deleteOne({ _id: 5 }), 5],
    ['all removed', () => raw().deleteMany({}), 1],
    ['exchanged with the next one', () => exchange(2, 3), 2],
    ['removed at the end, and the note of it set back', () => cutOff(3), 4],
  ])('shows where an entry was %s, also after more was recorded', async (_, tamper, brokenAt) => {
    expect(await verify()).toEqual({ isWhole: true, entries: 5 });
    await tamper();
    expect(await verify()).toEqual({ isWhole: false, brokenAt });
    await record();
    await record();
    expect(await verify()).toEqual({ isWhole: false, brokenAt });
  });

  it('shows that the note of its end was removed, also after more was recorded', async () => {
    await raw().deleteMany({ _id: { $gt: 3 } });
    await heads().deleteMany({});
    expect(await verify()).toMatchObject({ isWhole: false });
    await record();
    await record();
    expect(await verify()).toMatchObject({ isWhole: false });
  });

  it('shows an entry of another branch of the record, whose own hash is right', async () => {
    const oldBranch = await raw().find().toArray();
    // A backup is restored from before the third entry, and the record goes on in another way.
    await raw().deleteMany({ _id: { $gte: 3 } });
    await heads().replaceOne({}, noteOf(oldBranch[1]!));
    const audit = auditService({ store, secret });
    for (const target of ['x', 'y', 'z'])
      await audit.record({ act: 'settingsChanged', actor: null, target, now });
    expect(await verify()).toEqual({ isWhole: true, entries: 5 });

    const other = oldBranch[3]!;
    await raw().replaceOne({ _id: 4 }, other);
    expect(await verify()).toEqual({ isWhole: false, brokenAt: 4 });
    const { hash } = await contentOf(3);
    await raw().replaceOne({ _id: 4 }, { ...other, previousHash: hash });
    expect(await verify()).toEqual({ isWhole: false, brokenAt: 4 });

    // The whole old branch: each entry follows the one before, but the end is not the one that was noted.
    for (const entry of oldBranch) await raw().replaceOne({ _id: entry._id }, entry);
    expect(await verify()).toEqual({ isWhole: false, brokenAt: 5 });
  });

  it('shows by a line noted outside that an end was cut off together with its note', async () => {
    const audit = auditService({ store, secret });
    const third = (await raw().findOne({ _id: 3 }))!;
    const fifth = (await audit.newest())!;
    expect([fifth.sequence, await audit.holds(fifth)]).toEqual([5, true]);
    await raw().deleteMany({ _id: { $gt: 3 } });
    await heads().replaceOne({}, noteOf(third));
    expect(await verify()).toEqual({ isWhole: true, entries: 3 });
    expect(await audit.holds(fifth)).toBe(false);
    await record();
    await audit.record({ act: 'signOut', actor: null, now });
    expect(await verify()).toEqual({ isWhole: true, entries: 5 });
    expect(await audit.holds(fifth)).toBe(false);
  });

  it('shows that another key was at work', async () => {
    await startOver();
    await record(auditService({ store, secret: Buffer.alloc(32, 8) }));
    expect(await verify()).toEqual({ isWhole: false, brokenAt: 1 });
  });
});
