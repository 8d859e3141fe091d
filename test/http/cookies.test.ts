import { type Site, startSite } from '../support/site/site';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

describe('cookies that are no plain text', () => {
  it.each(['form', 'browser', 'visit', 'language', 'staff'])(
    'change nothing when %s is sent as an object',
    async (name) => {
      for (const path of ['/', '/test', '/my', '/staff/sign-in']) {
        const answer = await site
          .visitor('kk')
          .raw.get(path)
          .set('Cookie', `${name}=${encodeURIComponent('j:{"a":1}')}`);
        expect([path, answer.status < 400]).toEqual([path, true]);
      }
    },
  );
});

describe('cookies where the site is HTTPS', () => {
  let secure: Site;
  beforeAll(async () => {
    secure = await startSite(undefined, { PUBLIC_URL: 'https://check.example' });
  });
  afterAll(() => secure.stop());

  const linesOf = async (path: string, cookie = '') => {
    const answer = await secure.visitor('kk').raw.get(path).set('Cookie', cookie);
    return ([answer.headers['set-cookie'] ?? []].flat() as string[]).map(String);
  };

  it.each(['/?language=ru', '/test', '/staff/sign-in'])('are of this host alone, at %s', async (path) => {
    const lines = await linesOf(path);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(/^__Host-\w+=/);
      expect(line).toMatch(/; Path=\/;/);
      expect(line).toMatch(/; Secure/);
      expect(line).not.toMatch(/Domain/);
    }
  });

  it('count only as such: what another host of the domain could set is not read', async () => {
    const read = await secure.visitor('kk').raw.get('/').set('Cookie', '__Host-language=ru');
    const foreign = await secure.visitor('kk').raw.get('/').set('Cookie', 'language=ru');
    expect([read, foreign].map(({ headers }) => headers['content-language'])).toEqual(['ru', 'kk']);
  });
});
