import supertest from 'supertest';
import { starts } from '../../../server/screening/start/start-limit';
import { aboutYou, anAttempt } from '../../support/builders/attempts';
import { aCampaign } from '../../support/builders/campaigns';
import { nearlyAllBegin } from '../../support/builders/starts';
import { type Site, startSite } from '../../support/site/site';
import { plain, type Visitor } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const put = ({ id, ...body }: ReturnType<typeof anAttempt>['upload'], language = 'kk') =>
  supertest(site.server).put(`/api/attempts/${id}`).set('Accept-Language', language).send(body);

const together = <T>(count: number, act: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, act));

/** By forms, up to the facts about oneself, which begin the attempt. */
async function walkToStart(visitor: Visitor, slug: string) {
  await visitor.open(`/c/${slug}`);
  await visitor.submit({}, '/test');
  await visitor.submit({ choice: 'agree' });
  await visitor.submit({ phone: 'own' });
  return visitor.submit(aboutYou);
}

it('lets a class begin at once behind one address, stops a script, and loses nothing of what has begun', async () => {
  const { slug } = await aCampaign(site);
  const known = anAttempt().of(slug).answering({ A1: 1 }).upload;
  expect((await put(known)).status).toBe(200);

  const classRoom = await together(40, () => put(anAttempt().of(slug).upload));
  expect(classRoom.map(({ status }) => status)).toEqual(classRoom.map(() => 200));
  const byForms = await walkToStart(site.visitor('ru'), slug);
  expect([byForms.status, byForms.html.querySelector('.code') !== null]).toEqual([200, true]);

  // What is refused for another reason does not count.
  const young = anAttempt().by({ age: 12 }).upload;
  expect((await put(young)).status).toBe(422);

  expect(await nearlyAllBegin(site, 10)).toBe(42);
  const school = await together(10, () => put(anAttempt().upload));
  expect(school.filter(({ status }) => status !== 200)).toEqual([]);

  const late = anAttempt().answering({ A1: 2 }).upload;
  for (const [language, title] of [
    ['kk', 'Сұраулар тым көп'],
    ['ru', 'Слишком много запросов'],
  ] as const) {
    const refused = await put(late, language);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(600);
    expect(plain(refused.body.title)).toBe(title);
    expect(refused.body.code).toBe('tooManyRequests');
    const page = await walkToStart(site.visitor(language), slug);
    expect([page.status, page.title]).toEqual([429, title]);
  }

  const saved = await put({ ...known, sequence: 2, answers: { A1: 3, A2: 1 } });
  expect([saved.status, saved.body]).toEqual([200, { sequence: 2, submitted: false }]);
  expect((await put({ ...known, sequence: 3, submitted: true })).status).toBe(200);

  site.clock.now = new Date(site.clock.now.getTime() + starts.windowMs);
  expect((await put(late)).status).toBe(200);
  expect((await site.services.screening.getAttempt(late)).answers).toEqual({ A1: 2 });
});
