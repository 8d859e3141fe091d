/** One code on two phones: what either of them answered without network is put together; what is erased stays erased. */
import type { Page } from 'playwright-core';
import kk from '../../../locales/kk/screening.json';
import { isSafelySent } from '../../../views/client/phone/model/attempt';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { placeOf, walkTo } from '../../support/browser/fast-way';
import { goBy, typeCode } from '../../support/browser/journey';
import { keptOn, waitForRest, waitForTakeover } from '../../support/browser/kept';
import { type Network, networkTo } from '../../support/browser/network';
import { until } from '../../support/browser/until';
import { alarming } from '../../support/builders/attempts';
import { plain } from '../../support/site/visitor';

let browsed: BrowsedSite;
let networks: Network[];
beforeAll(async () => {
  browsed = await browseSite();
  networks = await Promise.all([networkTo(browsed.url), networkTo(browsed.url)]);
});
afterEach(() => browsed.closePages());
afterAll(async () => {
  for (const network of networks ?? []) await network.stop();
  await browsed?.stop();
});

/** A phone and the network that is its own. */
interface Device {
  page: Page;
  network: Network;
}

async function aDevice(network: Network, path: string): Promise<Device> {
  network.restore();
  const page = await browsed.open({ language: 'kk', viewport: phone, serviceWorkers: 'block' });
  await page.goto(network.url + path);
  await waitForTakeover(page);
  return { page, network };
}

/** A phone with an attempt at its first questions, of which the server knows. @returns its code as well */
async function begun(): Promise<Device & { code: string }> {
  const device = await aDevice(networks[0]!, '/');
  const { code } = await walkTo(device.page, 'page', { given: {} });
  await waitForRest(device.page);
  await safe(device);
  return { ...device, code };
}

/** A second phone, on which the code was typed. */
async function withCode(code: string): Promise<Device> {
  const device = await aDevice(networks[1]!, '/my');
  await typeCode(device.page, device.network.url, code);
  return device;
}

/** To the questions, on a phone that was not told yet whose it is. */
async function goOn({ page }: Device): Promise<void> {
  await goBy(page, 'form[action="/my/test"] button');
  await walkTo(page, 'page', { given: {} });
  await waitForRest(page);
}

/** Until the server has all that is on the phone. */
const safe = ({ page }: Device) =>
  until(async () => {
    const [attempt] = (await keptOn(page)).attempts;
    return attempt !== undefined && isSafelySent(attempt);
  });

const tap = ({ page }: Device, ...answers: string[]) =>
  page.evaluate((all) => {
    for (const one of all) document.getElementById(`question-${one}`)?.click();
  }, answers);

const next = ({ page }: Device) => goBy(page, '[name=go][value=next]');

async function comeOnline(device: Device): Promise<void> {
  device.network.restore();
  await device.page.evaluate(() => dispatchEvent(new Event('online')));
}

const stored = async (code: string) => (await browsed.site.services.screening.attemptsOf(code))[0];

describe('an attempt that is open on two phones', () => {
  it.each([
    { firstBack: 0, order: 'the first phone comes back first', A9: 0 },
    { firstBack: 1, order: 'the second phone comes back first', A9: 1 },
  ])('has what both answered without network, when $order', async ({ firstBack, A9 }) => {
    const one = await begun();
    await tap(one, 'A1-1');
    await next(one);
    await safe(one);
    const other = await withCode(one.code);
    await goOn(other);
    expect(await other.page.isChecked('#question-A1-1')).toBe(true);
    for (const { network } of [one, other]) network.cut();
    await tap(one, 'A9-1', 'A10-2', 'A10-unclear');
    await tap(other, 'A1-3', 'A2-4');
    await next(other);
    await tap(other, 'A9-0', 'A11-2');

    const devices = [one, other];
    for (const index of [firstBack, 1 - firstBack]) {
      await comeOnline(devices[index]!);
      await safe(devices[index]!);
    }
    const expected = { A1: 3, A2: 4, A9, A10: 2, A11: 2 };
    expect(await stored(one.code)).toMatchObject({ answers: expected, unclear: ['A10'] });
    await one.page.goto(one.network.url);
    await one.page.waitForSelector('.hero a');
    await goBy(one.page, '.hero a');
    await until(
      async () => (await one.page.$(`#question-A9-${A9}:checked`)) && one.page.isChecked('#question-A11-2'),
    );
  });

  it('shows its result on both when one has submitted, and the answers of the other come too late', async () => {
    const one = await begun();
    const other = await withCode(one.code);
    await goOn(other);
    other.network.cut();
    await tap(other, 'A1-4');
    const given = { ...alarming, A2: 1 };
    await walkTo(one.page, 'result', { given });
    await safe(one);
    const { answers } = (await stored(one.code))!;
    await comeOnline(other);
    await until(async () => (await keptOn(other.page)).attempts[0]?.submittedAt);
    await until(async () => (await placeOf(other.page)) === 'result');
    await safe(other);
    const levels = ({ page }: Device) => page.$eval('.says', (element) => element.textContent);
    expect(await levels(other)).toBe(await levels(one));
    expect([answers, (await stored(one.code))!.answers]).toEqual([given, given]);
  });
});

describe('an attempt that was erased on another phone', () => {
  it('does not come back with a late upload, and the phone says so and holds nothing of it', async () => {
    const one = await begun();
    const { id } = (await stored(one.code))!;
    one.network.cut();
    await tap(one, 'A1-1', 'A2-2');
    await next(one);
    await until(async () => (await keptOn(one.page)).attempts[0]?.answers.A2);

    const other = await withCode(one.code);
    await goBy(other.page, 'a[href="/my/erase"]');
    await goBy(other.page, 'form[action="/my/erase"] button');
    expect(await stored(one.code)).toBeUndefined();

    await comeOnline(one);
    await until(async () => plain((await one.page.textContent('main')) ?? '').includes(kk.sending.erased));
    const { attempts, acts, sealed, facts } = await keptOn(one.page);
    expect({ attempts, acts, sealed, session: facts.session }).toEqual({
      ...{ attempts: [], acts: [], sealed: [], session: undefined },
    });
    expect(await one.page.evaluate(() => ({ ...sessionStorage }))).toEqual({});
    const headers = { Authorization: `Code ${one.code}` };
    expect((await fetch(`${browsed.url}/api/attempts/${id}`, { headers })).status).toBe(410);
    expect(await stored(one.code)).toBeUndefined();
  });
});
