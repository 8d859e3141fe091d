/** What is kept is sent, whatever becomes of other pages; and windows that are in view together say the same. */
import type { Page } from 'playwright-core';
import type { Attempt } from '../../../server/screening/attempt.types';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { type Student, walkTo } from '../../support/browser/fast-way';
import { deafen } from '../../support/browser/faults/hindered-storage';
import { goBy, skipToResult, tap, waitForPhone } from '../../support/browser/journey';
import { keptOn, waitForRest, waitForTakeover } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';

const student: Student = { given: { A1: 2, A2: 1 }, satisfaction: 4 };

let browsed: BrowsedSite;
let network: Network;
beforeAll(async () => {
  browsed = await browseSite();
  network = await networkTo(browsed.url);
});
afterAll(async () => {
  await network?.stop();
  await browsed?.stop();
});
afterEach(async () => {
  network.restore();
  network.lose(null);
  await browsed.closePages();
});

async function stored(code: string): Promise<Attempt | undefined> {
  const [attempt] = await browsed.site.services.screening.attemptsOf(code);
  return attempt;
}

const open = () => browsed.open({ language: 'ru', viewport: phone });

/** The last page that the browser holds of an earlier visit, with what it never lets go. */
async function holdTurn(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(`${network.url}/about`);
  await other.evaluate(() => {
    void navigator.locks.request('sending', () => new Promise(() => undefined));
  });
  await until(() =>
    other.evaluate(async () => (await navigator.locks.query()).held?.some(({ name }) => name === 'sending')),
  );
}

describe('another page that never ends its turn', () => {
  it('keeps nothing of a whole test from arriving', async () => {
    const page = await open();
    await page.goto(network.url);
    await waitForPhone(page);
    await holdTurn(page);
    const { code } = await walkTo(page, 'thanks', student);
    const attempt = await until(async () => {
      const one = await stored(code);
      return one?.feedback && one;
    });
    expect(attempt.answers).toEqual(student.given);
    expect(attempt.submittedAt).not.toBeNull();
  });

  it('keeps nobody from finishing on a phone that cannot seal', async () => {
    let hasReachedEnd = false;
    network.lose((method, path) => {
      const isLost = path === '/api/sealing-key' || (method === 'PUT' && !hasReachedEnd);
      return isLost ? 'request' : null;
    });
    const page = await open();
    await page.goto(network.url);
    await waitForTakeover(page);
    await holdTurn(page);
    const { code } = await walkTo(page, 'finish', { ...student, isShared: true }, (place) => {
      hasReachedEnd = place === 'thanks';
    });
    expect((await stored(code))?.submittedAt).not.toBeNull();
    expect((await keptOn(page)).attempts).toEqual([]);
  });
});

describe('a page that is seen', () => {
  it('sends what is kept when the network comes back, though nothing tells it so', async () => {
    const page = await open();
    await page.goto(network.url);
    await waitForPhone(page);
    await walkTo(page, 'page', student);
    await waitForRest(page);
    network.cut();
    const { code } = await walkTo(page, 'thanks', student);
    network.restore();
    await until(async () => (await stored(code))?.feedback);
  });
});

describe('two windows in view', () => {
  const chosen = (page: Page) => page.$eval('[name=A1]:checked', (one) => (one as HTMLInputElement).value);
  const answer = async (page: Page) => (await keptOn(page)).attempts[0]?.answers.A1;

  async function twoWindows(prepare: (other: Page) => Promise<unknown> = async () => undefined) {
    const one = await open();
    await prepare(one);
    await one.goto(network.url);
    await waitForPhone(one);
    await walkTo(one, 'page', student);
    await tap(one, 'A1', 2);
    await until(async () => (await answer(one)) === 2);
    const other = await one.context().newPage();
    await other.goto(`${network.url}/test`);
    await other.waitForSelector('[name=A1]:checked');
    return { one, other };
  }

  it('show what either of them keeps', async () => {
    const { one, other } = await twoWindows();
    await tap(other, 'A1', 3);
    await until(async () => (await chosen(one)) === '3');
    await tap(one, 'A1', 1);
    await until(async () => (await chosen(other)) === '1');
  });

  it('show the result when it is submitted in one, and are both at the start when one finishes', async () => {
    const { one, other } = await twoWindows();
    await skipToResult(one);
    await other.waitForSelector('.code-apart');
    await goBy(one, 'a[href="/test/feedback"]');
    await goBy(one, 'form[action="/test/finish"] button');
    await other.waitForSelector('.hero button');
  });

  it('take a tap on what one shows and the other has changed', async () => {
    const { one, other } = await twoWindows(deafen);
    await tap(other, 'A1', 3);
    await until(async () => (await answer(one)) === 3);
    expect(await chosen(one)).toBe('2');
    await tap(one, 'A1', 2);
    await until(async () => (await answer(one)) === 2);
  });
});
