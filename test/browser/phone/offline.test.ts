/** Flight mode for the whole test, after one visit: nothing is missing, nothing is lost, and the words say what is safe. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import kk from '../../../locales/kk/screening.json';
import ru from '../../../locales/ru/screening.json';
import type { Campaign } from '../../../server/campaigns/campaign.types';
import { score } from '../../../server/core/scoring/score';
import type { Attempt } from '../../../server/screening/attempt.types';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { given, goBy, tap, tapAll, tapPage, waitForPhone } from '../../support/browser/journey';
import {
  keptOn,
  waitForFurther,
  waitForRest,
  waitForTakeover,
  waitForWord,
} from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { aCampaign } from '../../support/builders/campaigns';

const words = { kk, ru };
type Language = keyof typeof words;

let browsed: BrowsedSite;
let network: Network;
let campaign: Campaign;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
  campaign = await aCampaign(browsed.site);
});
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});

beforeEach(() => network.restore());
afterEach(() => browsed.closePages());

const open = (language: Language, serviceWorkers: 'allow' | 'block' = 'allow') =>
  browsed.open({ language, viewport: phone, serviceWorkers });

/** The wire is there again, and the browser tells the page so, as it does when a phone leaves flight mode. */
async function land(page: Page): Promise<void> {
  network.restore();
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

const visibleText = async (page: Page, selector: string) =>
  ((await page.textContent(selector)) ?? '').replaceAll('\u00A0', ' ').trim();

const fresh = async (page: Page, path: string) => {
  await page.goto(network.url + path);
  await page.waitForSelector('main h1');
};

async function stored(code: string): Promise<Attempt | undefined> {
  const [attempt] = await browsed.site.services.screening.attemptsOf(code);
  return attempt;
}

/** To the first question. @returns the code as it is typed */
const begin = async (page: Page) => (await walkTo(page, 'page', { given: {} })).code;

/** What the holder of the code is told. */
async function behind(code: string) {
  const { raw } = browsed.site.visitor();
  return (await raw.get('/api/my').set('Authorization', `Code ${code}`)).body;
}

/** What the scoring says of these answers, whoever gave them. */
function expectScored({
  answers,
  timings,
  profile,
  result,
}: Pick<Attempt, 'answers' | 'timings' | 'profile' | 'result'>) {
  const { definition } = browsed.site.services.screening.questionnaire('self-diagnosis/v1');
  expect(answers).toEqual(given);
  expect(result).toEqual(score(definition, answers, { age: profile.age, timings }).result);
}

describe.each<{ language: Language; link: () => string; how: string }>([
  { language: 'kk', link: () => '/', how: 'the start page' },
  { language: 'ru', link: () => `/c/${campaign.slug}`, how: 'a campaign’s link' },
])('in flight mode after one visit to $how, in $language', ({ language, link }) => {
  it('everything works from before the first question to the end, and arrives by itself later', async () => {
    const { sending, offline, start, result, feedback, handOver, finish, ask } = words[language];
    const page = await open(language);
    await fresh(page, link());
    await waitForPhone(page);
    await waitForFurther(page, `/guides?language=${language}`);
    network.cut();

    await fresh(page, '/guides/never-opened');
    expect(await visibleText(page, 'main')).toContain(offline.needed);
    await fresh(page, link());
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await visibleText(page, '.hero button')).toBe(start.begin);
    const code = await begin(page);
    await waitForWord(page, sending.here);
    const asked = (await tapPage(page)).length;
    expect(asked).toBeGreaterThan(5);
    const kept = async () => Object.keys((await keptOn(page)).attempts[0]!.answers).length;
    // The word is the one that stood there before: it says nothing of what is being written.
    await until(async () => (await kept()) === asked);

    for (const path of ['/guides', '/', link(), '/my', '/test']) await fresh(page, path);
    expect(await kept()).toBe(asked);
    expect(await page.getAttribute('#progress', 'value')).toBe(String(asked));

    await tapAll(page);
    await goBy(page, '[value=submit]');
    expect(await visibleText(page, 'h1')).toBe(result.title);
    await waitForWord(page, sending.here);
    await page.reload();
    await page.waitForSelector('.levels li');
    expect(await page.$$eval('.levels rect.is-reached, .band-bar rect', (all) => all.length)).toBeGreaterThan(
      8,
    );
    expect(await page.$$eval('.help .help-number', (all) => all.map((one) => one.textContent))).toEqual(
      expect.arrayContaining(['111', '112']),
    );
    expect(
      await page.$$eval('.recommendation', (all) => all.filter((one) => one.textContent).length),
    ).toBeGreaterThan(2);
    expect((await visibleText(page, '.code')).replace(/\s/g, '')).toBe(code);
    expect(await page.$$eval('.code-card-qr path', (all) => all.length)).toBe(1);

    const [attempt] = (await keptOn(page)).attempts;
    expect(await stored(code)).toBeUndefined();
    expectScored(attempt!);

    expect(await page.$('form[action="/test/finish"]')).toBeNull();
    await goBy(page, 'form[action="/test/ask"] button');
    expect(await visibleText(page, 'main')).toContain(ask.titleWaiting);
    await goBy(page, 'a[href="/test/feedback"]');
    await page.click('label[for=satisfaction-2]');
    await goBy(page, '#feedback button');
    expect(await visibleText(page, 'h1')).toBe(feedback.thanksTitle);
    await waitForWord(page, sending.here);
    // The code stands there once more before it goes.
    expect((await visibleText(page, '.code')).replace(/\s/g, '')).toBe(code);
    await goBy(page, 'form[action="/test/finish"] button');
    expect(await visibleText(page, 'h1')).toBe(finish.title);
    expect(await visibleText(page, 'main .notice')).toBe(handOver.sealed);

    await land(page);
    const arrived = await until(async () => {
      const one = await stored(code);
      return one?.feedback && one;
    });
    expectScored(arrived);
    expect(arrived).toMatchObject({
      language,
      campaign: link() === '/' ? null : campaign.slug,
      feedback: { satisfaction: 3 },
    });
    await until(async () => (await behind(code)).attempts[0].consultation);
  });
});

describe('where there is no service worker', () => {
  it.each(['kk', 'ru'] as const)(
    'the network may go after the first question and come back after the result, in %s',
    async (language) => {
      const { sending, result } = words[language];
      const page = await open(language, 'block');
      await fresh(page, '/');
      await waitForTakeover(page);
      const code = await begin(page);
      await waitForWord(page, sending.sent);
      await tap(page, 'A1', 2);
      await waitForRest(page);
      network.cut();
      await tapAll(page);
      await goBy(page, '[value=submit]');
      expect(await visibleText(page, 'h1')).toBe(result.title);
      await waitForWord(page, sending.here);
      await land(page);
      await waitForWord(page, sending.sent);
      expectScored((await stored(code))!);
    },
  );
});

const dayMs = 24 * 60 * 60 * 1000;

describe.each([
  { days: 1, how: 'a day ahead' },
  { days: -1, how: 'a day behind' },
])('a phone whose clock is $how', ({ days }) => {
  it('gives the result, the answers arrive, and the reminder goes by the phone’s own calendar', async () => {
    const page = await open('ru', 'block');
    await page.addInitScript((shiftMs) => {
      const True = Date;
      const now = () => True.now() + shiftMs;
      globalThis.Date = new Proxy(True, {
        construct: (_date, given) => (given.length === 0 ? new True(now()) : Reflect.construct(True, given)),
        get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
      });
    }, days * dayMs);
    await fresh(page, '/');
    await waitForTakeover(page);
    const code = await begin(page);
    await tapAll(page);
    await goBy(page, '[value=submit]');
    await waitForWord(page, ru.sending.sent);
    expectScored((await stored(code))!);

    const link = 'a[href^="/test/reminder.ics"]';
    const weeks = Number(
      new URL((await page.getAttribute(link, 'href'))!, network.url).searchParams.get('weeks'),
    );
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(link)]);
    const file = await readFile(await download.path(), 'utf8');
    const day = await page.evaluate((ms) => new Date(Date.now() + ms).toISOString(), weeks * 7 * dayMs);
    expect(file).toContain(`DTSTART:${day.slice(0, 10).replaceAll('-', '')}T`);
  });
});

it.each(['/', '/my', '/test', '/c/'])(
  'a server that has enough does not take %s from a phone that has it',
  async (begins) => {
    const path = begins === '/c/' ? `/c/${campaign.slug}` : begins;
    const page = await open('ru');
    await page.goto(network.url + (begins === '/c/' ? path : '/'));
    await waitForPhone(page);
    network.lose((_method, asked) => (asked === path ? 'tooMany' : null));
    await page.goto(network.url + path);
    await page.waitForSelector('main h1');
    network.lose(null);
  },
);
