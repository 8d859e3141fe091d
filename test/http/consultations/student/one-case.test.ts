// One code has one case, however many of its attempts a psychologist is asked about.
import { randomUUID } from 'node:crypto';
import { dayMs, hourMs } from '../../../../server/shared/clock';
import { alarming, anAttempt, calm, newCode } from '../../../support/builders/attempts';
import { type Asked, answer, asked, claim, rawCase, write } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';

let site: Site;
let psychologist: Signed;
beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
});
afterAll(() => site.stop());

/** The code's next attempt, an hour later and from elsewhere; its student asks as well. */
async function askedAgain(one: Asked): Promise<Asked> {
  const { code } = one;
  site.clock.now = new Date(site.clock.now.getTime() + hourMs);
  const builder = anAttempt().on(code).in('ru').by({ region: '470000000' });
  const { attempt } = await builder.answering(calm).submitted(site);
  await site.services.consultations.request({ id: attempt.id, code, now: site.clock.now });
  return { ...one, attempt };
}

const first = (answers = calm) => asked(site, anAttempt().on(newCode()).in('ru').answering(answers));
const shown = ({ attempt, code }: Asked) =>
  site.services.consultations.forStudent({ id: attempt.id, code, now: site.clock.now });
const stateOf = async (one: Asked) => (await rawCase(site, one))?.state;

describe('a second attempt of the same code', () => {
  it('joins the case: one letter answers both', async () => {
    const [one, other] = await both();
    expect((await rawCase(site, one))?.attempts).toMatchObject([
      { id: one.attempt.id },
      { id: other.attempt.id },
    ]);
    await answer(psychologist, one, 'Екеуіне де жауап');
    for (const each of [one, other])
      expect(await shown(each)).toMatchObject({ published: { text: 'Екеуіне де жауап', number: 1 } });
  });

  it('makes an answered case wait again, later for anybody, with the earlier letter beside it', async () => {
    const one = await first();
    await answer(psychologist, one, 'Бірінші хат');
    const other = await askedAgain(one);
    const { now } = site.clock;
    site.clock.now = new Date(now.getTime() + 4 * dayMs);
    const colleague = await signedIn(site, 'psychologist', { language: 'ru', regions: ['470000000'] });
    expect((await colleague.open('/staff/cases')).body).toContain(one.path);
    const page = await colleague.open(one.path);
    expect(page.text).toContain('Бірінші хат');
    expect([(await shown(one))?.state, (await shown(other))?.state]).toEqual(['answered', 'waiting']);
    await answer(colleague, other, 'Екінші хат');
    expect(await shown(one)).toMatchObject({ published: { text: 'Бірінші хат', number: 1 } });
    expect(await shown(other)).toMatchObject({ published: { text: 'Екінші хат', number: 1 } });
    site.clock.now = now;
  });

  it('shows beside its own facts what made the earlier one important', async () => {
    const one = await first(alarming);
    await askedAgain(one);
    const page = await psychologist.open(one.path);
    expect(page.text).toMatch(/Прежнее обращение \(5 октября.*?\)[^.]*угроз/i);
    expect(page.text).toContain('Тревожные сигналы');
  });

  it('disturbs nobody who writes: the text is kept, and the next look shows the new attempt', async () => {
    const one = await first();
    const near = await signedIn(site, 'psychologist', { language: 'ru', regions: ['750000000'] });
    await claim(near, one);
    await write(near, one, 'Жартысы');
    await askedAgain(one);
    const late = await write(near, one, 'Бүтіні');
    expect(late.status).toBe(200);
    const page = await near.open(one.path);
    expect(page.html.querySelector('#text')?.text).toContain('Бүтіні');
    expect(page.text).toContain('Прежнее обращение');
  });

  it('is asked about once, also by two requests at once', async () => {
    const { attempt, code } = await anAttempt().answering(calm).submitted(site);
    const more = await anAttempt().on(code).answering(calm).submitted(site);
    const now = site.clock.now;
    const { consultations } = site.services;
    await Promise.all(
      [attempt, more.attempt, attempt, more.attempt].map(({ id }) =>
        consultations.request({ id, code, now }),
      ),
    );
    const attempts = await consultations.attemptsOf({ code, now });
    expect(attempts.map(({ consultation }) => consultation?.state)).toEqual(['waiting', 'waiting']);
    const [raw] = await site.connection.collection('cases').find({ 'attempts.id': attempt.id }).toArray();
    expect(raw?.attempts).toHaveLength(2);
    expect(raw?.messages).toHaveLength(2);
  });

  it('has replies and a rating of its own', async () => {
    const [one, other] = await both();
    await answer(psychologist, one, 'Хат');
    const { consultations } = site.services;
    const now = site.clock.now;
    await consultations.message({ ...held(other), messageId: randomUUID(), text: 'Рақмет', now });
    await consultations.rate({ ...held(other), helped: 'yes', now });
    expect(await shown(other)).toMatchObject({ helped: 'yes', replies: [{ text: 'Рақмет' }] });
    expect(await shown(one)).toMatchObject({ helped: null, replies: [] });
    expect(await consultations.statistics({ now: new Date(now.getTime() + 1) })).toMatchObject({
      replied: 1,
    });
  });
});

describe('erasing one of two attempts', () => {
  it('leaves the case with the other one, without what was said about the first alone', async () => {
    const one = await first();
    await answer(psychologist, one, 'Бірінші хат');
    const other = await askedAgain(one);
    await site.services.consultations.erase({ ...held(one), now: site.clock.now });
    expect(await shown(other)).toMatchObject({ state: 'waiting', published: null });
    expect(JSON.stringify(await rawCase(site, other))).not.toContain(one.attempt.id);
    const page = await psychologist.open(other.path);
    expect(page.text).not.toContain('Бірінші хат');
    expect(await stateOf(other)).toBe('waiting');
  });

  it('takes the case with the last one', async () => {
    const [one, other] = await both();
    for (const each of [one, other])
      await site.services.consultations.erase({ ...held(each), now: site.clock.now });
    expect(await rawCase(site, one)).toBeNull();
  });
});

const held = ({ attempt, code }: Asked) => ({ id: attempt.id, code });

async function both(): Promise<[Asked, Asked]> {
  const one = await first();
  return [one, await askedAgain(one)];
}
