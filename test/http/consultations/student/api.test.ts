import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { localesFolder } from '../../../../server/config';
import { listedView } from '../../../../server/consultations/api/listed.view';
import { conversationView } from '../../../../server/core/pages/conversation.view';
import { myView } from '../../../../server/core/pages/my.view';
import { loadTexts } from '../../../../server/http/language/i18n';
import { dayMs } from '../../../../server/shared/clock';
import { alarming, anAttempt, calm, newCode } from '../../../support/builders/attempts';
import { answer, asked } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { signedIn } from '../../../support/site/staff';
import { plain } from '../../../support/site/visitor';

const texts = loadTexts(localesFolder, (_language, key) => {
  throw new Error(`no text for ${key}`);
});

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const phone = (code: string, language: 'kk' | 'ru' = 'kk') => {
  const agent = supertest.agent(site.app);
  const headers = { Authorization: `Code ${code}`, 'Accept-Language': language };
  return {
    get: (path: string) => agent.get(path).set(headers),
    post: (path: string, body: object = {}) => agent.post(path).set(headers).send(body),
    delete: (path: string) => agent.delete(path).set(headers),
  };
};

const aTryOut = () =>
  site.services.campaigns.create({
    plan: {
      ...{ slug: 'try-out', name: 'Сынақ', kind: 'event', region: null, school: null, className: null },
      ...{
        language: null,
        questionnaire: 'self-diagnosis/v1',
        target: 1,
        startsOn: null,
        endsOn: null,
        isTryOut: true,
      },
      ...{ hasConsents: false, looksAtHigh: false },
    },
    actor: {
      ...{ accountId: 'a', sessionId: 's', name: 'a', role: 'coordinator', regions: [] },
      mustChangePassword: false,
    },
    now: site.clock.now,
  });

describe('a phone', () => {
  it('asks for a consultation as often as it likes and opens one case', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const { post } = phone(code);
    const [first, second] = await Promise.all([
      post(`/api/attempts/${attempt.id}/consultation`),
      post(`/api/attempts/${attempt.id}/consultation`),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body).toEqual({
      state: 'waiting',
      promisedBy: '2026-10-12',
      published: null,
      replies: [],
      canReply: true,
      helped: null,
      messages: [],
      turn: 'ours',
      leftToday: 10,
    });
    expect(second.body).toEqual(first.body);
  });

  it('lists what belongs to a code without opening letters', async () => {
    const one = await asked(site, anAttempt().answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
    const { get } = phone(one.code);
    const list = await get('/api/my');
    expect(list.body.attempts).toHaveLength(1);
    expect(list.body.attempts[0]).toMatchObject({
      id: one.attempt.id,
      questionnaire: 'self-diagnosis/v1',
      profile: { age: 15 },
      isTryOut: false,
      submittedAt: site.clock.now.toISOString(),
      submitted: true,
      result: { overall: { band: 'low' } },
      consultation: { state: 'answered', published: { number: 1, language: 'kk', isRead: false } },
    });
    expect(JSON.stringify(list.body)).not.toContain('Хат');
    expect(list.headers['cache-control']).toBe('no-store');

    const opened = await get(`/api/attempts/${one.attempt.id}/consultation`);
    expect(opened.body.consultation.published.text).toBe('Хат');
    expect((await get('/api/my')).body.attempts[0].consultation.published.isRead).toBe(true);
  });

  it('sends a reply twice and it is stored once', async () => {
    const one = await asked(site, anAttempt().answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
    const { post, get } = phone(one.code);
    const reply = { id: randomUUID(), text: 'Рақмет' };
    const path = `/api/attempts/${one.attempt.id}`;
    expect((await post(`${path}/reply`, reply)).body.replies).toHaveLength(1);
    expect((await post(`${path}/reply`, reply)).body.replies).toHaveLength(1);
    const more = await post(`${path}/reply`, { id: randomUUID(), text: 'Тағы' });
    expect(more.body.replies.map(({ text }: { text: string }) => text)).toEqual(['Рақмет', 'Тағы']);
    const { body } = await get(`${path}/consultation`);
    expect(body.consultation.replies).toHaveLength(2);
  });

  it('says twice whether the letter helped, and may think again', async () => {
    const one = await asked(site, anAttempt().answering(calm));
    const { post, get } = phone(one.code);
    const path = `/api/attempts/${one.attempt.id}`;
    expect((await post(`${path}/helped`, { helped: 'yes' })).status).toBe(409);
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
    for (const helped of ['partly', 'partly', 'no']) {
      const { status, body } = await post(`${path}/helped`, { helped });
      expect([status, body.helped]).toEqual([200, helped]);
    }
    expect((await get(`${path}/consultation`)).body.consultation.helped).toBe('no');
    for (const body of [{}, { helped: 'maybe' }, { helped: ['yes'] }, { helped: { $ne: '' } }])
      expect([body, (await post(`${path}/helped`, body)).status]).toEqual([body, 400]);
    const form = await supertest(site.server)
      .post(`${path}/helped`)
      .set('Authorization', `Code ${one.code}`)
      .type('form')
      .send({ helped: 'yes' });
    expect(form.status).toBe(415);
  });

  it('gets what the pages behind the code show, and the same words come of it', async () => {
    const one = await asked(site, anAttempt().in('ru').answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Письмо');
    const { get, post } = phone(one.code, 'ru');
    await post(`/api/attempts/${one.attempt.id}/reply`, { id: randomUUID(), text: 'Спасибо' });
    const reader = { t: texts.for('ru'), language: 'ru' } as const;
    const rest = {
      ...{ code: one.code, repeated: [], again: [], titleOf: () => undefined },
      ...{ offersFromAge: 0, now: site.clock.now },
    };
    const listed = await site.services.consultations.attemptsOf({ code: one.code, now: site.clock.now });
    const { attempts } = (await get('/api/my')).body;
    expect(myView({ attempts, ...rest }, reader)).toEqual(
      myView({ attempts: listed.map(listedView), ...rest }, reader),
    );

    const { consultation } = (await get(`/api/attempts/${one.attempt.id}/consultation`)).body;
    const held = { id: one.attempt.id, code: one.code, now: site.clock.now };
    const stored = await site.services.consultations.forStudent(held);
    const forms = { messageId: 'an-id', now: site.clock.now };
    const view = conversationView(consultation, forms, reader);
    expect(view).toEqual(conversationView(stored!, forms, reader));
    expect(plain(view.messages[0]!.letter!.meta)).toBe('5 октября 2026 г. · психолог');
  });

  it('can send ten messages a day and no more, but more with danger words', async () => {
    const one = await asked(site, anAttempt().answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, 'Хат');
    const { post } = phone(one.code);
    const path = `/api/attempts/${one.attempt.id}/reply`;
    const statuses = [];
    for (let sent = 0; sent < 11; sent += 1)
      statuses.push((await post(path, { id: randomUUID(), text: `${sent}` })).status);
    expect(statuses).toEqual([...Array(10).fill(200), 409]);
    expect((await post(path, { id: randomUUID(), text: 'өлгім келеді' })).status).toBe(200);
    site.clock.now = new Date(site.clock.now.getTime() + dayMs);
    expect((await post(path, { id: randomUUID(), text: 'ертең' })).status).toBe(200);
  });

  it.each(['delete', 'post'] as const)('erases an attempt for ever by %s', async (method) => {
    const one = await asked(site, anAttempt().answering(calm));
    const path = `/api/attempts/${one.attempt.id}`;
    const { get, post, delete: remove } = phone(one.code);
    const erase = () => (method === 'delete' ? remove(path) : post(`${path}/erase`));
    expect((await erase()).status).toBe(204);
    expect((await erase()).status).toBe(410);
    expect((await get(path)).status).toBe(410);
    expect((await post(`${path}/consultation`)).status).toBe(410);
    expect((await get(`${path}/consultation`)).status).toBe(410);
    expect((await post(`${path}/reply`, { id: randomUUID(), text: 'x' })).status).toBe(410);
    expect((await post(`${path}/helped`, { helped: 'yes' })).status).toBe(410);
    expect((await post(`${path}/feedback`, { satisfaction: 4 })).status).toBe(410);
    expect((await get('/api/my')).status).toBe(404);
    expect(await site.services.consultations.attemptsOf({ code: one.code, now: site.clock.now })).toEqual([]);
  });
});

describe('wrong requests', () => {
  it.each([
    ['kk', 'Бұл кодпен ештеңе ашылмады'],
    ['ru', 'По этому коду ничего не нашлось'],
  ] as const)(
    'answer an unknown code, a wrong one and an unknown id alike, in %s',
    async (language, title) => {
      const { attempt, code } = await anAttempt().submitted(site);
      const other = phone(newCode(), language);
      const path = `/api/attempts/${attempt.id}`;
      const answers = [
        await other.get('/api/my'),
        await other.post(`${path}/consultation`),
        await other.get(`${path}/consultation`),
        await other.post(`${path}/reply`, { id: randomUUID(), text: 'x' }),
        await other.post(`${path}/helped`, { helped: 'yes' }),
        await other.post(`${path}/erase`),
        await other.delete(path),
        await phone(code, language).delete(`/api/attempts/${randomUUID()}`),
        await phone(code, language).delete('/api/attempts/not-an-id'),
        await phone('', language).get('/api/my'),
        await phone('0000-0000-0000-0000', language).get('/api/my'),
      ];
      for (const { status, body, headers } of answers) {
        expect([status, body.code, plain(body.title)]).toEqual([404, 'wrongCode', title]);
        expect(headers['content-type']).toContain('application/problem+json');
      }
      expect((await phone(code).get('/api/my')).status).toBe(200);
    },
  );

  it('refuse to ask before the end of the test and for a try-out', async () => {
    const { attempt, code } = await anAttempt().incomplete().started(site);
    const early = await phone(code).post(`/api/attempts/${attempt.id}/consultation`);
    expect([early.status, early.body.code]).toEqual([409, 'notAllowedNow']);

    const { slug } = await aTryOut();
    const tried = await anAttempt().of(slug).submitted(site);
    const { status } = await phone(tried.code).post(`/api/attempts/${tried.attempt.id}/consultation`);
    expect(status).toBe(409);
  });

  it('refuse messages of a wrong shape, too long or not JSON', async () => {
    const one = await asked(site, anAttempt().answering(alarming));
    const { post } = phone(one.code);
    const path = `/api/attempts/${one.attempt.id}/reply`;
    const id = randomUUID();
    for (const body of [
      {},
      { id, text: '' },
      { id, text: '   ' },
      { id: 'x', text: 'x' },
      { id, text: { $gt: '' } },
      { id: { $ne: '' }, text: 'x' },
      { id, text: ['x'] },
      { id, text: 'ы'.repeat(2001) },
    ])
      expect([body, (await post(path, body)).status]).toEqual([body, 400]);
    const form = await supertest(site.server)
      .post(path)
      .set('Authorization', `Code ${one.code}`)
      .type('form')
      .send({ id });
    expect(form.status).toBe(415);
    const huge = await post(path, { id, text: 'ы'.repeat(70_000) });
    expect(huge.status).toBe(413);
  });
});

describe('statistics', () => {
  it('count what happened in a period, a region and a campaign', async () => {
    const place = await startSite();
    try {
      const one = await asked(place, anAttempt().answering(calm).by({ region: '110000000' }));
      await asked(place, anAttempt().answering(calm).by({ region: '150000000' }));
      place.clock.now = new Date('2026-10-06T06:00:00Z');
      const psychologist = await signedIn(place, 'psychologist');
      await answer(psychologist, one, 'Хат');
      const { statistics } = place.services.consultations;
      const now = new Date('2026-10-13T06:00:00Z');
      expect(await statistics({ now })).toMatchObject({ asked: 2, answered: 1, read: 0, overdue: 1 });
      const near = await statistics({ regions: ['110000000'], now });
      expect(near).toMatchObject({ asked: 1, answered: 1, overdue: 0, waits: [{ hours: 8, isOpen: false }] });
      expect(await statistics({ from: new Date('2026-10-06T00:00:00Z'), now })).toMatchObject({ asked: 0 });
      expect(await statistics({ to: new Date('2026-10-06T00:00:00Z'), now })).toMatchObject({ asked: 2 });
      expect(await statistics({ campaigns: ['none'], now })).toMatchObject({ asked: 0 });
    } finally {
      await place.stop();
    }
  });
});
