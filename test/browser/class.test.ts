/** A class: phones that go from hand to hand without network, forty at once, and more than an address may begin (test/http). */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import kk from '../../locales/kk/screening.json';
import type { Campaign } from '../../server/campaigns/campaign.types';
import { formatCode } from '../../server/core/attempt/code';
import type { Attempt } from '../../server/screening/attempt.types';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { placeOf, type Student, walkTo } from '../support/browser/fast-way';
import { MortalBrowser } from '../support/browser/faults/mortal-browser';
import { goBy, waitForPhone } from '../support/browser/journey';
import { keptOn, waitForRest, waitForTakeover, waitForWord } from '../support/browser/kept';
import { type Network, networkTo } from '../support/browser/network';
import { until } from '../support/browser/until';
import { aProfile, newCode } from '../support/builders/attempts';
import { aCampaign } from '../support/builders/campaigns';
import { signedIn } from '../support/site/staff';
import { plain } from '../support/site/visitor';

const given = { A1: 2, A2: 1, A3: 0, A4: 3, A5: 1, A6: 2, A7: 0, A8: 4, B1: 0, D1: 0, D2: 0, D3: 0 };

let browsed: BrowsedSite;
let network: Network;
let campaign: Campaign;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
afterEach(() => browsed.closePages());
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});
beforeEach(async () => {
  network.restore();
  network.lose(null);
  campaign = await aCampaign(browsed.site);
});

const link = () => `${network.url}/c/${campaign.slug}`;

/** A phone that has opened the class's link while there was network. */
async function opened(page: Page): Promise<Page> {
  await page.goto(link());
  await waitForPhone(page);
  return page;
}

const aPhone = async () => opened(await browsed.open({ language: 'kk', viewport: phone }));

/** The n-th student of a phone, whose answers and wishes are their own. */
const student = (n: number): Student => ({
  ...{ given: { ...given, A1: n }, isShared: true },
  ...{ satisfaction: n + 1, asks: true },
});

const stored = async (code: string): Promise<Attempt | undefined> =>
  (await browsed.site.services.screening.attemptsOf(code))[0];

const hasCase = async ({ id }: Attempt, code: string): Promise<boolean> => {
  const headers = { Authorization: `Code ${code}` };
  const answer = await fetch(`${browsed.url}/api/attempts/${id}/consultation`, { headers });
  return (await answer.json()).consultation !== null;
};

/** Until the server has the attempt of the n-th student, with all that they wished. */
async function expectArrived(code: string, n: number): Promise<void> {
  const attempt = await until(async () => {
    const one = await stored(code);
    return one?.feedback && (await hasCase(one, code)) ? one : null;
  });
  const { answers, feedback, result, campaign: slug } = attempt;
  expect({ answers, satisfaction: feedback?.satisfaction, slug }).toEqual({
    ...{ answers: student(n).given, satisfaction: n + 1, slug: campaign.slug },
  });
  expect(result).not.toBeNull();
}

/** Everything that can be read on the phone without the server's key, as text. */
const readable = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const databases = await indexedDB.databases();
    const found: unknown[] = [{ ...sessionStorage }, { ...localStorage }, document.cookie, location.href];
    for (const { name } of databases) {
      const database = await result(indexedDB.open(name ?? ''));
      for (const store of [...database.objectStoreNames].filter((one) => one !== 'sealed'))
        found.push(store, await result(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return JSON.stringify(found);
  });

/** Neither what is kept nor any page that can be reached tells of the student before. */
async function expectNothingLeft(page: Page, code: string, id: string): Promise<void> {
  const traces = [code, formatCode(code), id, '"answers"', '/api/attempts'];
  const kept = await readable(page);
  expect(traces.filter((trace) => kept.includes(trace))).toEqual([]);
  const tells = async (way: string) => {
    await page.waitForSelector('main h1');
    const text = plain((await page.textContent('body')) ?? '');
    return [...traces, kk.result.title]
      .filter((trace) => text.includes(trace))
      .map((trace) => `${way}: ${trace}`);
  };
  expect(await tells('the end')).toEqual([]);
  await goBy(page, 'main .button-row a');
  expect(await placeOf(page)).toBe('start');
  await page.goBack();
  expect(await tells('the way back')).toEqual([]);
  for (const path of ['/test/result', '/test', '/my']) {
    await page.goto(network.url + path);
    expect(await tells(path)).toEqual([]);
  }
  await page.goto(link());
  await page.waitForSelector('.hero button');
}

describe('a phone that goes from hand to hand without network', () => {
  it('shows each student their own result and keeps nothing to read; with network everything arrives once', async () => {
    const page = await aPhone();
    network.cut();
    const codes: string[] = [];
    for (const n of [0, 1, 2]) {
      const atResult = await walkTo(page, 'result', student(n));
      const [attempt] = (await keptOn(page)).attempts;
      expect(attempt?.answers).toEqual(student(n).given);
      await walkTo(page, 'finish', student(n));
      expect(plain((await page.textContent('main .notice')) ?? '').trim()).toBe(kk.handOver.sealed);
      expect((await keptOn(page)).sealed).toHaveLength(n + 1);
      await expectNothingLeft(page, atResult.code, attempt!.id);
      codes.push(atResult.code);
    }
    expect(await Promise.all(codes.map(stored))).toEqual([undefined, undefined, undefined]);

    let losses = 1;
    network.lose((method, path) => {
      if (path !== '/api/sealed-attempts' || losses === 0) return null;
      losses -= 1;
      return method === 'POST' ? 'answer' : null;
    });
    network.restore();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    for (const [n, code] of codes.entries()) await expectArrived(code, n);
    await until(async () => (await keptOn(page)).sealed.length === 0);
    for (const code of codes) expect(await browsed.site.services.screening.attemptsOf(code)).toHaveLength(1);
    expect(losses).toBe(0);
  });

  it('sends what it had sealed when it is opened again after it died', async () => {
    const browser = new MortalBrowser();
    try {
      const page = await opened(await (await browser.open()).newPage());
      network.cut();
      const { code } = await walkTo(page, 'result', student(1));
      await walkTo(page, 'finish', student(1));
      await browser.kill();
      expect(await stored(code)).toBeUndefined();
      network.restore();
      const again = await opened(await (await browser.open()).newPage());
      await expectArrived(code, 1);
      await until(async () => (await keptOn(again)).sealed.length === 0);
    } finally {
      await browser.stop();
    }
  });

  it('on plain HTTP, where nothing can be sealed, lets nobody finish before all is sent', async () => {
    const page = await browsed.open({ language: 'kk', viewport: phone });
    await page.addInitScript(() => {
      Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
    });
    await page.goto(link());
    await waitForTakeover(page);
    const { code } = await walkTo(page, 'check', student(2));
    await waitForRest(page);
    network.cut();
    await walkTo(page, 'thanks', student(2));
    await page.click('form[action="/test/finish"] button');
    await waitForWord(page, kk.handOver.kept);
    const { attempts, acts } = await keptOn(page);
    expect([attempts.map(({ answers }) => answers), acts.length]).toEqual([[student(2).given], 2]);

    network.restore();
    await goBy(page, 'form[action="/test/finish"] button');
    expect(plain((await page.textContent('main .notice')) ?? '').trim()).toBe(kk.handOver.sent);
    await expectArrived(code, 2);
    expect(await keptOn(page)).toMatchObject({ attempts: [], acts: [], sealed: [] });
  });
});

/** What a phone sends, without a browser. @returns the status of the answer */
async function put(id: string, code: string, more: object): Promise<Response> {
  const upload = {
    ...{ code, questionnaire: 'self-diagnosis/v1', language: 'kk', profile: aProfile },
    ...more,
  };
  return fetch(`${browsed.url}/api/attempts/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...{ answers: {}, timings: {}, sequence: 1, submitted: false }, ...upload }),
  });
}

/** One phone of the class, from the link to the submission. @returns the statuses of all answers */
async function takePart(slug: string): Promise<number[]> {
  const [id, code] = [randomUUID(), newCode()];
  const answers = [
    await fetch(`${browsed.url}/api/campaigns/${slug}/opened`, { method: 'POST' }),
    await put(id, code, { campaign: slug }),
    await put(id, code, { campaign: slug, answers: { A1: 2 }, sequence: 2 }),
    await put(id, code, { campaign: slug, answers: given, sequence: 3, submitted: true }),
  ];
  return answers.map(({ status }) => status);
}

describe('a class behind one address', () => {
  it('of forty students is refused nothing, and its board shows what happened', async () => {
    const coordinator = await signedIn(browsed.site, 'coordinator', { language: 'ru' });
    const phones = 3;
    const [answered] = await Promise.all([
      Promise.all(Array.from({ length: 40 - phones }, () => takePart(campaign.slug))),
      ...Array.from({ length: phones }, async (_, n) => {
        const page = await aPhone();
        const { code } = await walkTo(page, 'result', { ...student(n), isShared: false });
        await until(async () => (await stored(code))?.submittedAt);
      }),
    ]);
    expect(new Set(answered.flat().filter((status) => status >= 300))).toEqual(new Set());
    const path = `/staff/campaigns/${campaign.slug}/board/numbers`;
    const { body } = await coordinator.raw.get(path).set('Accept', 'application/json');
    expect(body.numbers).toEqual({ opened: '40', started: '40', received: '40' });
  });

  it('that has begun too many attempts keeps the next one on its phone and sends it later', async () => {
    network.lose((method) => (method === 'PUT' ? 'tooMany' : null));
    const page = await aPhone();
    const { code } = await walkTo(page, 'result', { ...student(3), isShared: false });
    await waitForWord(page, kk.sending.here);
    expect(await stored(code)).toBeUndefined();
    expect((await keptOn(page)).attempts).toMatchObject([{ known: null, answers: student(3).given }]);

    network.lose(null);
    await page.reload();
    expect(await until(() => stored(code))).toMatchObject({ answers: student(3).given });
  });
});
