// Before somebody is named who acts for a child in danger, nobody under 18 is offered a psychologist.
import supertest from 'supertest';
import { alarming, anAttempt, calm } from '../../../support/builders/attempts';
import { aCampaign } from '../../../support/builders/campaigns';
import { forgetSafeguarding, prepareSafeguarding } from '../../../support/site/prepared';
import { type Site, startSite } from '../../../support/site/site';
import { signedIn } from '../../../support/site/staff';

const words = {
  kk: { fact: 'Қаласаң, психолог жауап жазады', ask: 'Кеңес сұрау', notice: 'психолог ұсынылмайды' },
  ru: {
    fact: 'Если захочешь, ответит психолог',
    ask: 'Спросить психолога',
    notice: 'психолога пока не предлагаем',
  },
};

let site: Site;
afterEach(() => site.stop());

/** What it is remembered by is a few seconds of one process, so each state has a site of its own. */
async function aSite(isPrepared: boolean): Promise<void> {
  site = await startSite();
  if (!isPrepared) await forgetSafeguarding(site.connection);
}

async function seenBy(age: number, language: 'kk' | 'ru') {
  const { code } = await anAttempt().by({ age }).in(language).answering(calm).submitted(site);
  const student = site.visitor(language);
  const start = await student.open('/');
  await student.open('/my');
  const my = await student.submit({ code });
  await student.submit({}, '/my/test');
  const result = await student.open('/test/result');
  return {
    start: start.text.includes(words[language].fact),
    my: my.text.includes(words[language].ask),
    result: result.html.querySelector('form[action="/test/ask"]') !== null,
  };
}

describe.each(['kk', 'ru'] as const)('in %s', (language) => {
  it('offers adults a psychologist and nobody else', async () => {
    await aSite(false);
    expect(await seenBy(17, language)).toEqual({ start: false, my: false, result: false });
    expect(await seenBy(18, language)).toEqual({ start: false, my: true, result: true });
  });

  it('offers everybody one once rota and procedure were filled in', async () => {
    await aSite(true);
    expect(await seenBy(17, language)).toEqual({ start: true, my: true, result: true });
  });

  it('tells coordinators and leads what is missing', async () => {
    await aSite(false);
    const { slug } = await aCampaign(site, { looksAtHigh: true });
    const coordinator = await signedIn(site, 'coordinator', { language });
    expect((await coordinator.open(`/staff/campaigns/${slug}`)).text).toContain(words[language].notice);
    const lead = await signedIn(site, 'lead', { language });
    expect((await lead.open('/staff/rota')).text).toContain(words[language].notice);
    await prepareSafeguarding(site.connection);
    expect((await lead.open('/staff/rota')).text).not.toContain(words[language].notice);
  });
});

it('looks at no high result of a campaign, and says so to nobody', async () => {
  await aSite(false);
  const { slug } = await aCampaign(site, { looksAtHigh: true });
  const { attempt, code } = await anAttempt().of(slug).answering(alarming).submitted(site);
  const { consultations } = site.services;
  expect(await consultations.forStudent({ id: attempt.id, code, now: site.clock.now })).toBeNull();
  const facts = await supertest(site.server).get(`/api/campaigns/${slug}`);
  expect(facts.body).toMatchObject({ looksAtHigh: false });
  const student = site.visitor('ru');
  await student.open(`/c/${slug}`);
  expect((await student.submit()).text).not.toContain('психолог смотрит каждый высокий');
});

it('takes what a child asks or writes all the same', async () => {
  await aSite(false);
  const { attempt, code } = await anAttempt().answering(calm).submitted(site);
  const { status } = await supertest(site.server)
    .post(`/api/attempts/${attempt.id}/consultation`)
    .set('Authorization', `Code ${code}`);
  expect(status).toBeLessThan(300);
});

it('has the phone fetch its shell again when it changes', async () => {
  await aSite(false);
  const worker = async () => (await supertest(site.server).get('/service-worker.js')).text;
  const [before, shell] = [await worker(), await supertest(site.server).get('/shell')];
  expect(shell.text).toContain('data-offers-from-age="18"');
  const lead = await signedIn(site, 'lead', { language: 'ru' });
  await lead.open('/staff/rota');
  await lead.submit(
    { from: '2026-10-05', until: '2026-10-05', lead: lead.account.id, deputy: '' },
    '/staff/rota',
  );
  await lead.submit({ 'procedure-kk': 'Тәртіп', 'procedure-ru': 'Порядок' }, '/staff/rota/procedure');
  expect(await worker()).not.toBe(before);
  expect((await supertest(site.server).get('/shell')).text).not.toContain('data-offers-from-age');
});
