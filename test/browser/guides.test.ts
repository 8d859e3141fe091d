import { type BrowsedSite, browseSite, type Look } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { flawsOf } from '../support/browser/flaws';
import { shippedGuides } from '../support/builders/guides';

let browsed: BrowsedSite;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ url } = browsed);
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const [first, second] = shippedGuides.map(({ id }) => id);

describe.each(['kk', 'ru'] as const)('the guides in %s', (language) => {
  it('can be read by everybody', async () => {
    const page = await browsed.open({ language, viewport: phone });
    const flaws: string[] = [];
    for (const place of ['/guides', `/guides/${first}`, `/guides/${second}?for=parent`]) {
      await page.goto(url + place);
      flaws.push(...(await flawsOf(page, language, place)));
    }
    expect(flaws).toEqual([]);
  });
});

describe('a guide', () => {
  const look: Look = { language: 'ru', viewport: phone };
  const box = shippedGuides[0]!.contents.ru.boxes.teacher.trim().split(' ').slice(0, 2).join(' ');

  it.each([true, false])('prints its folded boxes, JavaScript: %s', async (hasScript) => {
    const page = await browsed.open({ ...look, hasScript });
    await page.goto(`${url}/guides/${first}`);
    const folded = page.getByText(box).first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await folded.isVisible()).toBe(true);
    expect(await page.locator('.guide-contents').isVisible()).toBe(false);
  });

  it('keeps its reader in the address and its language out of it', async () => {
    const page = await browsed.open(look);
    await page.goto(`${url}/guides/${first}?for=teacher&language=kk`);
    expect(page.url()).toBe(`${url}/guides/${first}?for=teacher`);
    await page.reload();
    expect(await page.textContent('.guide h2')).toBe('Мұғалімге');
  });

  it('is downloaded without a script', async () => {
    const page = await browsed.open({ ...look, hasScript: false });
    await page.goto(`${url}/guides`);
    await page.click(`main h2 a[href="/guides/${first}"]`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click(`a[href$="${first}-ru.pdf"]`),
    ]);
    expect(download.suggestedFilename()).toBe(`${first}-ru.pdf`);
  });
});
