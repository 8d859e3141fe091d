import { type BrowsedSite, browseSite } from '../support/browsed-site';
import { accessibilityViolations, desktop, phone, touchProblems } from '../support/browser';
import { type Signed, signedIn } from '../support/staff';

let browsed: BrowsedSite;
let lead: Signed;
beforeAll(async () => {
  browsed = await browseSite();
  const { site } = browsed;
  lead = await signedIn(site, 'lead');
  const psychologist = await signedIn(site, 'psychologist');
  await psychologist.open('/staff/library/D-high/propose');
  await psychologist.submit(
    { 'kk.title': 'Ақшаға ойнау: бірге ойланайық', reason: 'Жұмсағырақ' },
    '/staff/library/D-high/propose',
  );
});
afterAll(() => browsed?.stop());

const looks = [
  { language: 'kk', viewport: phone, colorScheme: 'light' },
  { language: 'ru', viewport: phone, colorScheme: 'dark' },
  { language: 'kk', viewport: desktop, colorScheme: 'dark' },
  { language: 'ru', viewport: desktop, colorScheme: 'light' },
] as const;

describe.each(looks)('the library in $language, $viewport.width px, $colorScheme', (look) => {
  it('can be read, compared and changed by everybody', async () => {
    const page = await browsed.openAs(lead, look);
    const flaws: string[] = [];
    for (const path of [
      '/staff/library',
      '/staff/library?tab=undecided',
      '/staff/library/D-high?version=2',
      '/staff/library/development',
      '/staff/library/D-high/propose',
    ]) {
      await page.goto(browsed.url + path);
      const found = [...(await accessibilityViolations(page)), ...(await touchProblems(page))];
      flaws.push(...found.map((flaw) => `${path}: ${flaw}`));
    }
    await page.fill('[name="kk.title"]', '');
    await Promise.all([page.waitForEvent('load'), page.click('#proposal .button')]);
    expect(await page.locator('.error-summary').count()).toBe(1);
    flaws.push(...(await accessibilityViolations(page)).map((flaw) => `with mistakes: ${flaw}`));
    expect(flaws).toEqual([]);
    await page.context().close();
  });
});

it('keeps what was typed when the language is switched in the middle', async () => {
  const page = await browsed.openAs(lead, { language: 'ru' });
  await page.goto(`${browsed.url}/staff/library/A-low/propose`);
  await page.fill('#reason', 'Ещё не готово');
  await Promise.all([page.waitForEvent('load'), page.click('.language-switch [value=kk]')]);
  expect(await page.inputValue('#reason')).toBe('Ещё не готово');
  expect(await page.getAttribute('html', 'lang')).toBe('kk');
  await page.context().close();
});
