import { normaliseCode } from '../../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { anAttempt, calm } from '../../support/builders/attempts';
import type { Site } from '../../support/site/site';

let browsed: BrowsedSite;
let site: Site;
let url: string;
beforeAll(async () => {
  browsed = await browseSite();
  ({ site, url } = browsed);
});
afterEach(() => browsed.closePages());
afterAll(() => browsed?.stop());

const open = (language: 'kk' | 'ru') => browsed.open({ language, viewport: phone });

describe('a code from a QR', () => {
  it('opens its results, also on a page that is already open, and leaves the address', async () => {
    const { code } = await anAttempt().answering(calm).submitted(site);
    const page = await open('ru');
    await page.goto(`${url}/my`);
    await page.goto(`${url}/my#${normaliseCode(code)}`);
    await page.getByText('Опросник пройден').waitFor();
    expect(page.url()).toBe(`${url}/my`);
  });
});
