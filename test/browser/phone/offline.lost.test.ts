/** A browser loses the phone's database; the second copy brings the answers back, and only to whom they belong. */
import type { Page } from 'playwright-core';
import kkCodes from '../../../locales/kk/consultations.json';
import kk from '../../../locales/kk/screening.json';
import ruCodes from '../../../locales/ru/consultations.json';
import ru from '../../../locales/ru/screening.json';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { refuseStorage } from '../../support/browser/faults/hindered-storage';
import { copiesOn, loseDatabase, putCopies, throwAway } from '../../support/browser/faults/lost-database';
import { MortalBrowser } from '../../support/browser/faults/mortal-browser';
import { given, goBy, tap, tapPage, waitForPhone } from '../../support/browser/journey';
import { keptOn, waitForTakeover, waitForWord } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { newCode } from '../../support/builders/attempts';

const words = { kk: { ...kk, codes: kkCodes.errors }, ru: { ...ru, codes: ruCodes.errors } };

let browsed: BrowsedSite;
let network: Network;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});
beforeEach(() => {
  network.restore();
  network.lose(null);
});
afterEach(() => browsed.closePages());

const firstPage = Object.fromEntries(
  ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'].map((item) => [item, given[item]]),
);

/** The next page of questions, where the phone does not know which one stood there last. */
const allAnswered = '#progress[value="8"]';

const textOf = async (page: Page, place: string) =>
  (await page.textContent(place))?.replaceAll('\u00A0', ' ') ?? '';

const copied = async (page: Page) =>
  (await copiesOn(page)).map(({ path, text }) => ({ path, ...JSON.parse(text) }));

/** Answers the first page without network, until both copies have all of it. @returns the code */
async function answerOffline(page: Page): Promise<string> {
  await page.goto(network.url);
  await waitForPhone(page);
  const { code } = await walkTo(page, 'page', { given: {} });
  network.cut();
  await tapPage(page);
  await until(async () => {
    const [copy, ...others] = await copied(page);
    return copy && others.length === 0 && Object.keys(copy.answers).length === 8;
  });
  return code;
}

const open = (language: 'kk' | 'ru') => browsed.open({ language, viewport: phone });

const arrived = (code: string) =>
  until(async () => {
    const [stored] = await browsed.site.services.screening.attemptsOf(code);
    return stored && Object.keys(stored.answers).length === 8 && stored.answers;
  });

const keptAnswers = async (page: Page) => (await keptOn(page)).attempts.map(({ answers }) => answers);

describe.each(['deleted', 'emptied'] as const)('a database that is %s', (how) => {
  it('comes back with every answer when the server says that the attempt stands', async () => {
    const page = await open('kk');
    const code = await answerOffline(page);
    await loseDatabase(page, how);
    network.restore();
    await page.goto(`${network.url}/test`);
    await page.waitForSelector(allAnswered);
    expect(await keptAnswers(page)).toEqual([firstPage]);
    expect(await arrived(code)).toEqual(firstPage);

    // In the same tab once more; from a page that writes nothing itself.
    await until(() => page.evaluate(() => sessionStorage.getItem('anew') === null));
    await page.goto(`${network.url}/healthz`);
    await loseDatabase(page, 'emptied');
    await page.goto(`${network.url}/test`);
    await page.waitForSelector(allAnswered);
    expect(await keptAnswers(page)).toEqual([firstPage]);
  });
});

describe.each(['/test', '/'])('a server that does not answer whether the attempt stands, at %s,', (path) => {
  it('is asked again without anybody’s doing, and the answers come back', async () => {
    const page = await open('ru');
    await answerOffline(page);
    await loseDatabase(page, 'deleted');
    network.restore();
    let losses = 0;
    network.lose((method, asked) => {
      if (method !== 'GET' || !asked.startsWith('/api/attempts/')) return null;
      losses += 1;
      return 'request';
    });
    await page.goto(network.url + path);
    await until(async () => losses > 0);
    network.lose(null);
    if (path === '/') await goBy(page, '.hero a[href="/test"]');
    await page.waitForSelector(allAnswered);
    expect(await keptAnswers(page)).toEqual([firstPage]);
  });
});

describe.each([
  { how: 'deleted', isShared: false },
  { how: 'emptied', isShared: false },
  { how: 'deleted', isShared: true },
] as const)(
  'a database that is $how under an open page, on a shared phone: $isShared,',
  ({ how, isShared }) => {
    /** At the first questions, without network. @returns the code */
    async function begin(page: Page): Promise<string> {
      await page.goto(network.url);
      await waitForPhone(page);
      const { code } = await walkTo(page, 'page', { given: {}, isShared });
      network.cut();
      await tapPage(page);
      await until(async () => Object.keys((await keptAnswers(page))[0] ?? {}).length === 8);
      return code;
    }

    const sessionOn = async (page: Page) => (await keptOn(page)).facts.session;

    it('is written anew by the next tap, the next page and the reader’s return, and the test goes on', async () => {
      const page = await open('ru');
      const code = await begin(page);
      const { attemptId } = (await sessionOn(page))!;
      await throwAway(page, how);
      await tap(page, 'A1', 4);
      const changed = { ...firstPage, A1: 4 };
      await until(async () => (await keptAnswers(page))[0]?.A1 === 4);
      expect(await keptAnswers(page)).toEqual([changed]);
      expect(await sessionOn(page)).toMatchObject({ attemptId, code });

      await throwAway(page, how);
      await goBy(page, '[name=go][value=next]');
      await page.waitForSelector('[data-question=A9]');
      await tap(page, 'A9', 0);
      await until(async () => (await keptAnswers(page))[0]?.A9 === 0);

      await throwAway(page, how);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await until(async () => (await keptAnswers(page))[0]?.A9 === 0);
      await page.reload();
      await page.waitForSelector('#question-A9-0:checked');
      expect(await keptAnswers(page)).toEqual([{ ...changed, A9: 0 }]);
      network.restore();
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await until(async () => (await browsed.site.services.screening.attemptsOf(code))[0]?.answers.A9 === 0);
    });

    it('before the first question leaves what is typed about oneself where it was, and the test goes on', async () => {
      const page = await open('kk');
      await page.goto(network.url);
      await waitForPhone(page);
      await walkTo(page, 'profile', { given: {}, isShared });
      const { attemptId } = (await sessionOn(page))!;
      await throwAway(page, how);
      const { places } = await walkTo(page, 'page', { given: {}, isShared });
      expect(places).not.toContain('start');
      expect((await keptOn(page)).attempts.map(({ id }) => id)).toEqual([attemptId]);
    });

    it('keeps the question to a psychologist that had not been sent', async () => {
      const page = await open('kk');
      const code = await begin(page);
      await walkTo(page, 'result', { given: {} });
      await goBy(page, 'form[action="/test/ask"] button');
      await until(async () => (await keptOn(page)).acts.length === 1);
      await throwAway(page, how);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await until(async () => (await keptOn(page)).acts.length === 1);
      network.restore();
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await until(async () => {
        const headers = { Authorization: `Code ${code}` };
        const { attempts = [] } = await (await fetch(`${browsed.url}/api/my`, { headers })).json();
        return attempts[0]?.consultation;
      });
    });
  },
);

describe.each(['kk', 'ru'] as const)('without network, in %s', (language) => {
  it('comes back for whoever knows the code, and for nobody else', async () => {
    const page = await open(language);
    const code = await answerOffline(page);
    await loseDatabase(page, 'deleted');
    await page.goto(network.url);
    await page.waitForSelector('main .notice');
    expect(await textOf(page, 'main .notice')).toContain(words[language].offline.needsCode);
    expect(await keptAnswers(page)).toEqual([]);

    const type = async (typed: string) => {
      await page.fill('[name=code]', typed);
      await goBy(page, 'form[data-code-form] button');
    };
    await goBy(page, 'main a[href="/my"]');
    await type(newCode());
    expect(await textOf(page, 'main')).toContain(words[language].codes.otherCode);
    // The page that left while it wrote may not have taken away the copy that it replaced.
    expect(new Set((await copied(page)).map(({ id }) => id)).size).toBe(1);
    await type(code);
    await goBy(page, 'form[action="/my/test"] button');
    await page.waitForSelector(allAnswered);
    network.restore();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    expect(await arrived(code)).toEqual(firstPage);
  });
});

describe('a database whose files are damaged when the browser dies', () => {
  it('is thrown away by the browser, and comes back', async () => {
    const browser = new MortalBrowser();
    try {
      let page = (await browser.open()).pages()[0]!;
      const code = await answerOffline(page);
      await browser.kill();
      browser.damageDatabase();
      network.restore();
      page = (await browser.open()).pages()[0]!;
      await page.goto(`${network.url}/test`, { waitUntil: 'commit' });
      await page.waitForSelector(allAnswered);
      expect(browser.storageLog.join('\n')).toMatch(/corrupted \(and deleted\) database/);
      expect(await arrived(code)).toEqual(firstPage);
    } finally {
      await browser.stop();
    }
  });
});

describe('two copies of which one is newer', () => {
  it('an older second copy changes nothing, a newer one brings the first forward', async () => {
    const page = await open('ru');
    await answerOffline(page);
    const [{ path: _path, ...copy }] = await copied(page);
    const withAnswers = (answers: object, revision: number) => ({
      path: `/second/${copy.id}/${revision}`,
      text: JSON.stringify({ ...copy, answers: { ...copy.answers, ...answers }, revision }),
    });
    await putCopies(page, [withAnswers({ A1: 4 }, copy.revision - 1)]);
    await page.reload();
    await waitForTakeover(page);
    await tap(page, 'A9', 0);
    // A copy is made of what is kept, and takes the older ones along.
    await until(async () => (await copied(page)).length === 1);
    expect(await keptAnswers(page)).toEqual([{ ...firstPage, A9: 0 }]);

    await putCopies(page, [withAnswers({ A9: 4 }, copy.revision + 50)]);
    await page.reload();
    await page.waitForSelector('#question-A9-4:checked');
    expect(await keptAnswers(page)).toEqual([{ ...firstPage, A9: 4 }]);
  });
});

describe('a wiping that a death interrupts', () => {
  it('after the second copy leaves the first, which goes on and is copied again', async () => {
    const page = await open('kk');
    await answerOffline(page);
    await page.evaluate(() => caches.delete('second'));
    await page.reload();
    await page.waitForSelector(allAnswered);
    await until(async () => (await copied(page)).length === 1);
  });

  it('brings back nothing where the second copy outlived the first', async () => {
    const page = await open('ru');
    await answerOffline(page);
    const before = await copiesOn(page);
    network.restore();
    await walkTo(page, 'finish', { given: {} });
    expect(await copiesOn(page)).toEqual([]);
    await putCopies(page, before);
    await page.goto(`${network.url}/`);
    await until(async () => (await copiesOn(page)).length === 0);
    expect(await keptAnswers(page)).toEqual([]);
  });
});

describe('what must not come back', () => {
  it('an attempt that was erased meanwhile: its second copy goes too', async () => {
    const page = await open('ru');
    const code = await answerOffline(page);
    const [{ id }] = await copied(page);
    await loseDatabase(page, 'deleted');
    network.restore();
    const erased = await fetch(`${browsed.url}/api/attempts/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Code ${code}` },
    });
    expect(erased.ok).toBe(true);
    await page.goto(`${network.url}/test`);
    await until(async () => (await copiesOn(page)).length === 0);
    expect(await keptAnswers(page)).toEqual([]);
  });

  it('anything of a shared phone, which has no second copy', async () => {
    const page = await open('kk');
    await page.goto(network.url);
    await waitForPhone(page);
    await walkTo(page, 'page', { given: {}, isShared: true });
    await tapPage(page);
    await goBy(page, '[name=go][value=next]');
    expect(await keptAnswers(page)).toEqual([firstPage]);
    expect(await page.evaluate(() => caches.has('second'))).toBe(false);
  });
});

describe('a place for second copies that holds rubbish or refuses', () => {
  it('is cleared, and the test goes on', async () => {
    const page = await open('ru');
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await answerOffline(page);
    const [copy] = await copied(page);
    const { path, ...content } = copy;
    const other = crypto.randomUUID();
    await putCopies(page, [
      { path: `/second/${other}/1`, text: '{"format":1,' },
      {
        path: `/second/${other}/2`,
        text: JSON.stringify({ ...content, id: other, profile: { age: '<b>' } }),
      },
      { path: `/second/${other}/3`, text: JSON.stringify({ ...content, id: other, format: 0 }) },
      { path: '/second', text: 'null' },
      { path: `/second/${copy.id}/999`, text: JSON.stringify({ ...content, answers: { A1: 'x' } }) },
    ]);
    await page.reload();
    await until(async () => (await copiesOn(page)).length === 1);
    expect(await keptAnswers(page)).toEqual([firstPage]);
    expect(faults).toEqual([]);
  });

  it.each(['missing', 'throws', 'full'])('and is %s is no place: all goes on without', async (how) => {
    const page = await open('kk');
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.addInitScript((refusal) => {
      const refused = () => Promise.reject(new DOMException('refused', 'QuotaExceededError'));
      if (refusal === 'missing') Reflect.deleteProperty(Window.prototype, 'caches');
      if (refusal === 'missing') Reflect.deleteProperty(window, 'caches');
      if (refusal === 'throws') Object.assign(CacheStorage.prototype, { has: refused, open: refused });
      if (refusal === 'full') Cache.prototype.put = refused;
    }, how);
    await page.goto(network.url);
    await waitForTakeover(page);
    const { code } = await walkTo(page, 'page', { given: {} });
    await tap(page, 'A1', 2);
    await goBy(page, '[name=go][value=next]');
    await waitForWord(page, kk.sending.sent);
    const [stored] = await browsed.site.services.screening.attemptsOf(code);
    expect(stored?.answers).toEqual({ A1: 2 });
    await walkTo(page, 'finish', { given: {} });
    expect(await keptAnswers(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('a phone whose site data were cleared', () => {
  it.each(['kk', 'ru'] as const)(
    'says so at a link into the test, and the code leads back, in %s',
    async (language) => {
      const page = await open(language);
      await page.goto(network.url);
      await waitForPhone(page);
      const { code } = await walkTo(page, 'page', { given: {} });
      await tapPage(page);
      await goBy(page, '[name=go][value=next]');
      await arrived(code);
      await page.goto('about:blank');
      const browser = await page.context().newCDPSession(page);
      await browser.send('Storage.clearDataForOrigin', { origin: network.url, storageTypes: 'all' });
      await page.context().addCookies([{ name: 'language', value: language, url: network.url }]);

      await page.goto(`${network.url}/test`);
      expect(await textOf(page, 'main .lead')).toBe(words[language].nothingKept.text);
      await goBy(page, 'main a[href="/my"]');
      await page.fill('[name=code]', code);
      await goBy(page, 'form[data-code-form] button');
      // Only behind the code.
      await page.waitForSelector('main form[action^="/my/"]');
    },
  );

  it('goes on with the attempt that a cookie still names', async () => {
    const page = await open('ru');
    await page.goto(network.url);
    await waitForPhone(page);
    const online = await page.context().newPage();
    await refuseStorage(online, 'fails');
    await online.goto(network.url);
    await waitForWord(online, ru.offline.refused);
    const { code } = await walkTo(online, 'page', { given: {} });
    await tapPage(online);
    await goBy(online, '[name=go][value=next]');
    await arrived(code);
    await page.reload();
    await goBy(page, '.hero a[href="/test"]');
    await page.waitForSelector(allAnswered);
  });

  it('says so without network, where the site itself is kept', async () => {
    const page = await open('kk');
    await page.goto(network.url);
    await waitForPhone(page);
    network.cut();
    await page.goto(`${network.url}/test`);
    await page.waitForSelector('.hero');
    expect(await textOf(page, 'main .notice')).toContain(kk.nothingKept.text);
  });
});
