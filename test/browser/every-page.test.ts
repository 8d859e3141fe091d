/** Every page and state that the phone draws can be seen, touched and heard by everybody, in both languages. */
import type { Page } from 'playwright-core';
import kkConsultations from '../../locales/kk/consultations.json';
import kk from '../../locales/kk/screening.json';
import ruConsultations from '../../locales/ru/consultations.json';
import ru from '../../locales/ru/screening.json';
import { normaliseCode } from '../../server/core/attempt/code';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { walkTo } from '../support/browser/fast-way';
import { flawsOf } from '../support/browser/flaws';
import { goBy, tapAll, tapPage, waitForPhone } from '../support/browser/journey';
import { waitForFurther, waitForTakeover, waitForWord } from '../support/browser/kept';
import { type Network, networkTo } from '../support/browser/network';
import { alarming, anAttempt, calm, newCode } from '../support/builders/attempts';
import { aCampaign } from '../support/builders/campaigns';
import { answer, asked } from '../support/builders/cases';
import { signedIn } from '../support/site/staff';

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
beforeEach(() => network.restore());
afterEach(() => browsed.closePages());

const words = { kk, ru };
const consultations = { kk: kkConsultations, ru: ruConsultations };

/** A camera that sees what the test puts before it. */
function stubCamera(): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const getUserMedia = async () => {
    setInterval(() => context?.fillRect(0, 0, 10, 10), 50);
    return canvas.captureStream();
  };
  Object.assign(navigator.mediaDevices, { getUserMedia });
  const seen = window as unknown as { beforeCamera?: string };
  class BarcodeDetector {
    detect = async () => (seen.beforeCamera ? [{ rawValue: seen.beforeCamera }] : []);
  }
  Object.assign(window, { BarcodeDetector });
}

/** On a page of the server with a code field: until the phone answers what is typed. */
const waitForScan = (page: Page) => page.waitForSelector('[data-scan]:not([hidden])', { state: 'attached' });

describe.each(['kk', 'ru'] as const)('in %s everybody can use', (language) => {
  const { sending, offline, handOver } = words[language];
  let page: Page;
  let flaws: string[];
  /** With the service worker where a page says that it works without network; it costs more than the page. */
  const begin = async (serviceWorkers: 'allow' | 'block' = 'block') => {
    page = await browsed.open({ language, viewport: phone, serviceWorkers });
    await page.addInitScript(stubCamera);
  };
  beforeEach(() => {
    flaws = [];
  });

  const look = async (place: string) => flaws.push(...(await flawsOf(page, language, place)));
  const open = async (path: string) => {
    await page.goto(network.url + path);
    await page.waitForSelector('main h1');
  };
  /** Until the phone itself draws what comes next. */
  const openStart = async (path = '/') => {
    await open(path);
    await waitForTakeover(page);
  };
  const openCode = async (code: string) => {
    await open(`/my#${normaliseCode(code)}`);
    await page.waitForSelector('form[action="/my/test"]');
  };

  it('the pages before the first question, with every mistake', async () => {
    await begin('allow');
    const { slug } = await aCampaign(browsed.site, {
      kind: 'event',
      looksAtHigh: true,
      isTryOut: true,
      region: null,
    });
    await open(`/c/${slug}`);
    await waitForPhone(page);
    await look('start of a campaign, works without network');
    await goBy(page, '.hero button');
    await look('what this is');
    await goBy(page, '[value=notToday]');
    await look('not today');

    await openStart(`/c/${slug}`);
    await walkTo(page, 'phone', { given: {} });
    await goBy(page, '#way .button');
    await look('device, none chosen');
    await walkTo(page, 'profile', { given: {} });
    await goBy(page, '#way .button');
    await look('about you, with mistakes');
    await page.click('label[for=sex-1]');
    await page.fill('#age', '12');
    await page.selectOption('#region', '750000000');
    await page.click('label[for=settlement]');
    await page.selectOption('#status', 'school-lower');
    await goBy(page, '#way .button');
    await look('too young');

    await openStart();
    await walkTo(page, 'code', { given: {} });
    await goBy(page, '[name=go][value=next]');
    await look('code, not saved');
    expect(flaws).toEqual([]);
  });

  it('the questions, the check and the start while a test is under way', async () => {
    await begin();
    await openStart();
    const { code } = await walkTo(page, 'page', { given: {} });
    await look('questions, unanswered');
    await tapPage(page);
    // Each of the words that may stand there, all at once.
    const said = [sending, offline, handOver].flatMap((some) => Object.entries(some));
    await page.$eval(
      '[data-sending]',
      (place, all) => {
        for (const [safety, text] of all) {
          const one = place.cloneNode() as HTMLElement;
          one.dataset.safety = safety;
          one.textContent = text;
          place.before(one);
        }
      },
      said,
    );
    await look('questions, answered, with all words of what is safe');

    await openStart();
    await look('start, with a test under way');
    await goBy(page, '.hero a');
    for (let pages = 0; pages < 3; pages += 1) await goBy(page, '[name=go][value=next]');
    await tapAll(page);
    await look('check, with questions left out');
    for (let missing = await page.$('.missing-page'); missing; missing = await page.$('.missing-page')) {
      await goBy(page, '.missing-page');
      await tapAll(page);
    }
    await look('check, complete');

    const [attempt] = await browsed.site.services.screening.attemptsOf(code);
    await browsed.site.services.screening.eraseAttempt({
      id: attempt!.id,
      code,
      now: browsed.site.clock.now,
    });
    await goBy(page, '[name=go]:not([value=submit])');
    await goBy(page, '[name=go][value=next]');
    await page.getByText(sending.erased).waitFor();
    await look('start, after somebody erased it');
    expect(flaws).toEqual([]);
  });

  it('each kind of result, and what follows it', async () => {
    await begin();
    const submitted = async (builder: ReturnType<typeof anAttempt>) =>
      (await builder.in(language).submitted(browsed.site)).code;
    for (const [place, code] of [
      ['result, low', await submitted(anAttempt().answering(calm))],
      ['result, unscored', await submitted(anAttempt().answering({ A1: 1, F1: 0 }).incomplete())],
    ] as const) {
      await openCode(code);
      await goBy(page, 'form[action="/my/test"] button');
      await look(place);
    }
    await openCode(await submitted(anAttempt().answering(alarming)));
    await goBy(page, 'form[action="/my/test"] button');
    await goBy(page, 'form[action="/test/ask"] button');
    await look('result, very high, a psychologist is asked');
    await goBy(page, 'main a[href="/my"]');
    await look('what belongs to the code, waiting for a letter');
    await goBy(page, 'form[action="/my/test"] button');
    await goBy(page, 'a[href="/test/feedback"]');
    await goBy(page, '#feedback button');
    await look('feedback, none chosen');
    await page.click('label[for=satisfaction-2]');
    await goBy(page, '#feedback button');
    await look('feedback, given');
    await goBy(page, 'form[action="/test/finish"] button');
    await look('the end');

    await openStart();
    await walkTo(page, 'finish', { given: { A1: 1 }, isShared: true });
    await look('the end on a shared phone');
    expect(flaws).toEqual([]);
  });

  it('what is behind a code: entry, camera, letter, erasing', async () => {
    await begin();
    const { site } = browsed;
    const one = await asked(site, anAttempt().in(language).answering(calm));
    await answer(await signedIn(site, 'psychologist'), one, `${'ұзынсөз'.repeat(30)}\n\nХат`);
    await open('/my');
    await waitForScan(page);
    const type = async (code: string) => {
      await page.fill('[name=code]', code);
      await goBy(page, '[data-code-form] [type=submit]');
    };
    await type('');
    await look('entry, no code');
    await type(one.code.slice(1));
    await look('entry, mistyped');
    await type(newCode());
    await look('entry, wrong code');

    await page.click('[data-scan]');
    await page.waitForFunction(() => document.querySelector('video')?.videoWidth);
    await look('camera');
    expect(await page.getByRole('dialog', { name: consultations[language].enter.scanHint }).count()).toBe(1);
    await page.evaluate((code) => Object.assign(window, { beforeCamera: code }), normaliseCode(one.code));
    await page.waitForSelector('form[action="/my/letter"]');
    await look('what belongs to the code, with a new letter');
    await goBy(page, 'form[action="/my/letter"] button');
    await goBy(page, '#reply-form [type=submit]');
    await look('letter, with an empty reply');
    await page.click('label[for^=helped]');
    await goBy(page, 'form[action="/my/helped"] button');
    await page.fill('#reply-form textarea', 'Рақмет');
    await goBy(page, '#reply-form [type=submit]');
    await look('letter, rated and answered');
    await goBy(page, 'main a[href="/my"]');
    await goBy(page, 'a[href="/my/erase"]');
    await look('erase');
    await goBy(page, 'form[action="/my/erase"] button');
    await look('erased');
    expect(flaws).toEqual([]);
  });

  it('what is drawn without network', async () => {
    await begin('allow');
    await open('/');
    await waitForPhone(page);
    await waitForFurther(page, `/guides?language=${language}`);
    network.cut();
    await page.context().setOffline(true);
    await open('/');
    await look('start without network');
    await open('/my');
    await waitForScan(page);
    await page.fill('[name=code]', newCode());
    await goBy(page, '[data-code-form] [type=submit]');
    await look('entry without network');
    await open('/');
    await walkTo(page, 'page', { given: {} });
    await waitForWord(page, sending.here);
    await look('questions without network');
    await open('/my');
    await page.getByText(offline.partly).waitFor();
    await look('what belongs to the code, without network');
    expect(flaws).toEqual([]);
  });
});

describe.each(['kk', 'ru'] as const)('in %s everybody can read', (language) => {
  it('the board of a class, a coordinator’s and a teacher’s, and a link that is no more', async () => {
    const { site } = browsed;
    const campaign = await aCampaign(site);
    const { slug, version } = campaign;
    const coordinator = await signedIn(site, 'coordinator');
    const actor = { accountId: coordinator.account.id, role: 'coordinator' } as never;
    const token = await site.services.campaigns.makeTeacherLink({
      slug,
      version,
      actor,
      now: site.clock.now,
    });
    const page = await browsed.openAs(coordinator, { language });
    const flaws: string[] = [];
    for (const path of [`/staff/campaigns/${slug}/board`, `/class/${token}`, `/class/${token}x`]) {
      await page.goto(browsed.url + path);
      flaws.push(...(await flawsOf(page, language, path.replace(token, '…'))));
    }
    expect(flaws).toEqual([]);
    await page.goto(`${browsed.url}/class/${token}`);
    await page.locator('[data-print]').waitFor();
  });
});
