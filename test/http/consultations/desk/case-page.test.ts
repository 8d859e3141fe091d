// The page of a case: what stands behind the levels, what was said, and how to act when somebody is in danger.
import { randomUUID } from 'node:crypto';
import { dayMs, hourMs, localDay } from '../../../../server/shared/clock';
import type { Actor } from '../../../../server/shared/roles';
import { alarming, anAttempt, calm, newCode } from '../../../support/builders/attempts';
import { answer, asked } from '../../../support/builders/cases';
import { type Site, startSite } from '../../../support/site/site';
import { type Signed, signedIn } from '../../../support/site/staff';
import { plain } from '../../../support/site/visitor';

let site: Site;
let psychologist: Signed;
beforeAll(async () => {
  site = await startSite();
  psychologist = await signedIn(site, 'psychologist', { language: 'ru' });
});
afterAll(() => site.stop());

const leadOf = ({ account }: Signed): Actor => ({
  ...{ accountId: account.id, sessionId: '', name: '', role: 'lead', regions: [], mustChangePassword: false },
});

const high = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`A${index + 1}`, 3]));
const aCase = (answers: object) =>
  asked(
    site,
    anAttempt()
      .in('ru')
      .answering({ ...calm, ...answers }),
  );

it('says in the student’s own answers what is behind a level', async () => {
  const one = await aCase({ ...high, A16: 4 });
  const page = await psychologist.open(one.path);
  const drivers = page.html.querySelector('section[aria-labelledby=drivers]');
  expect(drivers?.text).toContain('Интернет');
  expect(drivers?.querySelectorAll('li')).toHaveLength(3);
  expect(page.text).not.toMatch(/JavaScript|\[\[/);
  expect(page.html.querySelector('section[aria-labelledby=scales]')?.text).toContain('Опора участника');
});

it('shows answers folded, all open, or the strong ones alone', async () => {
  const one = await aCase({ A16: 4 });
  const shown = async (answers: string) => {
    const page = await psychologist.open(`${one.path}?answers=${answers}`);
    const folds = page.html.querySelectorAll('.answers-fold');
    return {
      rows: page.html.querySelectorAll('.answers li').length,
      strong: page.html.querySelectorAll('.answers li.is-strong').length,
      open: folds.filter((fold) => fold.hasAttribute('open')).length === folds.length,
    };
  };
  const folded = await shown('folded');
  expect(folded).toMatchObject({ open: false });
  expect(await shown('all')).toEqual({ ...folded, open: true });
  expect(await shown('strong')).toEqual({ rows: folded.strong, strong: folded.strong, open: true });
  expect(await shown('<script>')).toEqual(folded);
});

it('calls a change only what is more than the scale’s own error', async () => {
  const code = newCode();
  await anAttempt()
    .on(code)
    .in('ru')
    .answering({ ...calm, ...high })
    .submitted(site);
  const { now } = site.clock;
  site.clock.now = new Date(now.getTime() + 100 * dayMs);
  const reader = await signedIn(site, 'psychologist', { language: 'ru' });
  const one = await asked(site, anAttempt().on(code).in('ru').answering(calm));
  const page = await reader.open(one.path);
  expect(page.html.querySelector('section[aria-labelledby=changes]')?.text).toContain('Трудностей');
  site.clock.now = now;
});

it.each(['kk', 'ru'] as const)(
  'tells how to act in danger, with words in both languages, in %s',
  async (language) => {
    const reader = await signedIn(site, 'psychologist', { language });
    const quiet = await reader.open((await aCase({})).path);
    const pressing = await reader.open((await aCase(alarming)).path);
    for (const sentence of ['Мен саған сенемін', 'Я тебе верю']) {
      expect(quiet.text).not.toContain(sentence);
      expect(pressing.text).toContain(sentence);
    }
  },
);

it.each(['kk', 'ru'] as const)(
  'opens what to do by itself at danger words, with who is on call and the procedure, in %s',
  async (language) => {
    const lead = await signedIn(site, 'lead', { language, name: 'Марат Оспанов' });
    const [safeguarding, actor] = [site.services.safeguarding, { ...leadOf(lead), name: 'Марат Оспанов' }];
    const { now } = site.clock;
    const today = localDay(now);
    const duty = { from: today, until: today, lead: { id: actor.accountId, name: actor.name }, deputy: null };
    if (language === 'kk') await safeguarding.addDuty({ actor, now, duty });
    const procedure = { kk: 'Әуелі басшыға хабарлаңыз.', ru: 'Сначала сообщите руководителю.' };
    await safeguarding.setProcedure({ actor, now, procedure });
    const one = await aCase({});
    const { id } = one.attempt;
    const message = { messageId: randomUUID(), text: 'Мен өлгім келеді. Я хочу умереть' };
    await site.services.consultations.message({ id, code: one.code, now, ...message });
    const page = await lead.open(one.path);
    const guide = page.html.querySelector('details[open]');
    expect(guide?.text).toContain('Марат Оспанов');
    expect(guide?.querySelector('.procedure')?.text).toBe(procedure[language]);
  },
);

it('shows every message in order, with both times where a message had to wait', async () => {
  const one = await aCase({});
  await answer(psychologist, one, 'Письмо');
  const { now } = site.clock;
  await site.services.consultations.message({
    ...{ id: one.attempt.id, code: one.code, messageId: randomUUID(), text: 'Спасибо' },
    ...{ now, writtenAt: new Date(now.getTime() - 5 * hourMs) },
  });
  const page = await psychologist.open(one.path);
  const said = page.html.querySelectorAll('.case-letter article').map((article) => plain(article.text));
  expect(said.at(-2)).toContain('Письмо');
  expect(said.at(-1)).toMatch(/сети не было[\s\S]*Спасибо/);
});
