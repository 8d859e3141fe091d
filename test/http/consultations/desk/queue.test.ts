// The list of cases over HTTP: what is shown, narrowed, counted and found, and how one comes to the next case.
import { randomUUID } from 'node:crypto';
import { hourMs, minuteMs } from '../../../../server/shared/clock';
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';
import type { Page, Visitor } from '../../../support/site/visitor';

let site: Site;
let near: Signed;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const region = '470000000';
const aCase = (answers = calm, by = {}) =>
  asked(
    site,
    anAttempt()
      .in('ru')
      .answering(answers)
      .by({ region, ...by }),
  );
const shown = (page: Page) =>
  page.html.querySelectorAll('.queue-link').map((link) => link.getAttribute('href'));
const list = async (visitor: Visitor, query = '') => shown(await visitor.open(`/staff/cases?${query}`));
const numberOf = ({ caseId }: Asked) => `№ ${caseId.slice(0, 6).toUpperCase()}`;

describe('the list', () => {
  let calmOne: Asked;
  let flagged: Asked;
  beforeAll(async () => {
    near = await signedIn(site, 'psychologist', { language: 'ru', regions: [region] });
    calmOne = await aCase(calm, { age: 13 });
    site.clock.now = new Date(site.clock.now.getTime() + hourMs);
    flagged = await aCase(alarming, { age: 19 });
  });

  it('is narrowed by what an address says, and an unknown value narrows nothing', async () => {
    const all = [flagged.path, calmOne.path];
    const only = { calm: [calmOne.path], flagged: [flagged.path], none: [] };
    const expected: [string, (string | undefined)[]][] = [
      ['', all],
      [`region=${region}`, all],
      ['region=550000000', only.none],
      ['answeredIn=ru', all],
      ['answeredIn=kk', only.none],
      ['flag=any', only.flagged],
      ['flag=danger', only.none],
      ['band=high', only.flagged],
      ['ages=under14', only.calm],
      ['ages=under25', only.flagged],
      ['questionnaire=self-diagnosis', all],
      ['questionnaire=other', only.none],
      ['holding=free', all],
      ['holding=taken', only.none],
      ['flag=any&ages=under14', only.none],
      ['region=x&answeredIn=en&holding=mine&flag=$ne', all],
    ];
    for (const [query, paths] of expected) expect([query, await list(near, query)]).toEqual([query, paths]);
    expect((await near.open('/staff/cases?flag=danger')).text).toContain('Ничего не подходит');
  });

  it('keeps what was chosen from one tab to the next', async () => {
    const page = await near.open('/staff/cases?tab=ours&ages=under14');
    const hrefs = page.html.querySelectorAll('.tabs a').map((link) => link.getAttribute('href'));
    expect(hrefs).toContain('/staff/cases?tab=closed&ages=under14');
    expect(page.html.querySelector('#ages option[selected]')?.getAttribute('value')).toBe('under14');
  });

  it('takes a case with its button, and leads on who comes too late', async () => {
    const other = await signedIn(site, 'psychologist', { language: 'ru', regions: [region] });
    const third = await aCase();
    for (const one of [near, other]) await one.open('/staff/cases');
    const take = (visitor: Visitor, { path }: Asked) => {
      const button = visitor.page.html.querySelector(`[formaction="${path}/claim"]`);
      return visitor.send(`${path}/claim`, {
        _csrf: visitor.page.html.querySelector('#take [name=_csrf]')?.getAttribute('value') ?? '',
        version: button?.getAttribute('value') ?? '',
      });
    };
    const won = await take(near, flagged);
    expect([won.status, won.path]).toEqual([200, flagged.path]);
    const lost = await take(other, flagged);
    expect([lost.status, lost.title]).toEqual([409, 'Обращение уже взял коллега']);
    expect(lost.html.querySelector('main .button')?.getAttribute('href')).toBe(calmOne.path);
    expect((await other.open(flagged.path)).status).toBe(409);
    expect(await list(near, 'tab=mine')).toEqual([flagged.path]);
    for (const one of [calmOne, third]) await claim(other, one);
    await other.open(calmOne.path);
    expect((await near.open(third.path)).text).toContain('Других свободных обращений сейчас нет');
  });

  it('leads to the next case, of a lead to the next one to read over', async () => {
    const fresh = await aCase();
    expect((await near.open(`${flagged.path}/next`)).path).toBe(fresh.path);
    expect((await near.open(`${fresh.path}/next`)).path).toBe('/staff/cases');
    await near.open(flagged.path);
    await write(near, flagged, 'Письмо, 111');
    await near.submit({ next: 'preview' }, `${flagged.path}/draft`);
    expect((await near.submit({}, `${flagged.path}/publish`)).text).toContain('Следующее обращение');
    const lead = await signedIn(site, 'lead', { language: 'ru' });
    expect((await lead.open(`${fresh.path}/next`)).path).toBe(flagged.path);
    expect((await lead.open(`${flagged.path}/next`)).path).toBe(fresh.path);
  });

  it('finds a case by the beginning of its number', async () => {
    const one = await aCase();
    await answer(near, one, 'Письмо');
    for (const typed of [numberOf(one), one.caseId.slice(0, 8), ` ${one.caseId} `])
      expect((await near.open(`/staff/cases/find?number=${encodeURIComponent(typed)}`)).path).toBe(one.path);
    const far = await signedIn(site, 'psychologist', { language: 'ru', regions: ['550000000'] });
    const none = await far.open(`/staff/cases/find?number=${one.caseId.slice(0, 6)}`);
    expect(none.text).toContain('Обращения с таким номером');
    for (const typed of ['', 'abc', 'xyzxyz', '$gt'])
      expect((await near.open(`/staff/cases/find?number=${typed}`)).status).toBe(400);
  });
});

describe('the numbers that an open page asks for', () => {
  const ask = (visitor: Visitor, tag = '') =>
    visitor.raw.get('/staff/cases/counts').set({ Accept: 'application/json', 'If-None-Match': tag });

  it('come with a tag, and are sent again only when they are others', async () => {
    const visitor = await signedIn(site, 'psychologist', { regions: ['710000000'] });
    const first = await ask(visitor);
    expect(first.body).toEqual({
      counts: { ours: '0', mine: '0', returned: '0', review: '0', answered: '0', closed: '0' },
      urgent: 0,
      newestAt: null,
    });
    const tag = first.headers.etag ?? '';
    expect((await ask(visitor, tag)).status).toBe(304);
    await aCase(alarming, { region: '710000000' });
    const second = await ask(visitor, tag);
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({
      counts: { ours: '1' },
      urgent: 1,
      newestAt: site.clock.now.toISOString(),
    });
  });

  it('call whoever holds a case when its student writes of danger, and nobody else', async () => {
    const region = '550000000';
    const visitor = await signedIn(site, 'psychologist', { regions: [region] });
    const one = await aCase(calm, { region });
    await claim(visitor, one);
    expect((await ask(visitor)).body).toMatchObject({ urgent: 0, newestAt: null });
    const writesOfDanger = () => {
      site.clock.now = new Date(site.clock.now.getTime() + minuteMs);
      return site.services.consultations.message({
        ...{ id: one.attempt.id, code: one.code, messageId: randomUUID() },
        ...{ text: 'Мен өлгім келеді', now: site.clock.now },
      });
    };
    for (const _again of [1, 2]) {
      await writesOfDanger();
      const called = { urgent: 1, newestAt: site.clock.now.toISOString() };
      expect((await ask(visitor)).body).toMatchObject(called);
    }
    const colleague = await signedIn(site, 'psychologist', { regions: [region] });
    expect((await ask(colleague)).body).toMatchObject({ urgent: 0 });
  });

  it('prolong no session, however often they are asked for', async () => {
    const visitor = await signedIn(site, 'psychologist');
    const began = site.clock.now.getTime();
    for (let minutes = 9; minutes < 180; minutes += 9) {
      site.clock.now = new Date(began + minutes * minuteMs);
      expect((await ask(visitor)).status).toBe(200);
    }
    site.clock.now = new Date(began + 181 * minuteMs);
    expect((await ask(visitor)).status).toBe(401);
    expect((await visitor.open('/staff/cases')).path).toContain('/staff/sign-in');
  });
});
