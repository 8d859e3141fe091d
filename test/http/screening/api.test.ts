import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { recommendationIds } from '../../../server/core/feedback/feedback';
import { typeset } from '../../../server/core/text/typeset';
import type { Upload } from '../../../server/screening/attempt.types';
import { alarming, anAttempt, aProfile, calm, newCode } from '../../support/builders/attempts';
import { type Site, startSite } from '../../support/site/site';

interface ShownVersion {
  title: string;
  body: string;
  byAge?: Record<string, string>;
}

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const put = (upload: Upload | Record<string, unknown>, language = 'kk') => {
  const { id, ...body } = upload;
  return supertest(site.server).put(`/api/attempts/${id}`).set('Accept-Language', language).send(body);
};
const get = (id: string, code: string) =>
  supertest(site.server).get(`/api/attempts/${id}`).set('Authorization', `Code ${code}`);
/** Who counts. */
async function counted(filter: { from?: Date; regions: string[] }): Promise<string[]> {
  const found = [];
  const of = { questionnaire: 'self-diagnosis/v1', ...filter };
  for await (const { id } of site.services.screening.firstSubmitted(of)) found.push(id);
  return found;
}
const stored = async ({ id, code }: Upload) => site.services.screening.findAttempt({ id, code });

describe('saving an attempt', () => {
  it('answers what is stored, and nothing of the code', async () => {
    const { upload } = anAttempt().answering({ A1: 3, A2: null });
    const response = await put(upload);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ sequence: 1, submitted: false });
    const read = await get(upload.id, upload.code);
    expect(read.body).toMatchObject({
      answers: { A1: 3, A2: null },
      profile: aProfile,
      sequence: 1,
      submitted: false,
    });
    expect(JSON.stringify(read.body)).not.toContain(upload.code);
    expect(read.headers['cache-control']).toBe('no-store');
  });

  it('takes a repeated upload once', async () => {
    const { upload } = anAttempt().answering({ A1: 3 });
    await put(upload);
    const { savedAt } = (await stored(upload))!;
    site.clock.now = new Date(site.clock.now.getTime() + 1000);
    expect((await put(upload)).body).toEqual({ sequence: 1, submitted: false });
    expect((await stored(upload))!.savedAt).toEqual(savedAt);
  });

  it('changes nothing for an upload that comes late', async () => {
    const { upload } = anAttempt().answering({ A1: 3 });
    await put({ ...upload, sequence: 7 });
    const response = await put({ ...upload, sequence: 6, answers: { A1: 0 } });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ sequence: 7, submitted: false });
    expect((await stored(upload))!.answers).toEqual({ A1: 3 });
  });

  it('gives back the stored copy when two devices disagree', async () => {
    const { upload } = anAttempt().answering({ A1: 3 });
    await put(upload);
    const response = await put({ ...upload, answers: { A2: 1 } }, 'ru');
    expect(response.status).toBe(409);
    expect(response.headers['content-type']).toMatch('application/problem+json');
    expect(response.body).toMatchObject({
      code: 'answersConflict',
      title: 'На\u00A0двух устройствах разные ответы',
      stored: { sequence: 1, answers: { A1: 3 }, submitted: false },
    });
    expect((await stored(upload))!.answers).toEqual({ A1: 3 });
    const merged = { ...upload, sequence: 2, answers: { A1: 3, A2: 1 } };
    expect((await put(merged)).status).toBe(200);
  });

  it('scores at submission and then ignores whatever comes', async () => {
    const { upload } = anAttempt().answering(alarming).by({ age: 16 });
    const first = await put({ ...upload, submitted: true });
    expect(first.body).toMatchObject({
      sequence: 1,
      submitted: true,
      result: {
        scales: { D: { band: 'veryHigh' } },
        flags: ['threat', 'money', 'lowAlone', 'tension', 'veryHighAlone'],
      },
    });
    for (const change of [
      { answers: {} },
      { sequence: 99, answers: { A1: 4 } },
      { sequence: 5, submitted: false },
    ]) {
      const again = await put({ ...upload, submitted: true, ...change });
      expect(again.status).toBe(200);
      expect(again.body).toEqual(first.body);
    }
  });

  it('scores by itself and takes no result from a phone', async () => {
    const { upload } = anAttempt();
    const response = await put({
      ...upload,
      submitted: true,
      result: { overall: { band: 'veryHigh' } },
    });
    expect(response.body.result.overall.band).toBeNull();
  });

  it('notes a switched language', async () => {
    const { upload } = anAttempt().in('kk');
    await put(upload);
    await put({ ...upload, language: 'ru', sequence: 2 });
    await put({ ...upload, language: 'ru', sequence: 3, submitted: true });
    expect(await stored(upload)).toMatchObject({ language: 'ru', hasSwitchedLanguage: true });
    const offline = anAttempt().upload;
    await put({ ...offline, hasSwitchedLanguage: true, submitted: true });
    expect((await stored(offline))!.hasSwitchedLanguage).toBe(true);
  });

  it('counts one attempt per code, the same each time, however many are submitted at once', async () => {
    const code = newCode();
    const place = { region: '330000000' };
    const uploads = Array.from({ length: 6 }, () => anAttempt().on(code).by(place).upload);
    const responses = await Promise.all(uploads.map((upload) => put({ ...upload, submitted: true })));
    expect(responses.map(({ status }) => status)).toEqual(uploads.map(() => 200));
    expect(await site.services.screening.attemptsOf(code)).toHaveLength(6);
    const smallest = uploads.map(({ id }) => id).sort()[0];
    for (let round = 0; round < 3; round += 1)
      expect(await counted({ regions: [place.region] })).toEqual([smallest]);
  });

  it('counts what reached the server first, not what was begun first; erased, the next one', async () => {
    const code = newCode();
    const place = { region: '470000000' };
    const begunFirst = await anAttempt().on(code).by(place).started(site);
    site.clock.now = new Date(site.clock.now.getTime() + 1_000);
    const sentFirst = await anAttempt().on(code).by(place).answering(calm).submitted(site);
    site.clock.now = new Date(site.clock.now.getTime() + 1_000);
    await site.services.screening.submit({
      id: begunFirst.attempt.id,
      code,
      language: 'kk',
      now: site.clock.now,
    });
    const between = { from: site.clock.now, regions: [place.region] };
    expect(await counted({ regions: [place.region] })).toEqual([sentFirst.attempt.id]);
    // The period leaves the one that counts out, and puts no other in its place.
    expect(await counted(between)).toEqual([]);
    await site.services.screening.eraseAttempt({ id: sentFirst.attempt.id, code, now: site.clock.now });
    expect(await counted(between)).toEqual([begunFirst.attempt.id]);
  });

  it('keeps one of many simultaneous saves and loses no other answer', async () => {
    const { attempt, code } = await anAttempt().started(site);
    const items = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];
    await Promise.all(
      items.map((item) =>
        site.services.screening.change({
          id: attempt.id,
          code,
          now: site.clock.now,
          change: ({ answers }) => ({ answers: { ...answers, [item]: 2 } }),
        }),
      ),
    );
    const { answers } = await site.services.screening.getAttempt({ id: attempt.id, code });
    expect(answers).toEqual(Object.fromEntries(items.map((item) => [item, 2])));
  });

  it('begins one attempt when the same first upload comes many times at once', async () => {
    const { upload } = anAttempt().answering({ A1: 1 });
    const responses = await Promise.all(Array.from({ length: 8 }, () => put(upload)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await site.services.screening.attemptsOf(upload.code)).toHaveLength(1);
  });
});

describe('reading with the code', () => {
  it('forgives how the code is written', async () => {
    const { attempt, code } = await anAttempt().started(site);
    const typed = code.toLowerCase().match(/.{4}/g)!.join('-');
    expect((await get(attempt.id, typed)).status).toBe(200);
  });

  it('answers a wrong code, an unknown id, no code and a broken id alike', async () => {
    const { attempt, code } = await anAttempt().started(site);
    const answers = await Promise.all([
      get(attempt.id, newCode()),
      get(randomUUID(), code),
      get(attempt.id, 'AAAA'),
      supertest(site.server).get(`/api/attempts/${attempt.id}`),
      get('not-an-id', code),
    ]);
    const bodies = answers.map(({ body: { requestId: _one, ...body } }) => body);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(bodies[0]).toMatchObject({ code: 'wrongCode' });
  });

  it('gives an erased attempt back to nobody and takes its id never again', async () => {
    const { upload } = anAttempt().answering({ A1: 2 });
    await put({ ...upload, submitted: true });
    await site.services.screening.eraseAttempt({ id: upload.id, code: upload.code, now: site.clock.now });
    expect((await get(upload.id, upload.code)).status).toBe(410);
    for (const late of [upload, { ...upload, sequence: 50, submitted: true }, { ...upload, code: newCode() }])
      expect((await put(late, 'ru')).body).toMatchObject({ status: 410, title: 'Это прохождение удалено' });
    expect(await site.services.screening.attemptsOf(upload.code)).toEqual([]);
  });
});

describe('feedback', () => {
  const rate = (id: string, code: string, satisfaction: unknown) =>
    supertest(site.server)
      .post(`/api/attempts/${id}/feedback`)
      .set('Authorization', `Code ${code}`)
      .send({ satisfaction } as object);

  it('is stored once submitted, and again without harm', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const first = site.clock.now;
    expect((await rate(attempt.id, code, 4)).status).toBe(204);
    site.clock.now = new Date(first.getTime() + 1_000);
    expect((await rate(attempt.id, code, 4)).status).toBe(204);
    expect((await get(attempt.id, code)).body.feedback).toEqual({ satisfaction: 4 });
    const { feedback } = await site.services.screening.getAttempt({ id: attempt.id, code });
    expect(feedback).toEqual({ satisfaction: 4, givenAt: first });
    expect((await rate(attempt.id, code, 5)).status).toBe(204);
    expect((await get(attempt.id, code)).body.feedback).toEqual({ satisfaction: 5 });
    await site.services.screening.eraseAttempt({ id: attempt.id, code, now: site.clock.now });
    expect((await rate(attempt.id, code, 4)).status).toBe(410);
  });

  it('is refused before submission, outside 1-5 and with a wrong code', async () => {
    const { attempt, code } = await anAttempt().started(site);
    expect((await rate(attempt.id, code, 4)).body.code).toBe('notAllowedNow');
    expect((await rate(attempt.id, code, 6)).body.code).toBe('invalidRequest');
    expect((await rate(attempt.id, code, { $gt: 0 })).body.code).toBe('invalidRequest');
    expect((await rate(attempt.id, newCode(), 4)).body.code).toBe('wrongCode');
  });
});

describe('what a result showed', () => {
  const shownOf = (id: string, code: string, language = 'ru') =>
    supertest(site.server)
      .get(`/api/attempts/${id}/recommendations/${language}.json`)
      .set('Authorization', `Code ${code}`);

  it('comes with the code, in either language, and is kept nowhere', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const [kk, ru] = await Promise.all([shownOf(attempt.id, code, 'kk'), shownOf(attempt.id, code)]);
    const ids = Object.keys(await site.services.screening.textsOf(attempt));
    expect(ids).toContain('A-low');
    for (const { status, headers, body } of [kk, ru]) {
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(Object.keys(body.recommendations)).toEqual(ids);
    }
    const { body } = await supertest(site.server).get(
      '/api/questionnaires/self-diagnosis/v1/ru/recommendations.json',
    );
    expect(ru.body.recommendations['A-low']).toEqual(body.recommendations['A-low']);
    expect(kk.body.recommendations['A-low'].title).not.toBe(ru.body.recommendations['A-low'].title);
  });

  it('is refused before the end, without the code, in no language, and after erasing', async () => {
    const begun = await anAttempt().incomplete().started(site);
    expect((await shownOf(begun.attempt.id, begun.code)).body.code).toBe('notAllowedNow');
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    expect((await shownOf(attempt.id, newCode())).body.code).toBe('wrongCode');
    expect((await shownOf(randomUUID(), code)).body.code).toBe('wrongCode');
    expect((await shownOf(attempt.id, code, 'en')).status).toBe(404);
    await site.services.screening.eraseAttempt({ id: attempt.id, code, now: site.clock.now });
    expect((await shownOf(attempt.id, code)).status).toBe(410);
  });
});

describe('what is published', () => {
  it.each(['kk', 'ru'])(
    'is the questionnaire in %s, kept by browsers and checked by its tag',
    async (language) => {
      const address = `/api/questionnaires/self-diagnosis/v1/${language}.json`;
      const first = await supertest(site.server).get(address);
      expect(first.status).toBe(200);
      expect(first.headers['cache-control']).toMatch(/public, max-age=\d+/);
      expect(first.body).toMatchObject({ language, definition: { id: 'self-diagnosis', itemCount: 75 } });
      expect(Object.keys(first.body.texts.items)).toHaveLength(75);
      // The first question does not wait for the texts of the result.
      expect(first.body).not.toHaveProperty('recommendations');
      const again = await supertest(site.server).get(address).set('If-None-Match', first.headers.etag!);
      expect(again.status).toBe(304);
    },
  );

  it.each(['kk', 'ru'] as const)(
    'is every recommendation in %s, apart, typeset and checked by its tag',
    async (language) => {
      const address = `/api/questionnaires/self-diagnosis/v1/${language}/recommendations.json`;
      const first = await supertest(site.server).get(address);
      expect([first.status, Object.keys(first.body)]).toEqual([200, ['recommendations']]);
      expect(first.headers['cache-control']).toMatch(/public, max-age=\d+/);
      const { definition } = site.services.screening.questionnaire('self-diagnosis/v1');
      expect(Object.keys(first.body.recommendations).sort()).toEqual(recommendationIds(definition).sort());
      for (const [id, text] of Object.entries<ShownVersion>(first.body.recommendations)) {
        expect(text).toMatchObject({ id, version: 1, title: expect.any(String), body: expect.any(String) });
        for (const prose of [text.title, text.body, ...Object.values(text.byAge ?? {})])
          expect(typeset(prose, language)).toBe(prose);
      }
      expect(first.text).toContain('\u00A0');
      expect(Object.keys(first.body.recommendations['D-moderate'].byAge)).toHaveLength(3);
      const again = await supertest(site.server).get(address).set('If-None-Match', first.headers.etag!);
      expect(again.status).toBe(304);
    },
  );

  it.each(['questions', 'results', 'recommendations'])(
    'comes as small as the browser takes it: %s',
    async (part) => {
      const path = `/api/questionnaires/self-diagnosis/v1/kk/${part}.json`;
      const [br, gzip, plain] = await Promise.all(
        ['br, gzip', 'gzip', 'identity'].map((accepted) =>
          supertest(site.server).get(path).set('Accept-Encoding', accepted),
        ),
      );
      const encodings = [br, gzip, plain].map((one) => one!.headers['content-encoding']);
      expect(encodings).toEqual(['br', 'gzip', undefined]);
      const [small, middle, large] = [br, gzip, plain].map((one) => Number(one!.headers['content-length']));
      expect(small).toBeLessThan(middle! * 0.95);
      expect(middle).toBeLessThan(large! / 2);
      expect(br!.body).toEqual(plain!.body);
      expect(br!.headers.vary).toContain('Accept-Encoding');
    },
  );

  it('has no other languages and no unknown versions', async () => {
    const read = (path: string) => supertest(site.server).get(`/api/questionnaires/${path}.json`);
    expect((await read('self-diagnosis/v1/en')).status).toBe(404);
    expect((await read('self-diagnosis/v9/kk')).body.code).toBe('unknownQuestionnaire');
    expect((await read('__proto__/v1/kk')).body.code).toBe('unknownQuestionnaire');
    expect((await read('self-diagnosis/v1/en/recommendations')).status).toBe(404);
    expect((await read('self-diagnosis/v1/__proto__/recommendations')).status).toBe(404);
    expect((await read('self-diagnosis/v9/kk/recommendations')).body.code).toBe('unknownQuestionnaire');
  });
});

describe('counting and streaming', () => {
  it('gives submitted attempts of a time, a region and a campaign, one by one and without the code', async () => {
    site.clock.now = new Date('2026-11-01T06:00:00Z');
    const inTime = await anAttempt().by({ region: '110000000' }).answering(calm).submitted(site);
    await anAttempt().by({ region: '110000000' }).started(site);
    site.clock.now = new Date('2026-11-02T06:00:00Z');
    await anAttempt().by({ region: '110000000' }).answering(calm).submitted(site);
    const found = [];
    const filter = {
      questionnaire: 'self-diagnosis/v1',
      from: new Date('2026-11-01T00:00:00Z'),
      to: new Date('2026-11-02T00:00:00Z'),
      regions: ['110000000'],
    };
    for await (const attempt of site.services.screening.firstSubmitted(filter)) found.push(attempt);
    expect(found.map(({ id }) => id)).toEqual([inTime.attempt.id]);
    expect(found[0]).toEqual(
      await site.services.screening.getAttempt({ id: inTime.attempt.id, code: inTime.code }),
    );
    expect(found[0]).not.toHaveProperty('codeHash');
  });
});
