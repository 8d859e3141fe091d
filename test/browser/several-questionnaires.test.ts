/** Several questionnaires on somebody's own phone in flight mode: each is chosen, asked, scored and sent as what it is. */
import type { Page } from 'playwright-core';
import kkMy from '../../locales/kk/consultations.json';
import kk from '../../locales/kk/screening.json';
import ruMy from '../../locales/ru/consultations.json';
import ru from '../../locales/ru/screening.json';
import { itemIds } from '../../server/core/definition/definition';
import { score } from '../../server/core/scoring/score';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { age, goBy, typeCode, waitForPhone } from '../support/browser/journey';
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
  const ids = ['evening-rest', 'exam-days', 'interests'];
  own = ownQuestionnaires(ids);
  browsed = await browseSite({
    QUESTIONNAIRES_DIR: own.folder,
    QUESTIONNAIRES: ['self-diagnosis', ...ids].join(),
  });
  network = await networkTo(browsed.url);
});
beforeEach(() => network.restore());
afterEach(() => browsed.closePages());
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

const words = { kk: { ...kk, my: kkMy }, ru: { ...ru, my: ruMy } };

const textOf = async (page: Page, selector = 'main') =>
  ((await page.textContent(selector)) ?? '').replaceAll('\u00A0', ' ');

describe.each([
  { name: rest, language: 'kk', answer: 3, told: ['Тынығу'], hasBands: true },
  { name: 'exam-days/v1', language: 'ru', answer: 3, told: ['Волнение', 'Подготовка'], hasBands: true },
  { name: 'interests/v1', language: 'kk', answer: 2, told: ['Қызығушылық'], hasBands: false },
] as const)('$name, in $language', ({ name, language, answer, told, hasBands }) => {
  it('is answered without network, arrives when there is one, and is begun again with its code', async () => {
    const { definition, texts } = browsed.site.services.screening.questionnaire(name);
    const { my, sending, offline } = words[language];
    const answering = (one: number) => Object.fromEntries(itemIds(definition).map((item) => [item, one]));
    const given = answering(answer);
    const page = await browsed.open({ language, viewport: phone });
    await page.goto(network.url);
    await waitForPhone(page);
    await waitForWord(page, offline.ready);
    await choose(page, name);
    const { code } = await walkTo(page, 'page', { given: {} });
    network.cut();
    await walkTo(page, 'result', { given });
    await waitForWord(page, sending.here);
    expect(await page.$$eval('.says h3', (all) => all.map((one) => one.textContent))).toEqual(told);
    expect(await page.$('main .help [href="tel:111"]')).not.toBeNull();
    expect((await page.$('.card-warm')) !== null).toBe(hasBands);
    expect((await page.$('.levels')) !== null).toBe(hasBands);

    network.restore();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await waitForWord(page, sending.sent);
    const [sent] = await browsed.site.services.screening.attemptsOf(code);
    expect(sent!.result).toEqual(score(definition, given, { age, timings: sent!.timings }).result);
    await walkTo(page, 'finish', { given: {} });

    await typeCode(page, network.url, code);
    expect(await textOf(page)).toContain(texts[language].title);
    await goBy(page, `form[action="/my/again"]:has([value="${name}"]) button`);
    await walkTo(page, 'result', { given: answering(1) });
    expect((await textOf(page)).includes(my.comparison.title)).toBe(hasBands);
    await waitForWord(page, sending.sent);
    const both = await browsed.site.services.screening.attemptsOf(code);
    expect(both.map(({ questionnaire }) => questionnaire)).toEqual([name, name]);
  });
});
