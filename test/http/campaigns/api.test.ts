import supertest from 'supertest';
import { aCampaign } from '../../support/builders/campaigns';
import { type Site, startSite } from '../../support/site/site';
import { plain } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const info = (slug: string, language = 'kk') =>
  supertest(site.server).get(`/api/campaigns/${slug}`).set('Accept-Language', language);
const reportOpened = (slug: string) => supertest(site.server).post(`/api/campaigns/${slug}/opened`);
const openedOf = async (slug: string) => (await site.services.campaigns.find(slug))!.opened;

describe('what a phone is told of a campaign', () => {
  it('is all that the way needs, and nothing of its school, class or plan', async () => {
    const { slug } = await aCampaign(site, { language: 'ru', school: 'лицей', className: '9 «А»' });
    const answer = await info(slug);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.body).toEqual({
      ...{ slug, name: 'Талғар, № 3 мектеп, 9 «А»', kind: 'class', region: '190000000', language: 'ru' },
      questionnaire: 'self-diagnosis/v1',
      ...{ hasConsents: true, looksAtHigh: false, isTryOut: false, state: 'open' },
    });
    const again = await info(slug).set('If-None-Match', answer.headers.etag!);
    expect(again.status).toBe(304);
  });

  it.each([
    ['planned', { startsOn: '2027-01-01' }],
    ['ended', { endsOn: '2026-10-04' }],
  ] as const)('says that it is %s', async (state, changes) => {
    const { slug } = await aCampaign(site, changes);
    expect((await info(slug)).body.state).toBe(state);
  });

  it.each([
    ['kk', 'Мұндай сілтеме жоқ'],
    ['ru', 'Такой ссылки нет'],
  ])('is in %s that there is no such link', async (language, title) => {
    for (const slug of ['unknown1', '%7B%22$ne%22:1%7D', 'x'.repeat(300)]) {
      const { status, body } = await info(slug, language);
      expect([status, body.code, plain(body.title)]).toEqual([404, 'unknownCampaign', title]);
    }
  });
});

describe('how many phones opened the link', () => {
  it('rises once for each browser, however often it reads the page', async () => {
    const { slug } = await aCampaign(site);
    const [one, other] = [site.visitor('kk'), site.visitor('ru')];
    for (const visitor of [one, other, one, other, one])
      expect((await visitor.open(`/c/${slug}`)).status).toBe(200);
    expect(await openedOf(slug)).toBe(2);
  });

  it('rises by the link in capitals too, as somebody types it from a poster', async () => {
    const { slug } = await aCampaign(site);
    expect((await site.visitor('kk').open(`/c/${slug.toUpperCase()}`)).status).toBe(200);
    expect(await openedOf(slug)).toBe(1);
  });

  it('stays the same after the test has begun, also on a shared phone between two students', async () => {
    const { slug } = await aCampaign(site);
    const visitor = site.visitor('ru');
    await visitor.open(`/c/${slug}`);
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'shared' });
    await visitor.open(`/c/${slug}`);
    await visitor.open('/');
    await visitor.open(`/c/${slug}`);
    expect(await openedOf(slug)).toBe(1);
  });

  it('counts another campaign’s link anew', async () => {
    const [first, second] = [await aCampaign(site), await aCampaign(site)];
    const visitor = site.visitor('kk');
    await visitor.open(`/c/${first.slug}`);
    await visitor.open(`/c/${second.slug}`);
    expect([await openedOf(first.slug), await openedOf(second.slug)]).toEqual([1, 1]);
  });

  it('is told by phones that opened it without the server, and loses none at the same moment', async () => {
    const { slug } = await aCampaign(site);
    const answers = await Promise.all(Array.from({ length: 20 }, () => reportOpened(slug)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await openedOf(slug)).toBe(20);
    expect((await reportOpened('unknown1')).body).toMatchObject({ status: 404, code: 'unknownCampaign' });
  });

  it('does not rise while the campaign is not open, nor for a look at the headers', async () => {
    const planned = await aCampaign(site, { startsOn: '2027-01-01' });
    expect((await reportOpened(planned.slug)).status).toBe(204);
    expect((await site.visitor('ru').open(`/c/${planned.slug}`)).status).toBe(409);
    const open = await aCampaign(site);
    await site.visitor('ru').raw.head(`/c/${open.slug}`);
    expect([await openedOf(planned.slug), await openedOf(open.slug)]).toEqual([0, 0]);
  });

  it('does not make a coordinator’s form stale', async () => {
    const { slug, version } = await aCampaign(site);
    await reportOpened(slug);
    expect(await site.services.campaigns.find(slug)).toMatchObject({ version, opened: 1 });
  });
});
