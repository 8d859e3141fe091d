/** What the test costs a student, in bytes as they go over the wire to a real browser, and whom their browser asks. */
import type { Page } from 'playwright-core';
import type { Campaign } from '../../server/campaigns/campaign.types';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { everyHost } from '../support/browser/every-host';
import { type Student, walkTo } from '../support/browser/fast-way';
import { given, goBy, tapPage, waitForPhone } from '../support/browser/journey';
import { keptOn, waitForFurther } from '../support/browser/kept';
import { type Exchange, type Network, networkTo } from '../support/browser/network';
import { isPrefetchFor } from '../support/browser/prefetched-files';
import { until } from '../support/browser/until';
import { aCampaign } from '../support/builders/campaigns';

type Language = 'kk' | 'ru';

let browsed: BrowsedSite;
let campaign: Campaign;
beforeAll(async () => {
  browsed = await browseSite();
  campaign = await aCampaign(browsed.site);
});
afterAll(() => browsed?.stop());

const bodyBytes = (exchanges: Exchange[]) => exchanges.reduce((sum, one) => sum + one.bodyBytes, 0);

/** Once each, as a browser that keeps files would; the attempt's own address is one. */
function byAddress(exchanges: Exchange[]): Exchange[] {
  const largestLast = [...exchanges].sort((one, other) => one.bodyBytes - other.bodyBytes);
  return [...new Map(largestLast.map((one) => [`${one.method} ${one.path}`, one])).values()];
}

/** All that the first question needs besides its page. */
const neededFirst = /^\/assets\/(student|start|chunk|first)-|\/questions\.json$/;

const student: Student = { given: {} };

/** An hour for one page. */
const longestMs = String(60 * 60_000);

describe.each<{ language: Language; link: () => string; how: string }>([
  { language: 'kk', link: () => '/', how: 'the start page' },
  { language: 'kk', link: () => `/c/${campaign.slug}`, how: 'a campaign’s link' },
  { language: 'ru', link: () => '/', how: 'the start page' },
  { language: 'ru', link: () => `/c/${campaign.slug}`, how: 'a campaign’s link' },
])('the first question in $language from $how', ({ language, link }) => {
  let network: Network;
  beforeEach(async () => {
    network = await networkTo(browsed.url);
  });
  afterEach(async () => {
    await browsed.closePages();
    await network?.stop();
  });

  it('comes with at most 29 KB when nothing else comes at all', async () => {
    const refused: string[] = [];
    network.lose((_method, path) => {
      if (path === link() || neededFirst.test(path)) return null;
      refused.push(path);
      return 'request';
    });
    const page = await browsed.open({ language, viewport: phone });
    const asked = page.waitForResponse((response) => response.url().endsWith('/questions.json'));
    await Promise.all([asked, page.goto(network.url + link())]);
    // The phone asks for the rest as soon as it has taken over.
    await until(async () => refused.some((path) => path.includes('lazy-chunk-')));
    const { places } = await walkTo(page, 'page', student);
    expect(places).toEqual(['start', 'about', 'phone', 'profile', 'code', 'page']);
    expect(await page.$$eval('[data-question]', (all) => all.length)).toBeGreaterThan(4);
    expect(refused).toEqual(expect.arrayContaining([expect.stringMatching(/lazy-chunk-/)]));
    expect(network.exchanges.filter(({ path }) => path.includes('first-')).length).toBe(1);
    expect(bodyBytes(network.exchanges)).toBeLessThanOrEqual(29 * 1024);
  });
});

/** Answers all questions, and says of every third that it is not understood. */
async function answerEverything(page: Page): Promise<void> {
  while (await page.$('[data-questions]')) {
    await tapPage(page);
    await page.$$eval('[name=unclear]', (all) => {
      for (const [index, box] of all.entries()) if (index % 3 === 0) (box as HTMLElement).click();
    });
    await goBy(page, '[name=go][value=next]');
  }
}

/** From a campaign's link to the result, with a browser that nothing goes past. */
async function wholeTest(language: Language) {
  const network = await networkTo(browsed.url);
  const hosts = await everyHost(network.url);
  const page = await browsed.open({ language, viewport: phone, proxy: hosts.proxy });
  await page.goto(`${network.url}/c/${campaign.slug}`);
  await waitForPhone(page);
  await walkTo(page, 'page', student);
  await answerEverything(page);
  await goBy(page, '[value=submit]');
  await page.waitForSelector('.recommendation', { state: 'attached' });
  const untilResult = [...network.exchanges];
  const attempt = await until(async () => {
    const [one] = (await keptOn(page)).attempts;
    return one?.known?.submitted && one;
  });
  return { page, network, hosts, untilResult, attempt };
}

describe.each<Language>(['kk', 'ru'])('the whole test in %s', (language) => {
  let walked: Awaited<ReturnType<typeof wholeTest>>;
  beforeAll(async () => {
    walked = await wholeTest(language);
  });
  afterAll(async () => {
    await browsed.closePages();
    await walked?.hosts.stop();
    await walked?.network.stop();
  });

  it('costs at most 75 KB with its result, besides what comes only for later', () => {
    const isPrefetch = isPrefetchFor(language);
    // What the answers weigh has its own budget; whether the last one has come by now depends on the network.
    const isUpload = ({ path }: Exchange) => path.startsWith('/api/attempts/');
    const needed = byAddress(walked.untilResult).filter((one) => !isPrefetch(one) && !isUpload(one));
    const whole = ['/service-worker.js', '/results.json', '/recommendations.json', '/assets/lazy-chunk-'];
    for (const part of whole) expect(needed.filter(({ path }) => path.includes(part))).toHaveLength(1);
    expect(bodyBytes(needed)).toBeLessThanOrEqual(75 * 1024);
  });

  it('transfers no file twice', () => {
    const files = walked.untilResult.filter(
      ({ path, status }) => path.startsWith('/assets/') && status === 200,
    );
    expect(files.map(({ path }) => path).sort()).toEqual([...new Set(files.map(({ path }) => path))].sort());
  });

  it('sends the finished attempt in at most 2 KB, headers included, however long each page took', () => {
    const { attempt, network } = walked;
    expect(attempt.answers).toEqual(given);
    expect(attempt.unclear.length).toBeGreaterThan(20);
    expect(attempt.shown.length).toBeGreaterThan(4);
    expect(attempt.campaign).toBe(campaign.slug);
    const digits = Object.values(attempt.timings).map((spentMs) => longestMs.length - String(spentMs).length);
    const slower = digits.reduce((sum, more) => sum + more, 0);
    const upload = network.exchanges.filter(({ method }) => method === 'PUT').at(-1)!;
    expect(upload.upBytes + slower).toBeLessThanOrEqual(2 * 1024);
  });

  it('asks nobody but the site, on any page', async () => {
    const { page, network, hosts } = walked;
    await walkTo(page, 'finish', student);
    for (const path of ['/', '/my', '/about', '/privacy', '/guides', '/c/unknown', '/test']) {
      await page.goto(network.url + path);
      await page.waitForSelector('main h1');
    }
    await waitForFurther(page, `/guides?language=${language === 'kk' ? 'ru' : 'kk'}`);
    expect([...hosts.asked]).toEqual([new URL(network.url).host]);
    await page.goto('http://elsewhere.example/').catch(() => undefined);
    expect([...hosts.asked]).toContain('elsewhere.example');
  });
});
