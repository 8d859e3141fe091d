import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { flawsOf } from '../support/browser/flaws';
import { goBy } from '../support/browser/journey';
import { type Signed, signedIn } from '../support/site/staff';

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
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

describe.each(['kk', 'ru'] as const)('the library in %s', (language) => {
  it('can be read, compared and changed by everybody', async () => {
    const page = await browsed.openAs(lead, { language });
    const flaws: string[] = [];
    for (const path of [
      '/staff/library',
      '/staff/library?tab=undecided',
      '/staff/library/D-high?version=2',
      '/staff/library/development',
      '/staff/library/D-high/propose',
    ]) {
      await page.goto(browsed.url + path);
      flaws.push(...(await flawsOf(page, language, path)));
    }
    await page.fill('[name="kk.title"]', '');
    await goBy(page, '#proposal .button');
    expect(await page.locator('.error-summary').count()).toBe(1);
    flaws.push(...(await flawsOf(page, language, 'with mistakes')));
    expect(flaws).toEqual([]);
  });
});

it('keeps what was typed when the language is switched in the middle', async () => {
  const page = await browsed.openAs(lead, { language: 'ru' });
  await page.goto(`${browsed.url}/staff/library/A-low/propose`);
  await page.fill('#reason', 'Ещё не готово');
  await goBy(page, '.language-switch [value=kk]');
  expect(await page.inputValue('#reason')).toBe('Ещё не готово');
  expect(await page.getAttribute('html', 'lang')).toBe('kk');
});
