// The psychologist's own page, and what they typed when their session had ended.
import { anAttempt, calm } from '../../../support/builders/attempts';
import { answer, asked, claim } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { password, type Signed, signedIn, signInAgain } from '../../../support/site/staff';

let site: Site;
let psychologist: Signed;
let colleague: Signed;
let lead: Signed;
beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
  colleague = await signedIn(site, 'psychologist', { language: 'ru' });
  lead = await signedIn(site, 'lead', { language: 'ru' });
});
afterAll(() => site.stop());

const own = '/staff/writing';
const aCase = () => asked(site, anAttempt().in('ru').answering(calm));
const add = async (who: Signed, fields: Record<string, string>) => {
  await who.open(own);
  return who.submit({ language: 'ru', ...fields }, `${own}/snippets`);
};
const formsOf = ({ html }: Signed['page'], end: string) =>
  html.querySelectorAll(`form[action$="${end}"]`).map((form) => form.getAttribute('action') ?? '');

describe('the name under letters', () => {
  it('is what the student reads, until it is taken away', async () => {
    await psychologist.open(own);
    await psychologist.submit({ signsAs: '  Айгүл  \u0000' }, `${own}/name`);
    const one = await aCase();
    await answer(psychologist, one, 'Письмо');
    const student = site.visitor('ru');
    await student.open('/my');
    await student.submit({ code: one.code }, '/my');
    expect((await student.submit({}, '/my/letter')).html.querySelector('.letter-meta')?.text).toMatch(
      /Айгүл/,
    );
    const page = await psychologist.open(own);
    expect(page.html.querySelector('#signsAs')?.getAttribute('value')).toMatch(/^Айгүл/);
    await psychologist.submit({ signsAs: 'а'.repeat(41) }, `${own}/name`);
    expect(psychologist.page.status).toBe(400);
    await psychologist.submit({ signsAs: '' }, `${own}/name`);
    expect((await site.services.accounts.get(psychologist.account.id)).work.signsAs).toBeNull();
  });
});

describe('a snippet', () => {
  it('is one’s own, is changed, goes into a letter without a script, and is removed', async () => {
    expect((await add(psychologist, { title: '', text: ' ' })).status).toBe(400);
    await add(psychologist, { title: 'Сон', text: 'Попробуй ложиться на полчаса раньше.', isShared: 'yes' });
    expect(psychologist.page.status).toBe(403);
    await add(psychologist, { title: 'Сон', text: 'Попробуй ложиться на полчаса раньше.' });
    expect(psychologist.page.text).toContain('Попробуй ложиться');
    expect((await colleague.open(own)).text).not.toContain('Попробуй ложиться');

    const page = await psychologist.open(own);
    await psychologist.open(page.html.querySelector('a[href*="edit="]')?.getAttribute('href') ?? '');
    const action = psychologist.page.html.querySelector('#snippet')?.getAttribute('action') ?? '';
    const version = { version: '1' };
    await psychologist.submit({ text: 'Ложись раньше.', ...version }, action);
    expect(psychologist.page.text).toContain('Ложись раньше.');
    const { html } = await psychologist.open(`${own}?edit=${action.split('/').at(-1)}`);
    expect(html.querySelector('#snippet [name=version]')?.getAttribute('value')).toBe('2');
    expect((await psychologist.submit({ text: 'Опоздало', ...version }, action)).status).toBe(409);

    const one = await aCase();
    const editor = await claim(psychologist, one);
    const toggle = editor.html.querySelector('[name=toggle][value^=snippet-]')?.getAttribute('value') ?? '';
    const on = await psychologist.submit({ text: 'Привет!', toggle }, `${one.path}/draft`);
    expect(on.html.querySelector('#text')?.text.trim()).toBe('Привет!\n\nЛожись раньше.');

    const listed = await psychologist.open(own);
    await psychologist.submit({}, formsOf(listed, '/remove')[0]);
    expect(psychologist.page.text).not.toContain('Ложись раньше.');
  });

  it('of a lead is everybody’s, and only leads change it', async () => {
    await add(lead, { title: 'Помощь', text: 'На 111 отвечают днём и ночью.', isShared: 'yes' });
    const page = await colleague.open(own);
    expect(page.text).toContain('На 111 отвечают днём и ночью.');
    expect(formsOf(page, '/remove')).toEqual([]);
    const [remove = ''] = formsOf(await lead.open(own), '/remove');
    const _csrf = page.html.querySelector('#snippet [name=_csrf]')?.getAttribute('value') ?? '';
    expect((await colleague.send(remove, { _csrf })).status).toBe(403);
  });

  it('is sealed in the store', async () => {
    await add(psychologist, { title: 'Тайна', text: 'СЛОВО' });
    const raw = await site.connection.collection('snippets').find({}).toArray();
    expect([raw.length > 0, JSON.stringify(raw).includes('СЛОВО')]).toEqual([true, false]);
  });
});

describe('the key of copies in a tab', () => {
  const keyFor = async (who: Pick<Signed, 'raw'>, query = '') =>
    (await who.raw.get(`/staff/tab-key${query}`).set('Accept', 'application/json')) as {
      status: number;
      body: { account: string; id: string; key: string };
    };

  it('is the account’s own, the same after another sign-in', async () => {
    const { body: mine } = await keyFor(psychologist);
    const again = await signInAgain(site, psychologist.account.login);
    expect((await keyFor(again, `?id=${mine.id}`)).body).toMatchObject({
      account: mine.account,
      key: mine.key,
    });
    const { body: theirs } = await keyFor(colleague);
    expect([theirs.key === mine.key, theirs.account === mine.account]).toEqual([false, false]);
    expect((await keyFor(psychologist, '?id=k9')).status).toBe(404);
  });

  it('is nobody’s who is not signed in', async () => {
    expect((await keyFor(site.visitor('ru'))).status).toBe(401);
    expect((await keyFor(await signedIn(site, 'coordinator'))).status).toBe(403);
  });
});

describe('a form of a session that has ended', () => {
  it('goes through the sign-in and is sent again, without a script', async () => {
    const one = await aCase();
    await claim(psychologist, one);
    await site.connection.collection('sessions').deleteMany({});
    psychologist.raw.set('Sec-Fetch-Site', 'same-origin');
    const ended = await psychologist.submit({ text: 'Долгий «труд»\r\nв две строки' }, `${one.path}/draft`);
    expect([ended.status, ended.text.includes('после входа его можно отправить ещё раз')]).toEqual([
      401,
      true,
    ]);
    await psychologist.submit({}, '/staff/sign-in');
    const { login } = psychologist.account;
    expect((await psychologist.submit({ login, password: 'мимо мимо мимо' })).status).toBe(400);
    const signed = await psychologist.submit({ login, password });
    expect(signed.text).toContain('Введённое не пропало');
    const page = await psychologist.submit({}, `${one.path}/draft`);
    expect([page.status, page.path]).toEqual([200, one.path]);
    expect(page.html.querySelector('#text')?.text.trim()).toBe('Долгий «труд»\nв две строки');
  });

  it('is carried to no other place than a page of staff, and from no other site', async () => {
    const visitor = site.visitor('ru');
    await visitor.open('/staff/sign-in');
    const { login } = colleague.account;
    const carried = JSON.stringify([{ name: 'text', value: 'чужое' }]);
    const page = await visitor.submit({ login, password, carriedTo: '//elsewhere.example/x', carried });
    expect([page.path, page.body.includes('чужое')]).toEqual(['/staff/cases', false]);
    const stranger = site.visitor('ru');
    stranger.raw.set('Sec-Fetch-Site', 'cross-site');
    const refused = await stranger.send(`${own}/snippets`, { text: 'чужое' });
    expect([refused.status, refused.body.includes('чужое')]).toEqual([401, false]);
  });
});
