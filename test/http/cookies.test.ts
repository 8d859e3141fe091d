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
