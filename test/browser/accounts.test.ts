// Setting the second factor up, signing in with it, a lost phone, a reset that a lead confirms, and where one is signed in.
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { desktop } from '../support/browser/browser';
import { flawsOf } from '../support/browser/flaws';
import { goBy } from '../support/browser/journey';
import { phoneWith } from '../support/site/second-factor';
import { password, type Signed, signedIn } from '../support/site/staff';

let browsed: BrowsedSite;
let admin: Signed;
let lead: Signed;
beforeAll(async () => {
  browsed = await browseSite();
  admin = await signedIn(browsed.site, 'administrator');
  lead = await signedIn(browsed.site, 'lead');
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const submit = 'main form[action] button[type=submit]';

async function givePassword(page: Page, { account }: Signed): Promise<void> {
  await page.goto(`${browsed.url}/staff/sign-in`);
  await page.fill('[name=login]', account.login);
  await page.fill('[name=password]', password);
  await goBy(page, submit);
}

describe.each(['kk', 'ru'] as const)('an account in %s', (language) => {
  const look = { language, viewport: desktop };

  it('gets a second factor, and is signed in to with phone or recovery code', async () => {
    const owner = await signedIn(browsed.site, 'psychologist', { language });
    const page = await browsed.openAs(owner, { language });
    const flaws: string[] = [];
    const look = async (step: string) => flaws.push(...(await flawsOf(page, language, step)));
    await page.goto(`${browsed.url}/staff/me`);
    await look('own account');
    await page.goto(`${browsed.url}/staff/second-factor`);
    await goBy(page, 'main a.button');
    await page.fill('[name=current]', password);
    await goBy(page, submit);
    await look('setting up');
    const phone = phoneWith(browsed.site, await page.locator('.second-factor-secret').innerText());
    await page.fill('[name=code]', '000000');
    await goBy(page, submit);
    expect(await page.locator('.error-summary').count()).toBe(1);
    await page.fill('[name=code]', phone.nextCode());
    await goBy(page, submit);
    await look('recovery codes');
    const codes = await page.locator('.recovery-codes li').allInnerTexts();
    expect(codes).toHaveLength(10);

    const elsewhere = await browsed.open({ language, viewport: desktop });
    await givePassword(elsewhere, owner);
    flaws.push(...(await flawsOf(elsewhere, language, 'the second step')));
    await elsewhere.fill('[name=code]', phone.nextCode());
    await goBy(elsewhere, submit);
    expect(await elsewhere.locator('.data-table tbody tr').count()).toBe(3);
    await goBy(elsewhere, 'form[action="/staff/me/news-read"] button');

    // The phone is lost.
    const lost = await browsed.open({ language, viewport: desktop });
    await givePassword(lost, owner);
    await lost.fill('[name=code]', codes[3] ?? '');
    await goBy(lost, submit);
    expect(new URL(lost.url()).pathname).toBe('/staff/me');
    flaws.push(...(await flawsOf(lost, language, 'what has changed')));
    await goBy(lost, 'form[action="/staff/me/end-others"] button');
    expect(await lost.locator('.data-table tbody tr').count()).toBe(1);
    await page.goto(`${browsed.url}/staff/me`);
    expect(new URL(page.url()).pathname).toBe('/staff/sign-in');
    expect(flaws).toEqual([]);
  });

  it('whose owner lost everything is opened by a lead, not by the administrator', async () => {
    const owner = await signedIn(browsed.site, 'psychologist', { language });
    const flaws: string[] = [];
    const office = await browsed.openAs(admin, look);
    await office.goto(`${browsed.url}/staff/accounts/${owner.account.id}`);
    await office.click('details.fold:has(form[action$="/reset"]) > summary');
    await office.check('[name=kind][value=both]');
    flaws.push(...(await flawsOf(office, language, 'asking')));
    await goBy(office, 'form[action$="/reset"] button');
    expect(await office.locator('#link').count()).toBe(0);

    const page = await browsed.openAs(lead, look);
    await page.goto(`${browsed.url}/staff/me`);
    await goBy(page, `a[href="/staff/resets/${owner.account.id}"]`);
    flaws.push(...(await flawsOf(page, language, 'confirming')));
    await goBy(page, 'form[action$="/confirm"] button');
    const link = new URL(await page.inputValue('#link')).pathname;

    const fresh = await browsed.open({ language, viewport: desktop });
    await fresh.goto(browsed.url + link);
    for (const name of ['password', 'passwordAgain']) await fresh.fill(`[name=${name}]`, 'мүлдем жаңа сөз');
    await goBy(fresh, 'main form button[type=submit]');
    expect(new URL(fresh.url()).pathname).toBe('/staff/me');
    expect(await fresh.locator('#own-news').count()).toBe(1);
    await fresh.goto(`${browsed.url}/staff/recovery`);
    flaws.push(...(await flawsOf(fresh, language, 'recovery')));
    expect(flaws).toEqual([]);
  });
});
