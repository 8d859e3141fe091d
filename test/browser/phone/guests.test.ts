/** Somebody else's code on a phone that is said to be one's own: what its owner has stays, and what is hers ends with her. */
import type { Page } from 'playwright-core';
import ru from '../../../locales/ru/consultations.json';
import { normaliseCode } from '../../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { placeOf, walkTo } from '../../support/browser/fast-way';
import { goBy, tap, waitForPhone } from '../../support/browser/journey';
import { keptOn, waitForRest, waitForTakeover } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { anAttempt, calm } from '../../support/builders/attempts';
import { answer, asked } from '../../support/builders/cases';
import { signedIn } from '../../support/site/staff';

let browsed: BrowsedSite;
let network: Network;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
beforeEach(() => network.restore());
afterEach(() => browsed.closePages());
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});

type Language = 'kk' | 'ru';

const stored = async (code: string) => (await browsed.site.services.screening.attemptsOf(code))[0];

const arrived = (code: string, answers: object) =>
  until(async () => JSON.stringify((await stored(code))?.answers) === JSON.stringify(answers));

const keptOf = async (page: Page, code: string) =>
  (await keptOn(page)).attempts.find((one) => normaliseCode(one.code) === normaliseCode(code));

/** The first question, and on to the next page; until the server has it. */
async function answerFirst(page: Page, code: string, answer: number): Promise<void> {
  await tap(page, 'A1', answer);
  await goBy(page, '[name=go][value=next]');
  await arrived(code, { A1: answer });
}

/** A phone whose owner has answered the first question. @returns the owner's code as well */
async function owned(language: Language): Promise<{ page: Page; owner: string }> {
  const page = await browsed.open({ language, viewport: phone });
  await page.goto(network.url);
  await waitForPhone(page);
  const { code: owner } = await walkTo(page, 'page', { given: {} });
  await waitForRest(page);
  await answerFirst(page, owner, 2);
  return { page, owner };
}

/** In the window of the page, a guest's code is opened. */
async function openCode(page: Page, code: string): Promise<void> {
  await page.goto(`${network.url}/my#${normaliseCode(code)}`);
  await page.waitForSelector('form[action^="/my/"]');
}

/** @returns the guest's code */
async function aGuest(page: Page, language: Language): Promise<string> {
  const { code } = await anAttempt().in(language).started(browsed.site);
  await openCode(page, code);
  await goBy(page, 'form[action="/my/test"] button');
  expect(await placeOf(page)).toBe('phone');
  return code;
}

/** The owner opens the site once more, and all that a visit tidies is tidied. */
async function ownerReturns(page: Page): Promise<Page> {
  const own = await page.context().newPage();
  await own.goto(network.url);
  await waitForPhone(own);
  await goBy(own, '.hero a[href="/test"]');
  await own.waitForSelector('form[data-questions]');
  return own;
}

/** From wherever the owner is, to the first page. */
async function expectOwners(own: Page): Promise<void> {
  while (!(await own.$('[data-question=A1]'))) await goBy(own, '[name=go][value=back]');
  expect(await own.isChecked('#question-A1-2')).toBe(true);
}

describe.each<Language>(['kk', 'ru'])('a guest who goes on with her test by her code, in %s', (language) => {
  it('is asked whose phone it is; where it is not hers, the owner goes on beside her and after her', async () => {
    const { page, owner } = await owned(language);
    const guest = await aGuest(page, language);
    await walkTo(page, 'page', { given: {}, isShared: true });
    await answerFirst(page, guest, 4);
    await tap(page, 'A9', 3);

    const own = await ownerReturns(page);
    await expectOwners(own);
    expect(await keptOf(own, owner)).toMatchObject({ isSharedPhone: false, answers: { A1: 2 } });

    // She has all that she needs to go on, also when her page comes anew.
    await page.bringToFront();
    await page.reload();
    await page.waitForSelector('#question-A9-3:checked');
    await walkTo(page, 'finish', { given: {} });
    expect(await keptOf(page, guest)).toBeUndefined();
    expect(await keptOf(page, owner)).toMatchObject({ answers: { A1: 2 } });
    await arrived(guest, { A1: 4, A9: 3 });
    await expectOwners(await ownerReturns(page));
  });

  it('says that it is hers: the phone goes on with hers, and what it had stays behind its own code', async () => {
    const { page, owner } = await owned(language);
    const guest = await aGuest(page, language);
    await walkTo(page, 'page', { given: {} });
    await answerFirst(page, guest, 4);
    const next = await page.context().newPage();
    await next.goto(network.url);
    await waitForPhone(next);
    await goBy(next, '.hero a[href="/test"]');
    await next.waitForSelector('[data-question=A9]');
    expect(await keptOf(next, owner)).toMatchObject({ isSharedPhone: false });

    network.cut();
    await openCode(next, owner);
    await goBy(next, 'form[action="/my/test"] button');
    await next.waitForSelector('form[data-questions]');
    await expectOwners(next);
  });

  it('loses nothing that was answered without network, nor does the owner', async () => {
    const { page, owner } = await owned(language);
    const guest = await aGuest(page, language);
    await walkTo(page, 'page', { given: {}, isShared: true });
    await waitForRest(page);
    network.cut();
    await tap(page, 'A1', 4);
    const own = await ownerReturns(page);
    await expectOwners(own);
    await tap(own, 'A2', 1);
    await walkTo(page, 'finish', { given: {} });
    const { attempts, sealed, facts } = await keptOn(page);
    expect(attempts.map(({ answers }) => answers)).toEqual([{ A1: 2, A2: 1 }]);
    expect(sealed).toHaveLength(1);
    expect(facts.session?.attemptId).toBe(attempts[0]!.id);
    network.restore();
    await own.evaluate(() => dispatchEvent(new Event('online')));
    await arrived(owner, { A1: 2, A2: 1 });
    await arrived(guest, { A1: 4 });
  });
});

describe('what a guest does besides', () => {
  it('begins on the owner’s phone: the owner’s test goes on beside hers', async () => {
    const { page, owner } = await owned('ru');
    await page.goto(network.url);
    await waitForTakeover(page);
    await goBy(page, 'main form button');
    const { code: guest } = await walkTo(page, 'page', { given: {}, isShared: true });
    await answerFirst(page, guest, 0);
    const own = await ownerReturns(page);
    await expectOwners(own);
    expect(await keptOf(own, owner)).toMatchObject({ isSharedPhone: false });
  });

  it('begins at a page that stood there before the owner had begun: the phone is the owner’s', async () => {
    const page = await browsed.open({ language: 'kk', viewport: phone });
    await page.goto(network.url);
    await waitForPhone(page);
    const own = await page.context().newPage();
    await own.goto(network.url);
    await waitForTakeover(own);
    const { code: owner } = await walkTo(own, 'page', { given: {} });
    await answerFirst(own, owner, 2);
    await goBy(page, 'main form button');
    const { code: guest } = await walkTo(page, 'page', { given: {}, isShared: true });
    await answerFirst(page, guest, 0);
    expect((await keptOn(page)).facts.session).toMatchObject({ code: owner, isSharedPhone: false });
    await expectOwners(await ownerReturns(page));
  });

  it('has agreed at a page before the owner had begun, and chooses then whose phone it is', async () => {
    const page = await browsed.open({ language: 'ru', viewport: phone });
    await page.goto(network.url);
    await waitForPhone(page);
    await walkTo(page, 'phone', { given: {} });
    const own = await page.context().newPage();
    await own.goto(network.url);
    await waitForTakeover(own);
    const { code: owner } = await walkTo(own, 'page', { given: {} });
    await answerFirst(own, owner, 2);
    const { code: guest } = await walkTo(page, 'page', { given: {}, isShared: true });
    await answerFirst(page, guest, 0);
    expect((await keptOn(page)).facts.session).toMatchObject({ code: owner, isSharedPhone: false });
    await expectOwners(await ownerReturns(page));
  });

  it('goes on at a page that stood there while the owner’s visit tidied what the server has', async () => {
    const { page } = await owned('ru');
    const guest = await aGuest(page, 'ru');
    await walkTo(page, 'page', { given: {}, isShared: true });
    await answerFirst(page, guest, 4);
    const own = await ownerReturns(page);
    await page.bringToFront();
    await tap(page, 'A9', 3);
    await goBy(page, '[name=go][value=next]');
    await arrived(guest, { A1: 4, A9: 3 });
    await expectOwners(own);
  });

  it('begins to write to a psychologist: it stays in the tab, which is said', async () => {
    const { page } = await owned('ru');
    const { site } = browsed;
    const one = await asked(site, anAttempt().in('ru').answering(calm));
    await answer(await signedIn(site, 'psychologist', { language: 'ru' }), one, 'Привет! Сәлем!');
    await openCode(page, one.code);
    await goBy(page, 'form[action="/my/letter"] button');
    await page.getByText(ru.letter.keptIn.tab).waitFor();
    await page.type('#reply', 'Спасибо');
    await page.waitForSelector('#reply-form:not([data-guard])');
    expect(JSON.stringify((await keptOn(page)).facts)).not.toContain('Спасибо');
  });

  it('erases all that is hers, and nothing of the owner’s', async () => {
    const { page, owner } = await owned('ru');
    const guest = await aGuest(page, 'ru');
    await walkTo(page, 'page', { given: {}, isShared: true });
    await openCode(page, guest);
    await goBy(page, 'a[href="/my/erase"]');
    await goBy(page, 'form[action="/my/erase"] button');
    expect(await stored(guest)).toBeUndefined();
    expect(await keptOf(page, guest)).toBeUndefined();
    expect(await stored(owner)).toBeDefined();
    await expectOwners(await ownerReturns(page));
  });
});
