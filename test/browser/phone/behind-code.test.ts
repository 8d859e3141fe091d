/** What stands behind a code on a phone: what is said there is true on whatever device, and in the reader's language. */
import type { Page } from 'playwright-core';
import kkConsultations from '../../../locales/kk/consultations.json';
import ruConsultations from '../../../locales/ru/consultations.json';
import { normaliseCode } from '../../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { goBy, typeCode } from '../../support/browser/journey';
import { keptOn, waitForTakeover } from '../../support/browser/kept';
import { anAttempt, calm, newCode } from '../../support/builders/attempts';
import { answer, asked } from '../../support/builders/cases';
import { signedIn } from '../../support/site/staff';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

type Language = 'kk' | 'ru';

const consultations = { kk: kkConsultations, ru: ruConsultations };

const words = {
  kk: {
    waits: 'Ең соңғы күні',
    late: 'Жауап кешігіп жатыр',
    asked: 'Психологқа жіберілді',
    come: 'Психолог саған жауап жазды',
  },
  ru: {
    waits: 'Ответ будет здесь до конца этого дня',
    late: 'Ответ задерживается',
    asked: 'Отправлено психологу',
    come: 'Психолог тебе ответил',
  },
};

const open = (language: Language) => browsed.open({ language, viewport: phone });

/** With a code from a QR. */
async function openCode(page: Page, code: string): Promise<void> {
  await page.goto(`${browsed.url}/my#${normaliseCode(code)}`);
  await page.waitForSelector('form[action="/my/test"]');
}

const switchTo = (page: Page, language: Language) => page.click(`.language-choice[lang=${language}]`);

/** In the reader's language, which the heading of every page is in. */
const isIn = async (page: Page, language: Language) =>
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);

describe.each<Language>(['kk', 'ru'])('behind a code in %s', (language) => {
  const other = language === 'kk' ? 'ru' : 'kk';

  it('an answer is late by the server’s clock, not by one that is years ahead', async () => {
    const { code } = await asked(browsed.site, anAttempt().in(language).answering(calm));
    const page = await open(language);
    await page.clock.install({ time: new Date('2031-06-01T06:00:00Z') });
    await page.goto(browsed.url);
    await typeCode(page, browsed.url, code);
    await page.getByText(words[language].waits).waitFor();
    expect(await page.getByText(words[language].late).count()).toBe(0);
  });

  it('who asked a psychologist on another device is not offered it again beside the result', async () => {
    const { code } = await asked(browsed.site, anAttempt().in(language).answering(calm));
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await page.getByText(words[language].asked).waitFor();
    expect(await page.locator('form[action="/test/ask"]').count()).toBe(0);
  });

  it('an answer that has come stands on every page of an own phone, until it is read', async () => {
    const page = await open(language);
    await page.goto(browsed.url);
    await walkTo(page, 'code', { given: {} });
    const { code } = (await keptOn(page)).attempts[0]!;
    const one = await asked(browsed.site, anAttempt().on(code).in(language).answering(calm));
    await answer(await signedIn(browsed.site, 'psychologist'), one, 'Хат');
    await page.reload();
    await page.getByText(words[language].come).waitFor();
    await page.click('[data-news] a');
    await goBy(page, 'form[action="/my/letter"] button');
    await page.getByText('Хат', { exact: true }).waitFor();
    expect(await page.locator('[data-news]').count()).toBe(0);
  });

  it('what was begun in the other language goes on in the reader’s, here and with the server', async () => {
    const { code } = await anAttempt().in(other).started(browsed.site);
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await walkTo(page, 'page', { given: {} });
    await isIn(page, language);
    expect((await keptOn(page)).attempts[0]).toMatchObject({ language, hasSwitchedLanguage: true });
    await page.reload();
    await page.waitForSelector('form[data-questions]');
    await isIn(page, language);
  });

  it('a code that was typed halfway stays in the other language', async () => {
    const page = await open(language);
    await page.goto(browsed.url);
    await goBy(page, 'a[href="/my"]');
    await waitForTakeover(page);
    await page.fill('#code', '7K3M-X9');
    await switchTo(page, other);
    await page.waitForSelector(`html[lang=${other}]`);
    expect(await page.inputValue('#code')).toBe('7K3M-X9');
  });

  it.each([true, false])(
    'who begins again finds what was said of oneself, with a script: %s',
    async (hasScript) => {
      const status = 'university';
      const { code } = await anAttempt()
        .by({ age: 19, status })
        .in(language)
        .answering(calm)
        .submitted(browsed.site);
      const page = await browsed.open({ language, viewport: phone, hasScript });
      if (hasScript) await openCode(page, code);
      else await typeCode(page, browsed.url, code);
      await goBy(page, 'form[action="/my/again"] button');
      await walkTo(page, 'profile', { given: {} });
      expect(await page.inputValue('#age')).toBe('19');
      expect(await page.inputValue('#status')).toBe(status);
    },
  );

  it('a result in the other language is shown in the reader’s, also when the page comes anew', async () => {
    const { code } = await anAttempt().in(other).answering(calm).submitted(browsed.site);
    const page = await open(language);
    await openCode(page, code);
    await goBy(page, 'form[action="/my/test"] button');
    await isIn(page, language);
    await page.reload();
    await waitForTakeover(page);
    await page.waitForSelector('.code-apart');
    await isIn(page, language);
  });
});

/** Somebody's letter on a phone that is their own or shared, or of which nobody said whose it is. @param code newly made where none is given */
async function openLetter(page: Page, language: Language, code = newCode()): Promise<void> {
  const { site } = browsed;
  const one = await asked(site, anAttempt().on(code).in(language).answering(calm));
  await answer(await signedIn(site, 'psychologist', { language }), one, 'Сәлем! Привет!');
  await openCode(page, one.code);
  // The phone goes on with what the code opens.
  await goBy(page, 'form[action="/my/test"] button');
  await page.goto(`${browsed.url}/my`);
  await toLetter(page);
}

async function toLetter(page: Page): Promise<void> {
  await page.waitForSelector('form[action="/my/letter"]');
  await goBy(page, 'form[action="/my/letter"] button');
  await page.waitForSelector('#reply');
}

/** Until what is typed lies where it is kept: then nobody is asked before the page is left. */
async function typeReply(page: Page, text: string): Promise<void> {
  await page.type('#reply', text);
  await page.waitForSelector('#reply-form:not([data-guard])');
}

async function waitForReply(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (expected) => document.querySelector<HTMLTextAreaElement>('#reply')?.value === expected,
    text,
  );
}

describe.each<Language>(['kk', 'ru'])('a reply that was begun in %s', (language) => {
  const other = language === 'kk' ? 'ru' : 'kk';
  const text = 'Рақмет! Ещё одно…';

  it('stays on somebody’s own phone through another language, a reload and a dead battery', async () => {
    const page = await open(language);
    await page.goto(browsed.url);
    await walkTo(page, 'code', { given: {} });
    await openLetter(page, language, (await keptOn(page)).attempts[0]!.code);
    await page.getByText(consultations[language].letter.keptIn.phone).waitFor();
    await typeReply(page, text);
    await switchTo(page, other);
    await page.waitForSelector(`html[lang=${other}]`);
    await waitForReply(page, text);
    await page.reload();
    await waitForReply(page, text);
    // The battery takes the tab, and with it what was open in it.
    const next = await page.context().newPage();
    await page.close();
    await next.goto(`${browsed.url}/my`);
    await toLetter(next);
    await waitForReply(next, text);
    await goBy(next, '.back');
    await next.getByText(consultations[other].my.begunReply).waitFor();
    await goBy(next, 'form[action="/test/finish"] button');
    expect(JSON.stringify((await keptOn(next)).facts)).not.toContain('Ещё');
  });

  it('lives in the tab alone where the phone is not said to be one’s own, and cannot be read there', async () => {
    const page = await open(language);
    await openLetter(page, language);
    await page.getByText(consultations[language].letter.keptIn.tab).waitFor();
    await typeReply(page, text);
    await switchTo(page, other);
    await page.waitForSelector(`html[lang=${other}]`);
    await waitForReply(page, text);
    await page.reload();
    await waitForReply(page, text);
    const lying = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(lying).not.toContain('Ещё');
    expect(JSON.stringify((await keptOn(page)).facts)).not.toContain('Ещё');
    await page.click('.back');
    await page.click('form[action="/test/finish"] button');
    await page.waitForFunction(() => sessionStorage.length === 0);
  });

  it('goes once it is sent', async () => {
    const page = await open(language);
    await openLetter(page, language);
    await typeReply(page, text);
    await goBy(page, '#reply-form [type=submit]');
    await page.locator('.letter-own').getByText(text).waitFor();
    expect(await page.inputValue('#reply')).toBe('');
    await page.reload();
    await page.waitForSelector('#reply');
    expect(await page.inputValue('#reply')).toBe('');
  });
});
