import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import type { Campaign, CampaignPlan } from '../../../../server/campaigns/campaign.types';
import { versionOf } from '../../../../server/consultations/case/version.rules';
import { tabs } from '../../../../server/consultations/desk/queue.store';
import type { Actor } from '../../../../server/shared/roles';
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { aCampaign } from '../../../support/builders/campaigns';
import { type Asked, asked, claim, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

const coordinator: Actor = {
  accountId: 'coordinator',
  sessionId: '',
  name: 'Дана',
  role: 'coordinator',
  regions: [],
  mustChangePassword: false,
};

const plan: CampaignPlan = {
  name: 'Мектеп',
  kind: 'school',
  region: '750000000',
  school: null,
  className: null,
  language: null,
  questionnaire: 'self-diagnosis/v1',
  target: 100,
  startsOn: null,
  endsOn: null,
  isTryOut: false,
  hasConsents: true,
  looksAtHigh: true,
};

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const campaignWith = async (changes: Partial<CampaignPlan>): Promise<string> => {
  const made = await site.services.campaigns.create({
    plan: { ...plan, ...changes },
    actor: coordinator,
    now: site.clock.now,
  });
  return made.slug;
};

const caseOf = async (builder: ReturnType<typeof anAttempt>) => {
  const { attempt, code } = await builder.submitted(site);
  return site.services.consultations.forStudent({ id: attempt.id, code, now: site.clock.now });
};

describe('a campaign that has every high result looked at', () => {
  it('opens the case of a high result by itself, and psychologists see it waiting', async () => {
    const slug = await campaignWith({});
    const found = await caseOf(anAttempt().of(slug).answering(alarming));
    expect(found).toMatchObject({ state: 'waiting', published: null });
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const queue = await psychologist.open('/staff/cases');
    expect(queue.html.querySelectorAll('main a[href^="/staff/cases/"]').length).toBeGreaterThan(0);
  });

  it('tells students so before they begin', async () => {
    const slug = await campaignWith({});
    const student = site.visitor('ru');
    await student.open(`/c/${slug}`);
    const page = await student.submit();
    expect(page.text).toContain(
      'психолог смотрит каждый высокий или тревожный результат, даже если ты не попросишь',
    );
  });

  it('leaves a result without high levels alone', async () => {
    const slug = await campaignWith({});
    expect(await caseOf(anAttempt().of(slug).answering(calm))).toBeNull();
  });

  it('opens one case, however often the attempt is sent', async () => {
    const slug = await campaignWith({});
    const builder = anAttempt().of(slug).answering(alarming);
    const first = await caseOf(builder);
    expect(await caseOf(builder)).toEqual(first);
  });

  it.each([
    ['other campaigns', { looksAtHigh: false }],
    ['try-outs', { isTryOut: true }],
  ])('opens nothing in %s', async (_name, changes) => {
    const slug = await campaignWith(changes);
    expect(await caseOf(anAttempt().of(slug).answering(alarming))).toBeNull();
  });
});

describe('what a psychologist is given names no campaign, no school and no class', () => {
  let campaign: Campaign;
  let one: Asked;
  let given: string[];

  beforeAll(async () => {
    const names = { name: 'Zhasyryn nauqan', school: 'Qupiya mektep', className: '9-Zh' };
    campaign = await aCampaign(site, names);
  });
  beforeEach(async () => {
    one = await asked(site, anAttempt().of(campaign.slug).answering(calm));
    given = [];
  });

  const expectSilence = () => {
    const secrets = [campaign.slug, 'Zhasyryn', 'Qupiya', '9-Zh'];
    expect(given.length).toBeGreaterThan(0);
    for (const text of given) for (const secret of secrets) expect(text).not.toContain(secret);
  };
  const look = async (reader: Signed, ...paths: string[]) => {
    for (const path of paths) given.push((await reader.open(path)).body);
  };
  const lists = tabs.map((tab) => `/staff/cases?tab=${tab}`);

  it('on any page, from the queue to the closed case', async () => {
    const psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
    const lead = await signedIn(site, 'lead', { language: 'ru' });
    await look(psychologist, ...lists, one.path);
    given.push((await claim(psychologist, one)).body);
    given.push((await write(psychologist, one, 'Жоба')).body);
    await look(psychologist, ...lists, one.path, `${one.path}/preview`);
    const { body } = await psychologist.open(one.path);
    given.push(body, (await psychologist.submit({ version: '1.1', text: 'Кеш' }, `${one.path}/draft`)).body);
    await psychologist.open(`${one.path}/preview`);
    given.push((await psychologist.submit({}, `${one.path}/publish`)).body);
    await site.services.consultations.message({
      ...{ id: one.attempt.id, code: one.code, now: site.clock.now },
      ...{ messageId: randomUUID(), text: 'Рақмет' },
    });
    for (const reader of [psychologist, lead]) await look(reader, ...lists, one.path);
    await psychologist.open(one.path);
    await claim(psychologist, one);
    const closed = await psychologist.submit({}, `${one.path}/close`);
    expect(closed.text).toContain('Обращение закрыто');
    given.push(closed.body);
    expectSilence();
  });

  it('in what the saving script is answered', async () => {
    const psychologist = await signedIn(site, 'psychologist');
    const page = await claim(psychologist, one);
    const fieldOf = (name: string) =>
      page.html.querySelector(`#letter [name=${name}]`)?.getAttribute('value') ?? '';
    const fields = { _csrf: fieldOf('_csrf'), version: fieldOf('version'), language: 'kk', text: 'Жоба' };
    for (const changes of [{}, { text: 'Кеш' }, { text: '' }]) {
      const { body } = await psychologist.raw
        .post(`${one.path}/draft`)
        .set('Accept', 'application/json')
        .type('form')
        .send({ ...fields, ...changes });
      given.push(JSON.stringify(body));
    }
    expectSilence();
  });

  it('in what their pages are made of', async () => {
    const { consultations } = site.services;
    const { account } = await signedIn(site, 'lead');
    const actor: Actor = { ...coordinator, accountId: account.id, role: 'lead' };
    const act = { id: one.caseId, actor, now: site.clock.now };
    const page = versionOf((await consultations.open(act)).case);
    const grown = (acts: number) => ({ ...act, version: { ...page, acts: page.acts + acts } });
    for (const deed of [
      () => consultations.open(act),
      () => consultations.claim(grown(0)),
      () => consultations.saveDraft({ ...grown(1), text: 'Хат', language: 'kk' }),
      () => consultations.publish({ ...grown(2), answersAll: false }),
      ...tabs.map((tab) => () => consultations.queue({ ...act, tab, page: 1 })),
    ])
      given.push(JSON.stringify(await deed()));
    expectSilence();
    expect(given.join('')).toContain(one.caseId);
  });

  it('in the export of an attempt for other health systems', async () => {
    const { text } = await supertest(site.server)
      .get(`/api/attempts/${one.attempt.id}/fhir`)
      .set('Authorization', `Code ${one.code}`)
      .expect(200);
    given.push(text);
    expectSilence();
  });
});
