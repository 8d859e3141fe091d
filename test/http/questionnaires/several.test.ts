/** The shipped questionnaire and two of an organisation's own, side by side. */
import supertest from 'supertest';
import { type Language, languages } from '../../../server/core/definition/types';
import { aboutYou, anAttempt, newCode } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { type OwnQuestionnaires, ownQuestionnaires } from '../../support/site/questionnaires';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import { plain, type Visitor } from '../../support/site/visitor';

const rest = 'evening-rest/v1';
const interests = 'interests/v1';
const shipped = 'self-diagnosis/v1';

let own: OwnQuestionnaires;
let site: Site;
beforeAll(async () => {
  own = ownQuestionnaires(['evening-rest', 'interests']);
  site = await startSite(undefined, {
    QUESTIONNAIRES_DIR: own.folder,
    QUESTIONNAIRES: 'self-diagnosis, evening-rest',
  });
});
afterAll(async () => {
  await site?.stop();
  own?.remove();
});

const titleOf = (name: string, language: Language) =>
  plain(site.services.screening.questionnaire(name).texts[language].title);

const textOf = ({ page }: Visitor) => plain(page.text);

const choices = ({ page }: Visitor) =>
  page.html.querySelectorAll('[name=questionnaire]').map((one) => one.getAttribute('value'));

/** From "what this is" to the result, each question answered with its first option. */
async function walk(visitor: Visitor): Promise<void> {
  await visitor.submit({ choice: 'agree' });
  await visitor.submit({ phone: 'own' });
  await visitor.submit(aboutYou);
  await visitor.submit({ isSaved: 'yes' });
  await answerAll(visitor);
}

async function answerAll(visitor: Visitor): Promise<void> {
  while (visitor.page.html.querySelector('[data-questions]')) {
    const asked = visitor.page.html.querySelectorAll('[data-question]');
    const answers = Object.fromEntries(asked.map((one) => [one.getAttribute('data-question')!, '0']));
    await visitor.submit({ ...answers, go: 'next' });
  }
  await visitor.submit({ go: 'submit' });
}

const codeOn = ({ page }: Visitor): string => page.html.querySelector('.code')?.text.replace(/\s/g, '') ?? '';

async function count(questionnaire: string, regions: string[]): Promise<number> {
  let people = 0;
  for await (const _one of site.services.screening.firstSubmitted({ questionnaire, regions })) people += 1;
  return people;
}

describe.each(languages)('in %s', (language) => {
  it('the start page offers what is for everybody, with its length, and asks nothing before one is chosen', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    expect(choices(visitor)).toEqual([shipped, rest]);
    for (const name of [shipped, rest]) expect(textOf(visitor)).toContain(titleOf(name, language));
    expect(textOf(visitor)).not.toContain(titleOf(interests, language));
    expect(textOf(visitor)).toMatch(/75 (сұрақ|вопросов), 10–15 минут/);
    expect(textOf(visitor)).toMatch(/10 (сұрақ|вопросов), 1–2 минут/);
    expect(visitor.page.body).not.toContain('questions.json');
    for (const chosen of ['', interests, 'nothing/v1']) {
      await visitor.open('/');
      await visitor.submit({ questionnaire: chosen }, '/test');
      expect([visitor.page.status, visitor.page.path]).toEqual([200, '/']);
    }
  });

  it('the chosen one is asked, scored and shown', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    await visitor.submit({ questionnaire: rest }, '/test');
    await walk(visitor);
    expect(visitor.page.path).toBe('/test/result');
    const { hash, texts } = site.services.screening.questionnaire(rest);
    expect(textOf(visitor)).toContain(plain(texts[language].scales.rest!.name));
    const [attempt] = await site.services.screening.attemptsOf(codeOn(visitor));
    expect(attempt).toMatchObject({ questionnaire: rest, questionnaireHash: hash });
    expect(Object.keys(attempt!.result!.scales)).toEqual(['rest']);
  });

  it('behind one code stands what it answered of each, and each is compared with itself alone', async () => {
    const code = newCode();
    await anAttempt().on(code).submitted(site);
    await anAttempt().on(code).asked(rest).submitted(site);
    const visitor = site.visitor(language);
    await visitor.open('/my');
    await visitor.submit({ code }, '/my');
    for (const name of [shipped, rest]) expect(textOf(visitor)).toContain(titleOf(name, language));
    expect(visitor.page.html.querySelectorAll('.scale-name')).toHaveLength(0);
    expect(choices(visitor)).toEqual([shipped, rest]);
    await visitor.submit({ questionnaire: rest }, '/my/again');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'own' });
    await visitor.submit(aboutYou);
    expect(textOf(visitor)).toContain(plain(texts(rest, language).items.S1!));
  });

  it('about the test, each says what it asks', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/about');
    for (const name of [shipped, rest]) expect(textOf(visitor)).toContain(titleOf(name, language));
    expect(textOf(visitor)).toContain(plain(texts(shipped, language).about!));
  });

  it('a coordinator sees the numbers of one at a time, and staff the texts of one at a time', async () => {
    const coordinator = await signedIn(site, 'coordinator', { language });
    await coordinator.open(`/staff/overview?questionnaire=${rest}`);
    const current = coordinator.page.html.querySelector('[aria-current=page][href*=questionnaire]')!;
    expect(plain(current.text)).toBe(titleOf(rest, language));
    const lead = await signedIn(site, 'lead', { language });
    await lead.open(`/staff/library?questionnaire=${rest}`);
    const links = lead.page.html.querySelectorAll('tbody a').map((one) => one.getAttribute('href'));
    expect(links).toContain('/staff/library/evening-rest.v1.rest-high');
    await lead.open('/staff/library/evening-rest.v1.rest-high');
    expect(lead.page.status).toBe(200);
    expect(textOf(lead)).toContain(plain(texts(rest, language).scales.rest!.name));
    await lead.open('/staff/library/evening-rest.v9.rest-high');
    expect(lead.page.status).toBe(404);
  });
});

const texts = (name: string, language: Language) =>
  site.services.screening.questionnaire(name).texts[language];

describe('a campaign', () => {
  it('asks what it names, and nobody changes that once somebody has begun', async () => {
    const coordinator = await signedIn(site, 'coordinator', { language: 'ru' });
    await coordinator.open('/staff/campaigns/new');
    const plan = { name: 'Мектеп', region: '190000000', target: '10', kind: 'school' };
    await coordinator.submit({ ...plan, questionnaire: interests });
    expect(textOf(coordinator)).toContain(titleOf(interests, 'ru'));
    const [, slug = ''] = /campaigns\/(\w+)/.exec(coordinator.page.path)!;

    const visitor = site.visitor('ru');
    await visitor.open(`/c/${slug}`);
    expect(visitor.page.title).toBe(titleOf(interests, 'ru'));
    expect(visitor.page.body).toContain(`/api/questionnaires/${interests}/ru/questions.json`);
    await visitor.submit({}, '/test');
    await walk(visitor);
    const [attempt] = await site.services.screening.attemptsOf(codeOn(visitor));
    expect(attempt).toMatchObject({ questionnaire: interests, campaign: slug });

    await coordinator.open(`/staff/campaigns/${slug}/edit`);
    expect(choices(coordinator)).toEqual([]);
    expect(coordinator.page.html.querySelector('[name=name]')).not.toBeNull();
    await coordinator.submit({ questionnaire: rest });
    expect(coordinator.page.status).toBe(400);
    expect((await site.services.campaigns.get(slug)).questionnaire).toBe(interests);
  });

  it('can be given another one while nobody has', async () => {
    const { slug, version } = await aCampaign(site);
    const coordinator = await signedIn(site, 'coordinator', { language: 'kk' });
    await coordinator.open(`/staff/campaigns/${slug}/edit`);
    await coordinator.submit({ questionnaire: rest, version: String(version) });
    expect((await site.services.campaigns.get(slug)).questionnaire).toBe(rest);
  });
});

describe('an upload', () => {
  const put = ({ id, ...body }: ReturnType<typeof anAttempt>['upload']) =>
    supertest(site.server).put(`/api/attempts/${id}`).send(body);

  it('is read with the version whose hash it names, and with no other one', async () => {
    const upload = { ...anAttempt().asked(rest).upload, answers: { S1: 2 }, submitted: true };
    const { body: file } = await supertest(site.server).get(`/api/questionnaires/${rest}/kk/questions.json`);
    const wrong = await put({ ...upload, questionnaireHash: '0'.repeat(16) });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'unknownVersion']);
    expect(await site.services.screening.findAttempt(upload)).toBeNull();
    const right = await put({ ...upload, questionnaireHash: file.hash });
    expect(right.status).toBe(200);
    expect(right.body.result.scales.rest.answered).toBe(1);
  });

  it('of one code counts once for each questionnaire', async () => {
    const code = newCode();
    const place = { region: '550000000' };
    for (const name of [shipped, rest, rest, shipped])
      await anAttempt().on(code).by(place).asked(name).submitted(site);
    for (const name of [shipped, rest]) expect(await count(name, [place.region])).toBe(1);
    expect(await count(interests, [place.region])).toBe(0);
  });
});

it('a phone keeps what everybody is offered, by name', async () => {
  const { text } = await supertest(site.server).get('/service-worker.js');
  const [, json = ''] = /^const phoneFiles = (.+);$/m.exec(text)!;
  expect(JSON.parse(json).questionnaires).toEqual([shipped, rest]);
});
