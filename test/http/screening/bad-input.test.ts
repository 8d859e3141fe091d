import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import type { CampaignPlan } from '../../../server/campaigns/campaign.types';
import type { Language } from '../../../server/core/definition/types';
import { typeset } from '../../../server/core/text/typeset';
import type { Actor } from '../../../server/shared/roles';
import { aboutYou, anAttempt, aProfile, newCode } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';
import { plain, type Visitor } from '../../support/site/visitor';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const languages = ['kk', 'ru'] as const;
/** A problem's words as they are sent, with their non-breaking spaces. */
const text = (language: Language, key: string) => {
  const { title, detail } = require(`../../../locales/${language}/problems.json`)[key] as Record<
    string,
    string
  >;
  return { title: typeset(title!, language), detail: typeset(detail!, language) };
};

/** Everything that is stored of attempts. */
const counts = () => site.services.screening.startedCounts({});

const good = () => anAttempt().answering({ A1: 2 }).upload;

const actor: Actor = {
  accountId: randomUUID(),
  sessionId: randomUUID(),
  name: 'Coordinator',
  role: 'coordinator',
  regions: [],
  mustChangePassword: false,
};

const plan: CampaignPlan = {
  name: '№ 5 мектеп',
  kind: 'school',
  region: '110000000',
  school: null,
  className: null,
  language: null,
  questionnaire: 'self-diagnosis/v1',
  target: 30,
  startsOn: null,
  endsOn: null,
  isTryOut: false,
  hasConsents: true,
  looksAtHigh: true,
};

const campaign = (changes: Partial<CampaignPlan> = {}) =>
  site.services.campaigns.create({ plan: { ...plan, ...changes }, actor, now: site.clock.now });

describe('a bad upload', () => {
  type Row = [name: string, change: (body: Record<string, unknown>) => unknown, status: number, code: string];
  const rows: Row[] = [
    [
      'an unknown questionnaire',
      (body) => ({ ...body, questionnaire: 'self-diagnosis/v9' }),
      400,
      'unknownQuestionnaire',
    ],
    [
      'a prototype key as the questionnaire',
      (body) => ({ ...body, questionnaire: '__proto__' }),
      400,
      'unknownQuestionnaire',
    ],
    ['an answer above the options', (body) => ({ ...body, answers: { A1: 5 } }), 400, 'invalidRequest'],
    ['an answer below the options', (body) => ({ ...body, answers: { A1: -1 } }), 400, 'invalidRequest'],
    ['half an answer', (body) => ({ ...body, answers: { A1: 1.5 } }), 400, 'invalidRequest'],
    ['an answer as text', (body) => ({ ...body, answers: { A1: '2' } }), 400, 'invalidRequest'],
    ['an answer as an operator', (body) => ({ ...body, answers: { A1: { $gt: 0 } } }), 400, 'invalidRequest'],
    ['an unknown item', (body) => ({ ...body, answers: { Z9: 1 } }), 400, 'invalidRequest'],
    [
      'an inherited name as item',
      (body) => ({ ...body, answers: { constructor: 1 } }),
      400,
      'invalidRequest',
    ],
    [
      'one short enough for an item',
      (body) => ({ ...body, answers: { toString: 1 } }),
      400,
      'invalidRequest',
    ],
    [
      'an inherited name as page',
      (body) => ({ ...body, timings: { constructor: 1 } }),
      400,
      'invalidRequest',
    ],
    ['an inherited name as unclear', (body) => ({ ...body, unclear: ['valueOf'] }), 400, 'invalidRequest'],
    ['an item with a dot', (body) => ({ ...body, answers: { 'A1.x': 1 } }), 400, 'invalidRequest'],
    ['answers as a list', (body) => ({ ...body, answers: [1, 2] }), 400, 'invalidRequest'],
    ['no answers', ({ answers: _none, ...body }) => body, 400, 'invalidRequest'],
    ['a time on an unknown page', (body) => ({ ...body, timings: { zz: 100 } }), 400, 'invalidRequest'],
    ['a negative time', (body) => ({ ...body, timings: { a1: -5 } }), 400, 'invalidRequest'],
    ['an unclear item that does not exist', (body) => ({ ...body, unclear: ['Z9'] }), 400, 'invalidRequest'],
    ['an operator as code', (body) => ({ ...body, code: { $ne: '' } }), 400, 'invalidRequest'],
    [
      'a mistyped code',
      (body) => ({ ...body, code: `${String(body.code).slice(0, 15)}!` }),
      400,
      'invalidRequest',
    ],
    ['a code of one symbol', (body) => ({ ...body, code: '0000000000000000' }), 400, 'invalidRequest'],
    ['a sequence as an operator', (body) => ({ ...body, sequence: { $gt: 0 } }), 400, 'invalidRequest'],
    ['sequence 0', (body) => ({ ...body, sequence: 0 }), 400, 'invalidRequest'],
    ['an endless sequence', (body) => ({ ...body, sequence: 2 ** 53 }), 400, 'invalidRequest'],
    [
      'an unknown region',
      (body) => ({ ...body, profile: { ...aProfile, region: '999' } }),
      400,
      'invalidRequest',
    ],
    [
      'an operator as region',
      (body) => ({ ...body, profile: { ...aProfile, region: { $ne: 1 } } }),
      400,
      'invalidRequest',
    ],
    [
      'an unknown status',
      (body) => ({ ...body, profile: { ...aProfile, status: 'king' } }),
      400,
      'invalidRequest',
    ],
    ['age 100', (body) => ({ ...body, profile: { ...aProfile, age: 100 } }), 400, 'invalidRequest'],
    ['age 12', (body) => ({ ...body, profile: { ...aProfile, age: 12 } }), 422, 'tooYoung'],
    ['an unknown language', (body) => ({ ...body, language: 'en' }), 400, 'invalidRequest'],
    ['an unknown campaign', (body) => ({ ...body, campaign: 'nothing-here' }), 404, 'unknownCampaign'],
    ['an operator as campaign', (body) => ({ ...body, campaign: { $ne: null } }), 400, 'invalidRequest'],
    ['a list', () => [], 400, 'wrongBody'],
    ['nothing', () => ({}), 400, 'invalidRequest'],
  ];

  it.each(languages)('is named in %s, whatever is wrong, and changes nothing', async (language) => {
    const before = await counts();
    for (const [name, change, status, code] of rows) {
      const { id, ...body } = good();
      const response = await supertest(site.server)
        .put(`/api/attempts/${id}`)
        .set('Accept-Language', language)
        .send(change(body) as object);
      expect({ name, status: response.status, code: response.body.code }).toEqual({ name, status, code });
      expect({ name, ...response.body }).toMatchObject({ name, ...text(language, code) });
    }
    expect(await counts()).toEqual(before);
  });

  it.each(languages)('is refused in %s when it is not the JSON that was agreed', async (language) => {
    const before = await counts();
    const { id, ...body } = good();
    const send = (type: string, raw: string) =>
      supertest(site.server)
        .put(`/api/attempts/${id}`)
        .set('Accept-Language', language)
        .set('Content-Type', type)
        .send(raw);
    const json = 'application/json';
    const proto = JSON.stringify(body).replace('{"A1":2}', '{"A1":2,"__proto__":{"A2":1}}');
    const answers = [
      [await send(json, '{"code": '), 400, 'wrongBody'],
      [await send(json, '"text"'), 400, 'wrongBody'],
      [await send(json, '[]'), 400, 'wrongBody'],
      [await send(json, proto), 400, 'wrongBody'],
      [await send(json, JSON.stringify({ ...body, padding: 'x'.repeat(70_000) })), 413, 'tooLarge'],
      [await send('text/plain', JSON.stringify(body)), 415, 'notAForm'],
      [await send('application/x-www-form-urlencoded', 'code=1'), 415, 'notAForm'],
    ] as const;
    for (const [response, status, code] of answers) {
      expect([response.status, response.body.code]).toEqual([status, code]);
      expect(response.body).toMatchObject(text(language, code));
      expect(response.body).not.toHaveProperty('fields');
    }
    const notAnId = await supertest(site.server)
      .put('/api/attempts/1')
      .set('Accept-Language', language)
      .send(body);
    expect(notAnId.body).toMatchObject({ code: 'invalidRequest' });
    expect(await counts()).toEqual(before);
  });

  it('to someone else’s attempt is refused and changes nothing', async () => {
    const { attempt } = await anAttempt().answering({ A1: 2 }).started(site);
    const { code, ...owner } = { ...good(), id: attempt.id };
    const response = await supertest(site.server)
      .put(`/api/attempts/${attempt.id}`)
      .set('Accept-Language', 'ru')
      .send({ ...owner, code: newCode(), sequence: 9, answers: { A1: 0 }, submitted: true });
    expect(response.body).toMatchObject({ status: 404, code: 'wrongCode', ...text('ru', 'wrongCode') });
    expect(code).toBeDefined();
    expect(await site.services.screening.attemptForCase(attempt.id)).toMatchObject({
      answers: { A1: 2 },
      submittedAt: null,
    });
  });

  it('below an unknown address is not found', async () => {
    const response = await supertest(site.server).put('/api/nothing').set('Accept-Language', 'kk').send({});
    expect(response.body).toMatchObject({ status: 404, ...text('kk', 'notFound') });
  });
});

describe('a campaign', () => {
  it('that ended takes no new start, but what was started is taken', async () => {
    const open = await campaign({ endsOn: '2026-10-05' });
    const under = anAttempt().of(open.slug);
    const { attempt, code } = await under.started(site);
    site.clock.now = new Date('2026-10-06T06:00:00Z');
    for (const language of languages) {
      const start = await supertest(site.server)
        .put(`/api/attempts/${randomUUID()}`)
        .set('Accept-Language', language)
        .send({ ...anAttempt().of(open.slug).upload, id: undefined });
      expect(start.body).toMatchObject({ status: 409, ...text(language, 'campaignEnded') });
      const page = await site.visitor(language).open(`/c/${open.slug}`);
      expect([page.status, page.title]).toEqual([409, plain(text(language, 'campaignEnded').title)]);
    }
    const { id, ...late } = under.answering({ A1: 2 }).upload;
    const saved = await supertest(site.server)
      .put(`/api/attempts/${id}`)
      .send({ ...late, sequence: 2, submitted: true });
    expect(saved.status).toBe(200);
    expect(await site.services.screening.getAttempt({ id: attempt.id, code })).toMatchObject({
      campaign: open.slug,
    });
    const offline = anAttempt().of(open.slug).answering({ A1: 1 }).upload;
    const { id: offlineId, ...body } = offline;
    expect(
      (
        await supertest(site.server)
          .put(`/api/attempts/${offlineId}`)
          .send({ ...body, submitted: true })
      ).status,
    ).toBe(200);
    expect(await site.services.screening.startedCounts({ campaigns: [open.slug] })).toMatchObject({
      byCampaign: { [open.slug]: { started: 2, submitted: 2 } },
    });
  });

  it('that has not begun says so, an unknown or malformed one too', async () => {
    const planned = await campaign({ startsOn: '2027-01-01' });
    for (const [slug, status, code] of [
      [planned.slug, 409, 'campaignNotStarted'],
      ['unknown1', 404, 'unknownCampaign'],
      ['%7B%22$ne%22:1%7D', 404, 'unknownCampaign'],
    ] as const) {
      const page = await site.visitor('ru').open(`/c/${slug}`);
      expect([page.status, page.title]).toEqual([status, plain(text('ru', code).title)]);
    }
  });

  it('says beforehand what a psychologist will look at, and fills in the region', async () => {
    const { slug } = await campaign({ kind: 'class', language: 'ru' });
    const visitor = site.visitor('kk');
    await visitor.open(`/c/${slug}`);
    expect(visitor.page.title).toBe('Экран и я: самопроверка');
    await visitor.submit({}, '/test');
    expect(visitor.page.text).toContain('психолог смотрит каждый высокий или тревожный результат');
    expect(visitor.page.text).toContain('письменные согласия родителей');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'shared' });
    expect(visitor.page.html.querySelector('option[selected]')!.getAttribute('value')).toBe('110000000');
    expect(visitor.page.html.querySelector('input[name=tags]')).toBeNull();
    const { region: _known, ...others } = aboutYou;
    await visitor.submit({ ...others, tags: 'orphan' });
    const code = visitor.page.html.querySelector('.code')!.text;
    const [attempt] = await site.services.screening.attemptsOf(code);
    expect(attempt).toMatchObject({ campaign: slug, profile: { tags: [], region: '110000000' } });
    expect(await site.services.screening.attemptForCase(attempt!.id)).toMatchObject({ campaign: null });
  });

  it('in its test mode never counts as somebody’s first attempt', async () => {
    const { slug } = await campaign({ isTryOut: true });
    const tried = await anAttempt().of(slug).submitted(site);
    expect(tried.attempt).toMatchObject({ isTryOut: true });
    const filter = { questionnaire: 'self-diagnosis/v1', campaigns: [slug] };
    for await (const one of site.services.screening.firstSubmitted(filter))
      throw new Error(`counts ${one.id}`);
    const page = await site.visitor('ru').open(`/c/${slug}`);
    expect(page.text).toContain('Это пробная ссылка');
  });
});

describe.each(languages)('a form in %s', (language) => {
  const words = {
    kk: {
      required: 'Біреуін таңда',
      age: 'Жасың: толық жасыңды санмен жаз',
      item: '1-сұрақ: берілген жауаптың бірін таңда',
      young: 'Бұл сауалнама 13 жастан басталады',
      nothingKept: 'Сауалнаманы жалғастыру',
    },
    ru: {
      required: 'Выбери один вариант',
      age: 'Возраст: напиши числом, сколько тебе полных лет',
      item: 'Вопрос 1: выбери один из ответов',
      young: 'Этот опросник для тех, кому исполнилось 13',
      nothingKept: 'Продолжить опросник',
    },
  }[language];

  const atProfile = async (): Promise<Visitor> => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({ phone: 'own' });
    return visitor;
  };
  const facts = { ...aboutYou, status: 'college' };
  const atQuestions = async () => {
    const visitor = await atProfile();
    await visitor.submit(facts);
    const code = visitor.page.html.querySelector('.code')!.text.replace(/\s/g, '');
    await visitor.submit({ isSaved: 'yes', go: 'next' });
    return { visitor, code };
  };
  const stored = async (code: string) => (await site.services.screening.attemptsOf(code))[0]!;

  it('keeps what was typed beside what is wrong', async () => {
    const visitor = await atProfile();
    const before = await counts();
    await visitor.submit({ ...facts, age: 'abc', sex: '' });
    expect(visitor.page.status).toBe(400);
    expect(visitor.page.text).toContain(words.age);
    expect(visitor.page.html.querySelector('.error-summary a[href="#sex"]')).not.toBeNull();
    expect(visitor.page.html.querySelector('input[name=age]')!.getAttribute('value')).toBe('abc');
    expect(
      visitor.page.html.querySelectorAll('option[selected]').map((one) => one.getAttribute('value')),
    ).toEqual(['750000000', 'college']);
    expect(await counts()).toEqual(before);
    await visitor.submit(facts);
    expect(visitor.page.html.querySelector('.code')).not.toBeNull();
  });

  it.each([
    ['a region that does not exist', { region: '999' }],
    ['two regions', { region: ['110000000', '750000000'] }],
    ['an operator object', { 'region[$ne]': '1', region: '' }],
    ['an age of 100', { age: '100' }],
    ['a negative age', { age: '-15' }],
    ['a tag that does not exist', { tags: ['orphan', 'rich'] }],
    ['a status in another case', { status: 'COLLEGE' }],
  ])('refuses %s', async (_name, change) => {
    const visitor = await atProfile();
    const before = await counts();
    await visitor.submit({ ...facts, ...change });
    expect(visitor.page.status).toBe(400);
    expect(visitor.page.html.querySelector('.error-summary')).not.toBeNull();
    expect(await counts()).toEqual(before);
  });

  it('gives a child of 12 the help card and keeps nothing', async () => {
    const visitor = await atProfile();
    const before = await counts();
    await visitor.submit({ ...facts, age: '12' });
    expect(visitor.page.title).toBe(words.young);
    expect(visitor.page.html.querySelector('.help a[href="tel:111"]')).not.toBeNull();
    expect(await counts()).toEqual(before);
    await visitor.open('/test');
    expect(visitor.page.title).toBe(words.nothingKept);
  });

  it('begins one attempt for a double tap', async () => {
    const visitor = await atProfile();
    const { started } = await counts();
    const form = visitor.page;
    await visitor.submit(facts);
    visitor.page = form;
    await visitor.submit(facts);
    expect((await counts()).started).toBe(started + 1);
  });

  it('refuses an answer that is not offered, and keeps the others on the page', async () => {
    const { visitor, code } = await atQuestions();
    await visitor.submit({ A1: '7', A2: '3', unclear: 'A4', go: 'next' });
    expect(visitor.page.status).toBe(400);
    expect(visitor.page.text).toContain(words.item);
    expect(visitor.page.html.querySelector('input[name=A2][value="3"]')!.hasAttribute('checked')).toBe(true);
    expect(visitor.page.html.querySelector('input[name=unclear][value=A4]')!.hasAttribute('checked')).toBe(
      true,
    );
    expect((await stored(code)).answers).toEqual({});
  });

  it.each([
    ['a list of answers', { A1: ['1', '2'] }, 400],
    ['an unknown page', { page: 'zz' }, 400],
    ['an inherited name as page', { page: '__proto__' }, 400],
    ['an unknown step', { step: 'constructor' }, 400],
    ['an unknown direction', { go: 'sideways' }, 400],
    ['a time as text', { spentMs: 'long' }, 400],
  ])('answers %s with 400 and changes nothing', async (_name, change, status) => {
    const { visitor, code } = await atQuestions();
    const before = await stored(code);
    await visitor.submit({ A2: '1', go: 'next', ...change });
    expect(visitor.page.status).toBe(status);
    expect(visitor.page.text.length).toBeGreaterThan(100);
    expect(await stored(code)).toEqual(before);
  });

  it('drops what is no question of its page', async () => {
    const { visitor, code } = await atQuestions();
    await visitor.submit({
      A1: '1',
      Z9: '1',
      G1: '4',
      __proto__x: '1',
      unclear: ['A1', 'G1', 'Z9'],
      go: 'next',
    });
    expect(await stored(code)).toMatchObject({ answers: { A1: 1 }, unclear: ['A1'] });
    expect((await stored(code)).answers).toEqual({ A1: 1 });
  });

  it('without its token is refused, and what was typed is offered to be sent again', async () => {
    const { visitor, code } = await atQuestions();
    const response = await visitor.raw
      .post('/test')
      .set('Origin', 'http://127.0.0.1')
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ step: 'page', page: 'a1', A1: '3', go: 'next', _csrf: 'expired' });
    expect(response.status).toBe(403);
    expect(response.text).toContain(text(language, 'formExpired').title);
    expect(response.text).toContain('name="A1" value="3"');
    expect((await stored(code)).answers).toEqual({});
    const token = /name="_csrf" value="([^"]+)"/.exec(response.text)![1]!;
    await visitor.send('/test', { step: 'page', page: 'a1', A1: '3', go: 'next', _csrf: token });
    expect((await stored(code)).answers).toEqual({ A1: 3 });
  });

  it('sent twice at the end gives one result, and nothing can be changed after it', async () => {
    const { visitor, code } = await atQuestions();
    const questions = visitor.page;
    for (let pages = 0; visitor.page.html.querySelector('[data-questions]') && pages < 13; pages += 1)
      await visitor.submit({ go: 'next' });
    const check = visitor.page;
    await visitor.submit({ go: 'submit' });
    const before = await stored(code);
    visitor.page = check;
    await visitor.submit({ go: 'submit' });
    expect([visitor.page.status, visitor.page.path]).toEqual([200, '/test/result']);
    visitor.page = questions;
    await visitor.submit({ A1: '4', go: 'next' });
    expect(visitor.page.path).toBe('/test/result');
    expect(await stored(code)).toEqual(before);
  });

  it('needs the tick that the code is saved', async () => {
    const visitor = await atProfile();
    await visitor.submit(facts);
    await visitor.submit({ go: 'next' });
    expect(visitor.page.status).toBe(400);
    expect(visitor.page.html.querySelector('.error-summary a[href="#is-saved"]')).not.toBeNull();
  });

  it('asks for the device and for the rating in words', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    await visitor.submit({}, '/test');
    await visitor.submit({ choice: 'agree' });
    await visitor.submit({});
    expect([visitor.page.status, visitor.page.text.includes(words.required)]).toEqual([400, true]);
  });

  it('of a step that was not reached leads to the step that is next', async () => {
    const visitor = site.visitor(language);
    await visitor.open('/');
    const token = visitor.page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!;
    for (const step of ['profile', 'page', 'check', 'code', 'phone'])
      await visitor.send('/test', {
        step,
        _csrf: token,
        page: 'a1',
        go: 'next',
        phone: 'own',
        isSaved: 'yes',
        ...facts,
      });
    expect(visitor.page.title).toBe(words.nothingKept);
    await visitor.open('/test/result');
    expect(visitor.page.title).toBe(words.nothingKept);
  });
});
