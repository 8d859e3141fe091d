/** Two questionnaires on somebody's own phone in flight mode: each is chosen, asked, scored and sent as what it is. */
import type { Page } from 'playwright-core';
import kk from '../../locales/kk/screening.json';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { waitForPhone } from '../support/browser/journey';
import { keptOn, waitForWord } from '../support/browser/kept';
import { type Network, networkTo } from '../support/browser/network';
import { until } from '../support/browser/until';
import { type OwnQuestionnaires, ownQuestionnaires } from '../support/site/questionnaires';

const rest = 'evening-rest/v1';
const shipped = 'self-diagnosis/v1';

let own: OwnQuestionnaires;
let browsed: BrowsedSite;
let network: Network;
beforeAll(async () => {
  own = ownQuestionnaires(['evening-rest']);
  browsed = await browseSite({
    QUESTIONNAIRES_DIR: own.folder,
    QUESTIONNAIRES: 'self-diagnosis,evening-rest',
  });
  network = await networkTo(browsed.url);
});
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
  own?.remove();
});

async function choose(page: Page, name: string): Promise<void> {
  await page.click(`form:has([value="${name}"]) button`);
  await page.waitForSelector('[value=agree]');
}

it('goes from the choice to both results without network, and sends both when there is one', async () => {
  const page = await browsed.open({ language: 'kk', viewport: phone });
  await page.goto(network.url);
  await waitForPhone(page);
  // What nobody has chosen yet comes after all of the program.
  const paths = network.exchanges.map(({ path }) => path);
  const first = paths.findIndex((path) => path.endsWith('/questions.json'));
  expect(first).toBeGreaterThan(paths.findIndex((path) => path.includes('/lazy-chunk-')));
  await waitForWord(page, kk.offline.ready);
  network.cut();

  const codes: string[] = [];
  for (const name of [rest, shipped]) {
    await page.goto(network.url);
    await choose(page, name);
    codes.push((await walkTo(page, 'result', { given: {} })).code);
  }
  const { attempts } = await keptOn(page);
  expect(attempts.map(({ questionnaire }) => questionnaire).sort()).toEqual([rest, shipped]);

  network.restore();
  await page.goto(network.url);
  const { screening } = browsed.site.services;
  for (const [index, name] of [rest, shipped].entries()) {
    const [sent] = await until(async () => {
      const found = await screening.attemptsOf(codes[index]!);
      return found[0]?.submittedAt && found;
    });
    const { hash } = screening.questionnaire(name);
    expect(sent).toMatchObject({ questionnaire: name, questionnaireHash: hash });
  }
});
