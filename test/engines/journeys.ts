/** What every engine has to do, as a student meets it. Each journey has a browser, a network and an attempt of its own. */
import { isDeepStrictEqual } from 'node:util';
import ru from '../../locales/ru/screening.json';
import type { Student } from '../support/browser/fast-way';
import { given } from '../support/browser/journey';
import { keptHere } from '../support/browser/kept';
import { type Network, networkTo } from '../support/browser/network';
import type { Site } from '../support/site/site';
import { type Browser, type Engine, inPage, type MortalBrowser, type Tab } from './engine';
import { act, type Hand, look, placeOn, turn, walk, within } from './student';

export interface Ground {
  site: Site;
  /** Where the site is without a network before it. */
  url: string;
}

export interface Journey {
  name: string;
  /** Whether this engine's driver can do it. */
  isFor(engine: Engine): boolean;
  /** @param index of the run: finger and key, and the ways of leaving a page, take turns. @returns how long it took to arrive, where that is asked */
  run(engine: Engine, ground: Ground, index: number): Promise<number | null>;
}

const everything: Student = { given, satisfaction: 4 };
const begun: Student = { given: {} };

const hands: Hand[] = ['finger', 'key'];
const handOf = (index: number) => hands[index % hands.length] ?? 'finger';

type Leaving = Hand | 'address';
const leavings: Leaving[] = ['finger', 'key', 'address'];
const leavingOf = (index: number) => leavings[index % leavings.length] ?? 'finger';

/** What the student has who is told that they are done. @throws Error when it never came or is not what was given */
async function arrived({ site }: Ground, code: string): Promise<void> {
  const attempt = await within('the attempt at the server', async () => {
    const [one] = await site.services.screening.attemptsOf(code);
    return one?.submittedAt && one.feedback ? one : null;
  });
  if (!isDeepStrictEqual(attempt.answers, given)) throw new Error('other answers have arrived');
}

/** The first page, in the language whose words are looked for. */
const first = ({ url }: Network) => `${url}/?language=ru`;

const offlineWord = () => document.querySelector('[data-offline]')?.textContent?.replaceAll('\u00A0', ' ');

const ready = (tab: Tab): Promise<string> =>
  within('the word that it works without network', async () => {
    const word = await inPage(tab, offlineWord);
    return word?.startsWith(ru.offline.ready) ? word : null;
  });

const isSaidToBeSent = () => document.querySelector<HTMLElement>('[data-sending]')?.dataset.safety === 'sent';

/** To the first page and back, as somebody does who looks for something. */
async function leaveAndComeBack(tab: Tab, leaving: Leaving, url: string): Promise<void> {
  if (leaving === 'address') await tab.go(url);
  else await turn(tab, leaving, '.wordmark');
  const place = await placeOn(tab);
  if (place !== 'start') throw new Error(`${place} instead of the first page`);
  await walk(tab, leaving === 'address' ? 'finger' : leaving, 'page', begun);
}

/** With what every journey begins. */
async function behindNetwork<T>(
  browser: Browser,
  { url }: Ground,
  travel: (network: Network) => Promise<T>,
): Promise<T> {
  const network = await networkTo(url);
  try {
    return await travel(network);
  } finally {
    await browser.close();
    await network.stop();
  }
}

/** Left and opened again on the way, as in Firefox kept everything from being sent. */
async function wholeTestOffline(engine: Engine, ground: Ground, index: number): Promise<number> {
  const browser = await engine.open();
  return behindNetwork(browser, ground, async (network) => {
    const tab = await browser.openWindow();
    await tab.go(first(network));
    await ready(tab);
    network.cut();
    const hand = handOf(index);
    await walk(tab, hand, 'page', begun);
    await act(tab, hand, '#question-A1-2');
    for (let times = 0; times < 2; times += 1) await leaveAndComeBack(tab, leavingOf(index), network.url);
    const code = await walk(tab, hand, 'thanks', everything);
    network.restore();
    const restored = performance.now();
    await arrived(ground, code);
    await within('the word that all is sent', () => inPage(tab, isSaidToBeSent));
    return performance.now() - restored;
  });
}

const chosenHere = () => document.querySelector<HTMLInputElement>('[name=A1]:checked')?.value ?? null;

async function shows(tab: Tab, answer: string): Promise<void> {
  await within(`A1 = ${answer}`, async () => (await inPage(tab, chosenHere)) === answer);
  await look();
}

async function twoWindows(engine: Engine, ground: Ground, index: number): Promise<null> {
  const browser = await engine.open();
  return behindNetwork(browser, ground, async (network) => {
    const hand = handOf(index);
    const one = await browser.openWindow();
    await one.go(first(network));
    await ready(one);
    await walk(one, hand, 'page', begun);
    await act(one, hand, '#question-A1-2');
    const other = await browser.openWindow();
    await other.go(`${network.url}/test`);
    await shows(other, '2');
    await act(other, hand, '#question-A1-3');
    await shows(one, '3');
    await act(one, hand, '#question-A1-1');
    await shows(other, '1');
    return null;
  });
}

async function privateWindow(engine: Engine, ground: Ground, index: number): Promise<null> {
  const browser = await (engine.openPrivate as () => Promise<Browser>)();
  return behindNetwork(browser, ground, async (network) => {
    const tab = await browser.openWindow();
    await tab.go(first(network));
    const word = await ready(tab);
    if (!word.endsWith(ru.lasting.window)) throw new Error(`a private window is called lasting: ${word}`);
    await arrived(ground, await walk(tab, handOf(index), 'thanks', everything));
    return null;
  });
}

async function deadBattery(engine: Engine, ground: Ground, index: number): Promise<null> {
  const browser = await (engine.openMortal as () => Promise<MortalBrowser>)();
  return behindNetwork(browser, ground, async (network) => {
    const hand = handOf(index);
    const before = await browser.openWindow();
    await before.go(first(network));
    await ready(before);
    network.cut();
    await walk(before, hand, 'page', begun);
    await act(before, hand, '#question-A1-2');
    await within(
      'A1 on the disk',
      async () => (await inPage(before, keptHere)).attempts[0]?.answers.A1 === 2,
    );
    await browser.kill();
    await browser.openAgain();
    const after = await browser.openWindow();
    await after.go(network.url);
    await walk(after, hand, 'page', begun);
    await shows(after, '2');
    return null;
  });
}

async function withoutScript(engine: Engine, ground: Ground, index: number): Promise<null> {
  const browser = await engine.open();
  return behindNetwork(browser, ground, async (network) => {
    network.lose((_method, path) => (/\.js(\?|$)/.test(path) ? 'request' : null));
    const tab = await browser.openWindow();
    await tab.go(first(network));
    await arrived(ground, await walk(tab, handOf(index), 'thanks', everything));
    return null;
  });
}

/** What a first visit keeps for later comes from what the page has loaded already. */
async function filesOnce(engine: Engine, ground: Ground): Promise<null> {
  const browser = await engine.open();
  return behindNetwork(browser, ground, async (network) => {
    const tab = await browser.openWindow();
    await tab.go(first(network));
    await ready(tab);
    const files = network.exchanges
      .filter(({ path, status }) => status === 200 && /^\/(assets|api\/questionnaires)\//.test(path))
      .map(({ path }) => path);
    const twice = files.filter((path, index) => files.indexOf(path) < index);
    if (twice.length > 0) throw new Error(`loaded more than once: ${twice.join(', ')}`);
    return null;
  });
}

const always = () => true;

/** The first is the one that is counted; the others are run a few times. */
export const journeys: Journey[] = [
  { name: 'a whole test without network arrives when it is back', isFor: always, run: wholeTestOffline },
  { name: 'a first visit loads each file once', isFor: ({ hasFileCache }) => hasFileCache, run: filesOnce },
  { name: 'two windows in view show what is kept', isFor: always, run: twoWindows },
  {
    name: 'a private window says that it is one',
    isFor: ({ openPrivate }) => openPrivate !== undefined,
    run: privateWindow,
  },
  {
    name: 'an answer outlives a dead battery',
    isFor: ({ openMortal }) => openMortal !== undefined,
    run: deadBattery,
  },
  { name: 'without a script to the end', isFor: always, run: withoutScript },
];
