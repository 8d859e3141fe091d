/** A newer server is published while somebody answers: they finish without loss, and the next visit has the newer files. */
import type { Page } from 'playwright-core';
import kk from '../../../locales/kk/screening.json';
import ru from '../../../locales/ru/screening.json';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { given, goBy, tapAll, tapPage, waitForPhone } from '../../support/browser/journey';
import { waitForFurther } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { type Releases, releasesOf } from '../../support/site/releases';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterAll(() => browsed?.stop());

let releases: Releases;
let network: Network;
beforeEach(async () => {
  releases = releasesOf(browsed.url);
  network = await networkTo(releases.url);
});
afterEach(async () => {
  await browsed.closePages();
  await network.stop();
  releases.stop();
});

const scriptOf = (page: Page) => page.getAttribute('script[src^="/assets/student-"]', 'src');

const visibleText = async (page: Page, selector: string) =>
  ((await page.textContent(selector)) ?? '').replaceAll('\u00A0', ' ').trim();

/** Until the newer service worker is there; it begins its work when no page of the older one is open. */
const waitForNewer = (page: Page) =>
  until(() =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
      const names = await caches.keys();
      const isThere = registration?.waiting || !registration?.installing;
      return isThere && names.some((name) => name.includes('newer'));
    }),
  );

describe.each([
  { isOnline: false, how: 'without network' },
  { isOnline: true, how: 'with network' },
])('a newer version that is published while somebody answers $how', ({ isOnline }) => {
  it('lets them finish without loss, and is there at the next visit, in both languages', async () => {
    const page = await browsed.open({ language: 'kk', viewport: phone });
    await page.goto(network.url);
    await waitForPhone(page);
    await waitForFurther(page, '/api/questionnaires/self-diagnosis/v1/ru/results.json');
    const { code } = await walkTo(page, 'page', { given: {} });
    const before = await scriptOf(page);
    await tapPage(page);

    releases.publish();
    if (!isOnline) network.cut();
    await page.reload();
    await page.waitForSelector('[data-questions]');
    expect(await scriptOf(page)).toBe(before);
    if (isOnline) await waitForNewer(page);
    await tapAll(page);
    await goBy(page, '[value=submit]');
    expect(await visibleText(page, 'h1')).toBe(kk.result.title);
    expect(await page.$('.recommendation')).not.toBeNull();
    network.restore();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const arrived = await until(async () => {
      const [attempt] = await browsed.site.services.screening.attemptsOf(code);
      return attempt?.submittedAt ? attempt : null;
    });
    expect(arrived.answers).toEqual(given);

    await goBy(page, 'a[href="/test/feedback"]');
    await goBy(page, 'form[action="/test/finish"] button');
    await page.goto(network.url);
    expect(await scriptOf(page)).toMatch(/-newer\.js$/);
    await waitForNewer(page);
    const context = page.context();
    await page.close();
    network.cut();
    const next = await context.newPage();
    await next.goto(network.url);
    await next.waitForSelector('.hero button');
    expect(await scriptOf(next)).toMatch(/-newer\.js$/);
    expect(await visibleText(next, '.hero button')).toBe(kk.start.begin);
    await goBy(next, '.language-choice[lang=ru]');
    expect(await visibleText(next, '.hero button')).toBe(ru.start.begin);
    await walkTo(next, 'page', { given: {} });
  });
});
