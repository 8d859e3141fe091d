import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { alarming, anAttempt, calm, newCode } from '../../support/builders/attempts';
import { schemaProblems } from '../../support/documents/fhir-schema';
import { type Site, startSite } from '../../support/site/site';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

/** Without the typography of our pages. */
const plain = (text: string) => text.replace(/\s/g, ' ');
const path = '/api/questionnaires/self-diagnosis/v1/fhir.json';
/** supertest reads `+json` bodies as JSON by itself. */
const read = (address: string) => supertest(site.server).get(address);
const readAttempt = (id: string, code: string) =>
  read(`/api/attempts/${id}/fhir`).set('Authorization', `Code ${code}`);

describe('the questionnaire as FHIR', () => {
  it('is a valid Questionnaire for everybody, kept by browsers and checked by its tag', async () => {
    const first = await read(path);
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+$/);
    expect(schemaProblems(first.body)).toEqual([]);
    expect(first.body.url).toBe(`${site.config.publicUrl}${path}`);
    const again = await read(path).set('If-None-Match', first.headers.etag!);
    expect(again.status).toBe(304);
  });

  it('holds both languages', async () => {
    const { body } = await read(path);
    const texts = {
      kk: (await read(path.replace('fhir', 'kk'))).body.texts,
      ru: (await read(path.replace('fhir', 'ru'))).body.texts,
    };
    const [page] = body.item;
    expect(page.text).toBe(plain(texts.kk.pages.a1.title));
    expect(JSON.stringify(page._text)).toContain(plain(texts.ru.pages.a1.title));
  });

  it('has no unknown versions', async () => {
    for (const unknown of ['self-diagnosis/v9', '__proto__/v1', 'self-diagnosis/__proto__']) {
      const { status, body } = await read(`/api/questionnaires/${unknown}/fhir.json`);
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'unknownQuestionnaire' });
    }
  });
});

describe('an attempt as FHIR', () => {
  it('is a valid, completed response in the language of the attempt', async () => {
    const { attempt, code } = await anAttempt()
      .in('ru')
      .answering({ ...alarming, A2: null, D3: 0 })
      .submitted(site);
    const { status, headers, body } = await readAttempt(attempt.id, code);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(schemaProblems(body)).toEqual([]);
    expect(body).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      language: 'ru',
      authored: attempt.submittedAt!.toISOString(),
    });
    expect(JSON.stringify(body)).toContain('Очень часто');
    expect(JSON.stringify(body)).toContain('asked-declined');
    expect(JSON.stringify(body)).not.toContain('"D14"');
  });

  it('is in progress until submission', async () => {
    const { attempt, code } = await anAttempt().answering({ A1: 3, B1: 0, B2: 4 }).started(site);
    const { body } = await readAttempt(attempt.id, code);
    expect(schemaProblems(body)).toEqual([]);
    expect(body).toMatchObject({ status: 'in-progress', authored: attempt.savedAt.toISOString() });
    expect(body.item.map(({ linkId }: { linkId: string }) => linkId)).toEqual(['page.a1', 'page.gates']);
  });

  it('says nothing of the person but the answers', async () => {
    const { attempt, code } = await anAttempt()
      .by({ age: 17, region: '110000000' })
      .answering(calm)
      .submitted(site);
    const { body } = await readAttempt(attempt.id, code);
    expect(Object.keys(body).sort()).toEqual(
      ['authored', 'identifier', 'item', 'language', 'questionnaire', 'resourceType', 'status'].sort(),
    );
    for (const fact of [code, '110000000', 'urban', 'school-lower', 'band'])
      expect(JSON.stringify(body)).not.toContain(fact);
  });

  it('names the questionnaire where it can be read', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const { body } = await readAttempt(attempt.id, code);
    const [url, version] = body.questionnaire.split('|');
    const questionnaire = (await read(url.replace(site.config.publicUrl, ''))).body;
    expect(questionnaire).toMatchObject({ resourceType: 'Questionnaire', url, version });
  });

  it('answers a wrong code, an unknown id, no code and a broken id as reading the attempt does', async () => {
    const { attempt, code } = await anAttempt().started(site);
    const answers = await Promise.all([
      readAttempt(attempt.id, newCode()),
      readAttempt(randomUUID(), code),
      readAttempt(attempt.id, 'AAAA'),
      read(`/api/attempts/${attempt.id}/fhir`),
      readAttempt('not-an-id', code),
      read(`/api/attempts/${attempt.id}`).set('Authorization', `Code ${newCode()}`),
    ]);
    const bodies = answers.map(({ body: { requestId: _one, ...body } }) => body);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'wrongCode' });
  });

  it('is gone once erased', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    await site.services.screening.eraseAttempt({ id: attempt.id, code, now: site.clock.now });
    expect((await readAttempt(attempt.id, code)).status).toBe(410);
  });
});
