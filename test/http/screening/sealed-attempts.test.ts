import supertest from 'supertest';
import { countedAlone } from '../../../server/http/guards/limits';
import { starts } from '../../../server/screening/start/start-limit';
import { alarming, anAttempt, calm, newCode } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { type PublishedKey, sealText } from '../../support/builders/sealed';
import { nearlyAllBegin } from '../../support/builders/starts';
import { type Site, startSite } from '../../support/site/site';
import { plain } from '../../support/site/visitor';

let site: Site;
let key: PublishedKey;
beforeAll(async () => {
  site = await startSite();
  key = (await supertest(site.server).get('/api/sealing-key')).body;
});
afterAll(() => site.stop());

type Upload = ReturnType<typeof anAttempt>['upload'];

const send = (body: object, language = 'kk') =>
  supertest(site.server).post('/api/sealed-attempts').set('Accept-Language', language).send(body);
const sealedOf = ({ id, ...upload }: Upload | (Record<string, unknown> & { id: string }), acts?: unknown) =>
  sealText(key, JSON.stringify({ id, upload, ...(acts ? { acts } : {}) }));
const sendSealed = async (upload: Parameters<typeof sealedOf>[0], acts?: unknown, language?: string) =>
  send({ sealed: await sealedOf(upload, acts) }, language);
const stored = ({ id, code }: Upload) => site.services.screening.findAttempt({ id, code });

it('the key is public, and kept for a day', async () => {
  const answer = await supertest(site.server).get('/api/sealing-key');
  expect(Object.keys(answer.body).sort()).toEqual(['id', 'key']);
  expect(Buffer.from(answer.body.key, 'base64url')).toHaveLength(65);
  expect(answer.headers['cache-control']).toBe('public, max-age=86400');
});

describe('a sealed attempt', () => {
  it('is taken as it would have been unsealed, and tells the sender nothing of its result', async () => {
    const upload = { ...anAttempt().answering(alarming).upload, submitted: true };
    const answer = await sendSealed(upload);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ id: upload.id, sequence: 1, submitted: true });
    expect(await stored(upload)).toMatchObject({ result: { scales: { D: { band: 'veryHigh' } } } });
  });

  it('is taken once, however often it is sent, and after what is newer', async () => {
    const upload = anAttempt().answering({ A1: 3 }).upload;
    const sealed = await sealedOf(upload);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send({ sealed })));
    expect(answers.map(({ body }) => body)).toEqual(
      answers.map(() => ({ id: upload.id, sequence: 1, submitted: false })),
    );
    await site.services.screening.saveAttempt({
      ...upload,
      answers: { A1: 1 },
      sequence: 4,
      now: site.clock.now,
    });
    expect((await send({ sealed })).body).toMatchObject({ sequence: 4, submitted: false });
    expect((await stored(upload))!.answers).toEqual({ A1: 1 });
  });

  it('is merged by the server where another device saved something else, and is still submitted', async () => {
    for (const sequence of [2, 9]) {
      const { upload } = anAttempt();
      const other = { ...upload, sequence, answers: { A1: 4 }, now: site.clock.now };
      await site.services.screening.saveAttempt(other);
      const answer = await sendSealed({ ...upload, sequence: 2, answers: { A1: 0, A2: 2 }, submitted: true });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ id: upload.id, submitted: true });
      expect((await stored(upload))!.answers).toEqual({ A1: 4, A2: 2 });
    }
  });

  it('brings what was asked for after the test, once', async () => {
    const upload = { ...anAttempt().answering(calm).upload, submitted: true };
    const acts = [{ kind: 'feedback', satisfaction: 4 }, { kind: 'consultation' }];
    const sealed = await sealedOf(upload, acts);
    for (const _time of [1, 2]) expect((await send({ sealed })).status).toBe(200);
    const [one] = await site.services.consultations.attemptsOf({ code: upload.code, now: site.clock.now });
    expect(one).toMatchObject({
      attempt: { feedback: { satisfaction: 4 } },
      consultation: { state: 'waiting' },
    });
  });

  it('asks for nothing before it is submitted, and no psychologist in a try-out', async () => {
    const acts = [{ kind: 'consultation' }, { kind: 'feedback', satisfaction: 5 }];
    const tryOut = await aCampaign(site, { isTryOut: true });
    const begun = anAttempt().answering({ A1: 1 }).upload;
    const tried = { ...anAttempt().of(tryOut.slug).answering(calm).upload, submitted: true };
    for (const upload of [begun, tried]) expect((await sendSealed(upload, acts)).status).toBe(200);
    expect(
      await site.services.consultations.attemptsOf({ code: begun.code, now: site.clock.now }),
    ).toMatchObject([{ attempt: { feedback: null }, consultation: null }]);
    expect(
      await site.services.consultations.attemptsOf({ code: tried.code, now: site.clock.now }),
    ).toMatchObject([{ attempt: { feedback: { satisfaction: 5 } }, consultation: null }]);
  });
});

describe.each([
  ['kk', 'Жіберілген жауаптар ашылмады', 'Бұл жауаптар өшірілген'],
  ['ru', 'Не удалось открыть отправленные ответы', 'Это прохождение удалено'],
] as const)('what is refused, in %s', (language, cannotOpen, erased) => {
  it('cannot be opened: another installation’s, a changed one, or no text at all', async () => {
    const upload = anAttempt().upload;
    const sealed = await sealedOf(upload);
    const changed = sealed.slice(0, -9) + (sealed.at(-9) === 'A' ? 'B' : 'A') + sealed.slice(-8);
    const foreign = sealed.replace(key.id, 'AAAAAAAAAAA');
    for (const one of [changed, foreign, 'nothing', await sealText(key, 'no JSON')]) {
      const { status, body } = await send({ sealed: one }, language);
      expect([status, body.code, plain(body.title)]).toEqual([400, 'cannotOpen', cannotOpen]);
    }
    expect(await stored(upload)).toBeNull();
  });

  it('was erased, and nothing comes back', async () => {
    const upload = { ...anAttempt().answering(calm).upload, submitted: true };
    const sealed = await sealedOf(upload, [{ kind: 'consultation' }]);
    await send({ sealed });
    await site.services.consultations.erase({ id: upload.id, code: upload.code, now: site.clock.now });
    const { status, body } = await send({ sealed }, language);
    expect([status, plain(body.title)]).toEqual([410, erased]);
    expect(await site.services.consultations.attemptsOf({ code: upload.code, now: site.clock.now })).toEqual(
      [],
    );
  });
});

describe('what is checked inside', () => {
  it.each<[string, (upload: Upload) => Record<string, unknown> & { id: string }, number, string]>([
    ['an id that is none', (upload) => ({ ...upload, id: 'x' }), 400, 'invalidRequest'],
    ['an answer that does not exist', (upload) => ({ ...upload, answers: { A1: 9 } }), 400, 'invalidRequest'],
    ['a child', (upload) => ({ ...upload, profile: { ...upload.profile, age: 12 } }), 422, 'tooYoung'],
    ['an unknown campaign', (upload) => ({ ...upload, campaign: 'unknown1' }), 404, 'unknownCampaign'],
    ['no upload', ({ id }) => ({ id }), 400, 'invalidRequest'],
  ])('is %s', async (_name, change, status, code) => {
    const { upload } = anAttempt();
    const { body } = await sendSealed(change(upload));
    expect([body.status, body.code]).toEqual([status, code]);
    expect(await stored(upload)).toBeNull();
  });

  it('is whose it is: another code’s id is as unknown, and shows nothing of it', async () => {
    const { attempt } = await anAttempt().answering({ A1: 2 }).started(site);
    const { body } = await sendSealed({ ...anAttempt().upload, id: attempt.id, code: newCode() });
    expect(body).toMatchObject({ status: 404, code: 'wrongCode' });
    expect(JSON.stringify(body)).not.toContain('A1');
  });

  it('is JSON', async () => {
    const form = await supertest(site.server).post('/api/sealed-attempts').type('form').send('sealed=x');
    expect(form.body).toMatchObject({ status: 415, code: 'notAForm' });
    for (const body of [{}, { sealed: 7 }, { sealed: '' }, { sealed: { $ne: '' } }])
      expect((await send(body)).body).toMatchObject({ status: 400, code: 'invalidRequest' });
  });
});

it('sealed attempts are starts like others, and what is known goes on', async () => {
  const known = anAttempt().upload;
  await sendSealed(known);
  for (let sent = 0; sent < countedAlone(starts); sent += 1) await sendSealed(anAttempt().upload);
  await nearlyAllBegin(site, 1);
  expect((await sendSealed(anAttempt().upload)).status).toBe(200);
  const refused = await sendSealed(anAttempt().upload);
  expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
  expect((await sendSealed({ ...known, sequence: 2, answers: { A1: 1 } })).status).toBe(200);
});
