import supertest from 'supertest';
import { contractOf, endpoints } from '../../server/api';
import { newCode } from '../support/builders/attempts';
import { type Site, startSite } from '../support/site/site';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

it('is documented where phones and others look, by the document that all tests are held to', async () => {
  const { status, headers, body } = await supertest(site.server).get('/api/openapi.json');
  expect([status, body.openapi, headers['cache-control']]).toEqual([200, '3.1.0', 'no-cache']);
  expect(body).toEqual(JSON.parse(JSON.stringify(contractOf(site.services, site.config.publicUrl))));
  expect(body.components.schemas.Result.anyOf).toHaveLength(
    site.services.screening.catalogue.published.length,
  );
});

const unknownId = '00000000-0000-4000-8000-000000000000';
const addressOf = (path: string) => path.replace(':language', 'kk').replace(/:\w+/g, unknownId);

const words = (language: string) => require(`../../locales/${language}/problems.json`).methodNotAllowed;

describe.each(['kk', 'ru'])('a method that a path does not have, in %s', (language) => {
  const all = Object.values(endpoints);
  const paths = [...new Set(all.map(({ path }) => path))];

  it.each(paths)('is refused with those that it has: %s', async (path) => {
    const methods = all.filter((one) => one.path === path).map(({ method }) => method as string);
    const allowed = methods.flatMap((one) => (one === 'get' ? ['GET', 'HEAD'] : [one.toUpperCase()]));
    for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
      if (methods.includes(method)) continue;
      const { status, headers, body } = await supertest(site.server)
        [method](addressOf(path))
        .set('Accept-Language', language);
      expect([status, headers.allow, headers['content-type']]).toEqual([
        405,
        allowed.join(', '),
        'application/problem+json; charset=utf-8',
      ]);
      expect([body.code, body.title]).toEqual(['methodNotAllowed', words(language).title]);
    }
  });
});

it('may be asked for, and headers come without the rest', async () => {
  const asked = await supertest(site.server).options(`/api/attempts/${unknownId}`);
  expect([asked.status, asked.headers.allow!.split(', ').sort()]).toEqual([
    200,
    ['DELETE', 'GET', 'HEAD', 'PUT'],
  ]);
  const headers = await supertest(site.server).head('/api/sealing-key');
  expect([headers.status, headers.text]).toEqual([200, undefined]);
  const unknown = await supertest(site.server)
    .head(`/api/attempts/${unknownId}`)
    .set('Authorization', `Code ${newCode()}`);
  expect(unknown.status).toBe(404);
});

it('is of no use where there is no such path', async () => {
  expect((await supertest(site.server).patch('/api/nothing')).body).toMatchObject({
    status: 404,
    code: 'notFound',
  });
});

it.each(['/API/sealing-key', '/api/sealing-key/', '/api/Sealing-Key', '/api', '/API/nothing'])(
  'answers nothing that its document does not name, with a problem: %s',
  async (path) => {
    const { status, headers, body } = await supertest(site.server).get(path).set('Accept', 'text/html, */*');
    expect([status, headers['content-type'], body.code]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      'notFound',
    ]);
  },
);
