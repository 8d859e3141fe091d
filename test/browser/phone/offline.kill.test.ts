/** The phone dies again and again while somebody answers; whatever was kept is there when it is opened again. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Answers } from '../../../server/core/definition/types';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { walkTo } from '../../support/browser/fast-way';
import { MortalBrowser } from '../../support/browser/faults/mortal-browser';
import { given, goBy, tapAll, typeCode, waitForPhone } from '../../support/browser/journey';
import { keptOn } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { randomFrom } from '../../support/builders/random';

/** With more of them nothing is left to answer. */
const deathsOfOne = 25;
/** `npm run phone-deaths` asks for more phones. */
const phones = Number(process.env.PHONES ?? 2);
const firstSeed = Number(process.env.PHONES_SEED ?? Date.now() % 1_000_000);

let browsed: BrowsedSite;
let network: Network;
let browser: MortalBrowser;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
beforeEach(() => {
  browser = new MortalBrowser();
});
afterEach(() => browser.stop());
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});

interface Heard {
  /** How surely it is on the disk. */
  onDisk(answers: Answers, durability: string): void;
  inSecondPlace(answers: Answers): void;
}

/** Hears of every write of an attempt that has ended, in both places. */
async function watchWrites(context: BrowserContext, heard: Heard): Promise<void> {
  await context.exposeBinding('heardOnDisk', (_source, written) =>
    heard.onDisk(written.answers, written.durability),
  );
  await context.exposeBinding('heardInSecondPlace', (_source, answers) => heard.inSecondPlace(answers));
  await context.addInitScript(() => {
    const putFile = Cache.prototype.put;
    Cache.prototype.put = async function (file, content) {
      const isCopy = String(file).startsWith('/second/');
      const text = isCopy ? await content.clone().text() : '';
      await putFile.call(this, file, content);
      const { heardInSecondPlace } = window as unknown as { heardInSecondPlace(answers: object): void };
      if (isCopy) heardInSecondPlace(JSON.parse(text).answers);
    };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...key) {
      const { heardOnDisk } = window as unknown as { heardOnDisk(written: object): void };
      const { transaction } = this;
      const written = { answers: value.answers, durability: transaction.durability };
      if (value.answers) transaction.addEventListener('complete', () => heardOnDisk(written));
      return put.call(this, value, ...key);
    };
  });
}

/** One answer after the other, page after page, until the phone dies. */
function tapOn(page: Page, pauseMs: () => number): Promise<void> {
  const pausesMs = Array.from({ length: 10 }, pauseMs);
  return page.evaluate(
    async ({ pauses, answers }) => {
      for (const pauseMs of pauses) {
        const open = [...document.querySelectorAll<HTMLElement>('[data-question]')].find(
          (question) => !question.querySelector('[type=radio]:checked'),
        );
        const item = open?.dataset.question ?? '';
        const tapped = open ? `#question-${item}-${answers[item]}` : '[name=go][value=next]';
        document.querySelector<HTMLElement>(tapped)?.click();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    { pauses: pausesMs, answers: given },
  );
}

/** Of all phones; a browser that finds its database damaged after a crash throws it away. */
const counted = { deaths: 0, lostDatabases: 0 };

// In the suite nobody reads it.
if (process.env.PHONES)
  afterAll(() => {
    const { deaths, lostDatabases } = counted;
    console.info(`${deaths} deaths, after ${lostDatabases} of them the browser had lost its database`);
  });

/** What the browser has lost comes back as for any student: by the server's word, or by the code. */
async function bringBack(page: Page, code: string, isOffline: boolean): Promise<void> {
  if (isOffline) {
    await page.waitForSelector('main .notice');
    await typeCode(page, network.url, code);
    await goBy(page, 'form[action="/my/test"] button');
  }
  await page.waitForSelector('#progress');
}

describe(`a phone that dies ${deathsOfOne} times while somebody answers`, () => {
  const seeds = Array.from({ length: phones }, (_, index) => firstSeed + index);
  it.each(seeds)('goes on at the place with every kept answer, and all arrive (seed %i)', async (seed) => {
    const random = randomFrom(seed);
    network.restore();
    let onDisk: Answers = {};
    /** All that is left where the browser throws its database away (decision 57). */
    let inSecondPlace: Answers = {};
    const durabilities = new Set<string>();
    const reopen = async () => {
      const context = await browser.open();
      await watchWrites(context, {
        onDisk(answers, durability) {
          onDisk = answers;
          durabilities.add(durability);
        },
        inSecondPlace(answers) {
          inSecondPlace = answers;
        },
      });
      return context.pages()[0] ?? context.newPage();
    };

    let page = await reopen();
    await page.goto(network.url);
    await waitForPhone(page);
    const { code } = await walkTo(page, 'page', { given: {} });

    for (let death = 0; death < deathsOfOne; death += 1) {
      // With a tap, between two, while a page turns, or while the phone only opens.
      const isTapping = random(4) > 0;
      if (isTapping) tapOn(page, () => 10 + random(30)).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, random(60)));
      await browser.kill();
      const before = { onDisk, inSecondPlace };
      const isOffline = random(2) > 0;
      if (isOffline) network.cut();
      else network.restore();
      counted.deaths += 1;

      page = await reopen();
      await page.goto(`${network.url}/test`, { waitUntil: 'commit' });
      await page.waitForSelector('main h1');
      const isDatabaseLost = browser.hasLostDatabase || (await keptOn(page)).attempts.length === 0;
      if (isDatabaseLost) {
        counted.lostDatabases += 1;
        await bringBack(page, code, isOffline);
      }
      const kept = await keptOn(page);
      // All that lies there is shown where the attempt does not.
      expect(
        kept.attempts.length > 0
          ? null
          : { death, ...kept, words: await page.textContent('main'), log: browser.storageLog },
      ).toBeNull();
      expect(kept.attempts).toMatchObject([
        { answers: isDatabaseLost ? before.inSecondPlace : before.onDisk },
      ]);
      const [attempt] = kept.attempts;
      expect(given).toMatchObject(attempt!.answers);
      expect(await page.getAttribute('#progress', 'value')).toBe(
        String(Object.keys(attempt!.answers).length),
      );
    }

    network.restore();
    await tapAll(page);
    await goBy(page, '[value=submit]');
    const arrived = await until(async () => {
      const [stored] = await browsed.site.services.screening.attemptsOf(code);
      return stored?.submittedAt && stored;
    });
    expect(arrived.answers).toEqual(given);
    // It was heard of all the time, and not taken for granted.
    await until(async () => Object.keys(inSecondPlace).length === Object.keys(given).length);
    // A killed browser cannot show what a dead battery would: whether the disk itself was waited for.
    expect([...durabilities]).toEqual(['strict']);
  });
});
