import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../server/config';
import { type Site, startSite } from '../support/site/site';

const manifest = JSON.parse(readFileSync(join(publicFolder, 'manifest.json'), 'utf8'));
const script = `/assets/${manifest['student.js']}`;
const questions = '/api/questionnaires/self-diagnosis/v1/ru/questions.json';

let plain: Site;
let secure: Site;
beforeAll(async () => {
  [plain, secure] = await Promise.all([
    startSite(),
    startSite(undefined, { PUBLIC_URL: 'https://check.example' }),
  ]);
});
afterAll(() => Promise.all([plain.stop(), secure.stop()]));

const headersAt = async (path: string, site = plain, encoding = 'br') =>
  (await site.visitor('kk').raw.get(path).set('Accept-Encoding', encoding)).headers;

/** Names that every answer has, whatever it is. */
const always = ['connection', 'content-length', 'date', 'keep-alive'];
const namesOf = (headers: object) =>
  Object.keys(headers)
    .filter((name) => !always.includes(name))
    .sort();

describe('what is said with an answer', () => {
  it.each(['/', '/my', '/privacy', '/staff/sign-in', '/nowhere'])(
    'lets the page %s load from here alone, stand in no frame and refer to nobody else',
    async (path) => {
      const headers = await headersAt(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;connect-src 'self';" +
          "manifest-src 'self';worker-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
    },
  );

  it.each([questions, '/api/sealing-key', '/api/nowhere'])('lets the data at %s be no page', async (path) => {
    const headers = await headersAt(path);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('asks a browser to stay with HTTPS where the site has it', async () => {
    for (const path of ['/', questions]) {
      const headers = await headersAt(path, secure);
      expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    }
    const page = await headersAt('/', secure);
    expect(page['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(page).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' });
  });

  it('is no more for a built file than a browser does something with', async () => {
    const headers = await headersAt(script);
    expect(namesOf(headers)).toEqual([
      'cache-control',
      'content-encoding',
      'content-type',
      'cross-origin-resource-policy',
      'vary',
      'x-content-type-options',
    ]);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('does not depend on the reader’s language where the address names it', async () => {
    const headers = await headersAt(questions);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers).not.toHaveProperty('content-language');
  });
});

describe('a built file', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('comes to a browser that takes %s as %s', async (accepted, sent) => {
    expect((await headersAt(script, plain, accepted))['content-encoding']).toBe(sent);
  });

  it('is a page that is not there where its name is another, and takes no form', async () => {
    const { raw } = plain.visitor('kk');
    expect((await raw.get('/assets/student-AAAAAAAA.js')).status).toBe(404);
    expect((await raw.get('/assets/../manifest.json')).status).toBe(404);
    expect((await raw.post(script)).status).toBeGreaterThanOrEqual(400);
    const { status, text } = await raw.head(script);
    expect([status, text]).toEqual([200, undefined]);
  });
});
