// The administrator's settings in a browser, and a region's help line on a phone, with and without network.
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { flawsOf } from '../support/browser/flaws';
import { goBy, waitForPhone } from '../support/browser/journey';
import { waitForTakeover } from '../support/browser/kept';
import { aProfile } from '../support/builders/attempts';
import { type Signed, signedIn } from '../support/site/staff';

let browsed: BrowsedSite;
let admin: Signed;
beforeAll(async () => {
  browsed = await browseSite();
  await signedIn(browsed.site, 'lead');
  admin = await signedIn(browsed.site, 'administrator');
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const base = '/staff/settings';

it.each(['kk', 'ru'] as const)(
  'every page of the settings can be used by everybody, in %s',
  async (language) => {
    const page = await browsed.openAs(admin, { language });
    const flaws: string[] = [];
    for (const path of ['', '/second-factor', '/help', '/holidays', '/mail', '/state']) {
      await page.goto(browsed.url + base + path);
      flaws.push(...(await flawsOf(page, language, path || 'all settings')));
    }
    await page.goto(`${browsed.url}${base}/help`);
    await goBy(page, `form[action="${base}/help"] button`);
    flaws.push(...(await flawsOf(page, language, 'mistakes')));
    await page.fill('#number', '150');
    await page.fill('#label-kk', 'Психологтар');
    await page.fill('#label-ru', 'Психологи');
    await page.selectOption('#region', aProfile.region);
    await goBy(page, `form[action="${base}/help"] button`);
    flaws.push(...(await flawsOf(page, language, 'a line')));
    await goBy(page, `form[action="${base}/help/remove"] button`);
    await page.goto(`${browsed.url}/staff/audit`);
    flaws.push(...(await flawsOf(page, language, 'the record')));
    expect(flaws).toEqual([]);
  },
);

it('a phone shows the help line of its region, also without network', async () => {
  const { settings } = browsed.site.services;
  const { version } = await settings.get('help');
  const label = { kk: 'Психологтар', ru: 'Психологи' };
  const line = { region: aProfile.region, way: 'tel' as const, number: '150', label };
  const value = { isText111Confirmed: false, lines: [line] };
  await settings.change({ name: 'help', value, version, actor: null, now: browsed.site.clock.now });
  const page = await browsed.open({ language: 'ru', viewport: phone });
  await page.goto(`${browsed.url}/`);
  await waitForPhone(page);
  await waitForTakeover(page);
  const lines = () => page.$$eval('.help-link', (links) => links.map((link) => link.getAttribute('href')));
  expect(await lines()).toEqual(['tel:111', 'tel:112']);
  await walkTo(page, 'result', { given: {} });
  expect(await lines()).toEqual(['tel:111', 'tel:112', 'tel:150']);
  await page.context().setOffline(true);
  await page.goto(`${browsed.url}/test`);
  await page.waitForSelector('.help-link[href="tel:150"]');
  expect(await page.innerText('main')).toContain('Психологи');
});
