/** What a phone keeps meets the script of another release: an older phone goes on, and so does a script that is older than its phone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type BrowsedSite, browseSite } from '../../support/browser/browsed-site';
import { phone } from '../../support/browser/browser';
import { walkTo } from '../../support/browser/fast-way';
import { copiesOn } from '../../support/browser/faults/lost-database';
import { type LyingDatabase, type LyingPhone, layPhone } from '../../support/browser/faults/lying-phone';
import { given, goBy, tapAll, tapPage, waitForPhone } from '../../support/browser/journey';
import { keptOn } from '../../support/browser/kept';
import { until } from '../../support/browser/until';
import type { PhoneFixture } from '../../support/fixtures/phone';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterAll(() => browsed?.stop());
afterEach(() => browsed.closePages());

const open = () => browsed.open({ language: 'kk', viewport: phone });

/** On the same browser, a page of the site without any script. */
async function besides(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(`${browsed.url}/healthz`);
  return other;
}

const arrived = (code: string) =>
  until(async () => {
    const [attempt] = await browsed.site.services.screening.attemptsOf(code);
    return attempt?.submittedAt ? attempt.answers : null;
  });

async function finish(page: Page): Promise<void> {
  await tapAll(page);
  await goBy(page, '[value=submit]');
}

const fixtures = join(__dirname, '..', '..', 'fixtures');
const days = readdirSync(fixtures);
const fixtureOf = (day: string): PhoneFixture =>
  JSON.parse(readFileSync(join(fixtures, day, 'phone.json'), 'utf8'));

const emptied = ({ database }: LyingPhone): LyingDatabase => ({
  ...database,
  stores: database.stores.map((store) => ({ ...store, rows: [] })),
});

describe.each(days)('a phone of the release of %s, in the middle of its fifth page', (day) => {
  const lying = fixtureOf(day);
  const [copy] = lying.copies.map(({ text }) => JSON.parse(text));

  /** A page of the site with all of the phone in its browser. */
  async function opened(database: LyingDatabase): Promise<Page> {
    const page = await open();
    await page.goto(`${browsed.url}/healthz`);
    await layPhone(page, { ...lying, database });
    await page.goto(`${browsed.url}/test`);
    return page;
  }

  it('comes back from its second copy alone', async () => {
    const page = await opened(emptied(lying));
    const [attempt] = await until(async () => {
      // What came back is shown by a page that comes anew.
      const kept = await keptOn(page).catch(() => null);
      return kept && kept.attempts.length > 0 && kept.attempts;
    });
    expect(attempt?.answers).toEqual(copy.answers);
  });

  it('goes on there, and everything arrives', async () => {
    const page = await opened(lying.database);
    await page.waitForSelector('[data-questions]');
    const states = await page.$$eval('[data-question]', (all) =>
      all.map((one) => [one.getAttribute('data-question'), one.querySelector(':checked') !== null]),
    );
    expect(states).toEqual([
      ...lying.answeredThere.map((item) => [item, true]),
      ...lying.stillOpenThere.map((item) => [item, false]),
    ]);
    await finish(page);
    expect(await arrived(copy.code)).toEqual(given);
  });
});

describe('a script that is older than what its phone keeps', () => {
  /** As the script of a later release does it: another store, and more in each attempt. */
  const asNewer = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('app', 7);
          request.onerror = () => reject(request.error);
          request.onupgradeneeded = () => {
            request.result.createObjectStore('moods', { keyPath: 'id' });
            const attempts = request.transaction?.objectStore('attempts');
            if (!attempts) return;
            attempts.openCursor().onsuccess = ({ target }) => {
              const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
              if (!cursor) return;
              cursor.update({ ...cursor.value, mood: 'calm' });
              cursor.continue();
            };
          };
          request.onsuccess = () => {
            // It goes on being open, as a tab is.
            Object.assign(window, { database: request.result });
            resolve();
          };
        }),
    );

  it('lets go of the database for the newer one, goes on with it, and loses nothing of either', async () => {
    const page = await open();
    await page.goto(browsed.url);
    await waitForPhone(page);
    const { code } = await walkTo(page, 'page', { given: {} });
    await tapPage(page);

    await asNewer(await besides(page));
    await goBy(page, '[name=go][value=next]');
    await tapPage(page);
    const kept = await until(async () => {
      const [attempt] = (await keptOn(page)).attempts;
      return attempt && Object.keys(attempt.answers).length === 16 ? attempt : null;
    });
    expect(kept).toMatchObject({ mood: 'calm' });

    await page.reload();
    await page.waitForSelector('[data-questions]');
    await finish(page);
    expect(await arrived(code)).toEqual(given);
    expect((await keptOn(page)).attempts[0]).toMatchObject({ mood: 'calm' });
  });

  it('leaves a second copy alone that only the newer one can read', async () => {
    const page = await open();
    await page.goto(`${browsed.url}/healthz`);
    const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    const packed = { path: `/second/${id}/3`, text: JSON.stringify({ format: 99, id, packed: 'AAEC' }) };
    const rubbish = { path: `/second/${id}/2`, text: '{' };
    await layPhone(page, { database: emptied(fixtureOf(days[0] as string)), copies: [packed, rubbish] });
    await page.goto(browsed.url);
    await until(async () => (await copiesOn(page)).length === 1);
    expect(await copiesOn(page)).toEqual([packed]);
  });
});
