import supertest from 'supertest';
import { anAttempt, calm } from '../../support/builders/attempts';
import { type Asked, answer, asked } from '../../support/builders/cases';
import { type Site, startSite } from '../../support/site/site';
import { signedIn } from '../../support/site/staff';
import type { Visitor } from '../../support/site/visitor';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

/** A case with a letter. */
async function answered(): Promise<Asked> {
  const one = await asked(site, anAttempt().answering(calm));
  await answer(await signedIn(site, 'psychologist'), one, 'Хат');
  return one;
}

const leftOf = async ({ attempt: { id } }: Asked) => ({
  attempt: await site.connection.collection<{ _id: string }>('attempts').findOne({ _id: id }),
  cases: await site.connection.collection('cases').countDocuments({ 'attempts.id': id }),
  recorded: await site.connection.collection('audit').countDocuments({ act: 'attemptErased', target: id }),
});

const nothing = ({ attempt: { id } }: Asked) => ({
  attempt: { _id: id, erasedAt: site.clock.now },
  cases: 0,
  recorded: 1,
});

/** Holds back whoever has found an attempt until `count` have. */
function untilAllHaveRead(count: number): jest.SpyInstance {
  const { screening } = site.services;
  const { getAttempt } = screening;
  let missing = count;
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  return jest.spyOn(screening, 'getAttempt').mockImplementation(async (held) => {
    const found = await getAttempt(held);
    missing -= 1;
    if (missing === 0) release();
    await all;
    return found;
  });
}

describe('two erasures at once', () => {
  it('end well on phones: one succeeds, the other finds it erased, and nothing is left', async () => {
    const one = await answered();
    const path = `/api/attempts/${one.attempt.id}`;
    const agent = supertest(site.server);
    const reading = untilAllHaveRead(2);
    const answers = await Promise.all(
      [agent.delete(path), agent.post(`${path}/erase`)].map((request) =>
        request.set('Authorization', `Code ${one.code}`),
      ),
    );
    reading.mockRestore();
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect(await leftOf(one)).toEqual(nothing(one));
  });

  it.each([
    ['kk', 'Бәрі өшірілді'],
    ['ru', 'Всё удалено'],
  ] as const)('end well on pages, for both who tapped, in %s', async (language, said) => {
    const one = await answered();
    const more = await anAttempt().on(one.code).answering(calm).submitted(site);
    const toErase = async (): Promise<Visitor> => {
      const visitor = site.visitor(language);
      await visitor.open('/my');
      await visitor.submit({ code: one.code }, '/my');
      await visitor.open('/my/erase');
      return visitor;
    };
    const visitors = [await toErase(), await toErase(), await toErase()];
    const pages = await Promise.all(visitors.map((visitor) => visitor.submit({}, '/my/erase')));
    for (const page of pages) {
      expect([page.status, page.path]).toEqual([200, '/my?erased=yes']);
      expect(page.text).toContain(said);
    }
    for (const each of [one, { ...one, attempt: more.attempt }])
      expect(await leftOf(each)).toEqual(nothing(each));
  });
});
