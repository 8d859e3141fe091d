/** The phone's pages under a keyboard, a trembling finger, a phone on its side, and a reader who goes back. */
import type { CDPSession, Page } from 'playwright-core';
import kk from '../../locales/kk/screening.json';
import ru from '../../locales/ru/screening.json';
import { normaliseCode } from '../../server/core/attempt/code';
import { type BrowsedSite, browseSite, type Look } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { type Place, placeOf, walkTo } from '../support/browser/fast-way';
import { cutText } from '../support/browser/flaws';
import { goBy, tapPage, waitForPhone } from '../support/browser/journey';
import { keptOn, waitForTakeover, waitForWord } from '../support/browser/kept';
import { alarming, anAttempt } from '../support/builders/attempts';

let browsed: BrowsedSite;
beforeAll(async () => {
  browsed = await browseSite();
});
afterAll(() => browsed?.stop());

const words = { kk, ru };

/** Without what comes in the background, where that is not the point. */
const open = (language: 'kk' | 'ru', more: Partial<Look> = {}) =>
  browsed.open({ language, viewport: phone, serviceWorkers: 'block', ...more });

let page: Page;
beforeEach(async () => {
  page = await open('ru');
});
afterEach(() => browsed.closePages());

async function openStart(): Promise<void> {
  await page.goto(browsed.url);
  await waitForTakeover(page);
}

/** A result that says much, as the phone draws it. */
async function openResult(): Promise<void> {
  const { code } = await anAttempt().in('ru').answering(alarming).submitted(browsed.site);
  await page.goto(`${browsed.url}/my#${normaliseCode(code)}`);
  await page.waitForSelector('form[action="/my/test"]');
  await goBy(page, 'form[action="/my/test"] button');
}

describe('with a keyboard alone', () => {
  /** What has the focus: whether that can be seen, and is not covered. */
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement as HTMLElement;
      const shown = one.matches('.choice input') ? (one.nextElementSibling as HTMLElement) : one;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      const { left, top, width, height } = shown.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      return {
        what: one.outerHTML.slice(0, 100),
        isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        isOnTop: shown.contains(above) || one === above,
      };
    });

  /** Presses Tab until the wanted element has the focus; each stop on the way can be seen. */
  async function tabTo(selector: string): Promise<void> {
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press('Tab');
      expect(await focused()).toMatchObject({ isMarked: true, isOnTop: true });
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  }

  /** Enter on the button; the next page is read from its beginning. */
  async function enter(selector: string, begins = 'main'): Promise<void> {
    await tabTo(selector);
    const before = await page.evaluate(() => {
      document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
      return document.querySelector('main')?.textContent;
    });
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('[data-before]'));
    expect(before).not.toBe(await page.textContent('main'));
    expect(await page.evaluate((wanted) => document.activeElement?.matches(wanted), begins)).toBe(true);
    if (begins === 'main') expect(await page.evaluate(() => scrollY)).toBe(0);
  }

  it('the whole test is done, the focus is always seen, and each page begins at its beginning', async () => {
    await openStart();
    await enter('.hero button');
    await enter('[value=agree]');
    await enter('#way .button', '[data-error-summary]');
    await tabTo('.error-list a');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('phone');
    await page.keyboard.press('Space');
    await enter('#way .button');
    await tabTo('#sex');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await page.isChecked('#sex-1')).toBe(true);
    await tabTo('#age');
    await page.keyboard.type('15');
    await tabTo('#region');
    await page.keyboard.press('ArrowDown');
    await tabTo('#settlement');
    await page.keyboard.press('Space');
    await tabTo('#status');
    await page.keyboard.press('ArrowDown');
    await enter('#way .button');
    await tabTo('#is-saved');
    await page.keyboard.press('Space');
    await enter('[name=go][value=next]');
    await tabTo('[data-question] input');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    while (await page.$('[data-questions]')) await enter('[name=go][value=next]');
    await enter('[value=submit]');
    expect(await page.textContent('h1')).toBe(ru.result.title);
    const [attempt] = (await keptOn(page)).attempts;
    expect(attempt).toMatchObject({ answers: { A1: 2 }, submittedAt: expect.any(String) });
    await enter('a[href="/test/feedback"]');
    await enter('#feedback button', '[data-error-summary]');
  });

  it('what a result folds is opened', async () => {
    await openStart();
    await walkTo(page, 'result', { given: alarming });
    await page.focus('main');
    await tabTo('summary');
    await page.keyboard.press('Enter');
    expect(await page.$('details[open]')).not.toBeNull();
  });

  it('a mistake leads to its field, also where a code is typed', async () => {
    await page.goto(`${browsed.url}/my#ABC`);
    await page.waitForSelector('.error-list a');
    await page.click('.error-list a');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('code');
    expect(await page.inputValue('#code')).toBe('ABC');
    // A torn address is a typing error too, not the end of the page.
    await page.goto('about:blank');
    await page.goto(`${browsed.url}/my#%E0%A4%A`);
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#code')?.value === '%E0%A4%A');
    expect(page.url()).toBe(`${browsed.url}/my`);
  });
});

describe('a phone on its side', () => {
  it('shows a question with its answers whole, and what is tapped is not covered', async () => {
    await openStart();
    await walkTo(page, 'page', { given: {} });
    await page.setViewportSize({ width: 740, height: 360 });
    expect(await cutText(page)).toEqual([]);
    const covered = await page.$$eval('[data-question] label, .way-row button', (all) =>
      all.flatMap((one) => {
        one.scrollIntoView({ block: 'start' });
        const { left, top, width, height, bottom } = one.getBoundingClientRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return one.contains(above) && top >= 0 && bottom <= innerHeight ? [] : [one.textContent];
      }),
    );
    expect(covered).toEqual([]);
    // The screen is low: what stays when a page is scrolled leaves it to the question.
    const header = await page.$eval('.site-header', (one) => one.getBoundingClientRect().bottom);
    expect(header).toBeLessThanOrEqual(0);
    const tooHigh = await page.$$eval('.question-text', (all) =>
      all
        .filter((one) => {
          const answers = one.parentElement!.querySelector('.question-answers')!;
          return answers.getBoundingClientRect().bottom - one.getBoundingClientRect().top > innerHeight * 1.5;
        })
        .map((one) => one.textContent),
    );
    expect(tooHigh).toEqual([]);
    await page.click('label[for="question-A1-3"]');
    await goBy(page, '[name=go][value=next]');
    expect((await keptOn(page)).attempts[0]).toMatchObject({ answers: { A1: 3 } });
  });
});

describe('a reader’s own colours and calm', () => {
  it('are kept: what is chosen and reached is still told apart, and nothing moves', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await openStart();
    await walkTo(page, 'page', { given: {} });
    await page.click('label[for="question-A1-2"]');
    const looksOf = (selector: string) =>
      page.$eval(selector, (one) => {
        const { borderTopColor, borderTopWidth, fill, appearance } = getComputedStyle(one);
        return { border: `${borderTopWidth} ${borderTopColor}`, fill, appearance };
      });
    const still = () =>
      page.evaluate(() => ({
        animations: document.getAnimations().length,
        moving: [...document.querySelectorAll('*')].filter((one) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
          return (
            !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth'
          );
        }).length,
      }));
    expect((await looksOf('#question-A1-2')).appearance).toBe('auto');
    expect((await looksOf('label[for="question-A1-2"]')).border).not.toBe(
      (await looksOf('label[for="question-A1-1"]')).border,
    );
    expect(await still()).toEqual({ animations: 0, moving: 0 });

    await openResult();
    const [reached, ahead] = [
      await looksOf('.levels .is-reached'),
      await looksOf('.levels rect:not(.is-reached)'),
    ];
    expect(reached.fill).not.toBe(ahead.fill);
    expect(await still()).toEqual({ animations: 0, moving: 0 });
  });
});

describe('a page that stands', () => {
  /** How far things move from now on, or since the page came, whatever moves them; by the browser's own measure. */
  const watchShifts = ({ buffered = false } = {}) =>
    page.evaluate((buffered) => {
      const watched = window as unknown as { shifted: number };
      watched.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          watched.shifted += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered });
    }, buffered);
  const shifted = () =>
    page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              setTimeout(() => resolve((window as unknown as { shifted: number }).shifted)),
            ),
          ),
        ),
    );

  /** Puts the words about what is safe on the screen and lets each of them be said. */
  async function sayAll(sending: Record<string, string>): Promise<void> {
    await page.$eval('[data-sending]', (place) => place.scrollIntoView({ block: 'center' }));
    await page.evaluate(async (all) => {
      const place = document.querySelector<HTMLElement>('[data-sending]')!;
      for (const [safety, text] of all) {
        place.dataset.safety = safety;
        place.textContent = text;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    }, Object.entries(sending));
  }

  it.each(['kk', 'ru'] as const)(
    'does not move under the finger while the words of what is safe change, in %s',
    async (language) => {
      const { sending } = words[language];
      page = await open(language, { serviceWorkers: 'allow' });
      await page.goto(browsed.url);
      await waitForPhone(page);
      await watchShifts({ buffered: true });
      expect(await shifted()).toBeLessThan(0.02);
      await walkTo(page, 'page', { given: {} });
      await waitForWord(page, sending.sent);
      await watchShifts();
      await page.click('label[for="question-A1-2"]');
      await waitForWord(page, sending.kept);
      await sayAll(sending);
      expect(await shifted()).toBeLessThan(0.02);

      await walkTo(page, 'result', { given: {} });
      await waitForWord(page, sending.sent);
      await watchShifts();
      await sayAll(sending);
      expect(await shifted()).toBeLessThan(0.02);
    },
  );
});

describe('the history', () => {
  beforeEach(async () => {
    page = await open('ru', { serviceWorkers: 'allow' });
  });

  it('has one entry more for the whole test: back leads out of a result, and forward shows it again', async () => {
    const before = `${browsed.url}/healthz`;
    await page.goto(before);
    await openStart();
    const entries = await page.evaluate(() => history.length);
    await walkTo(page, 'phone', { given: {} });
    await goBy(page, '#way .button');
    await page.click('.error-list a');
    await walkTo(page, 'page', { given: {} });
    await tapPage(page);
    await goBy(page, '[name=go][value=next]');
    const heading = await page.textContent('h1');
    // One entry to go back to the page before, however many pages there were (decision 82).
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);

    await goBy(page, '[name=go][value=back]');
    await goBy(page, '[name=go][value=next]');
    expect(await page.textContent('h1')).toBe(heading);
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);

    await walkTo(page, 'result', { given: {} });
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);
    await Promise.all([page.waitForURL(before), page.evaluate(() => history.back())]);
    await page.goForward();
    await page.getByRole('heading', { name: ru.result.title }).waitFor();
  });

  it('does not lead back after the quick exit from a page that the phone drew', async () => {
    const elsewhere = 'https://www.gov.kz/**';
    await page.context().route(elsewhere, (route) => route.fulfill({ body: 'elsewhere' }));
    const before = `${browsed.url}/healthz`;
    await page.goto(before);
    await openStart();
    await walkTo(page, 'page', { given: {} });
    const entries = await page.evaluate(() => history.length);
    await Promise.all([page.waitForURL(elsewhere), page.click('[data-quick-exit]')]);
    expect(await page.evaluate(() => history.length)).toBe(entries);
    await page.goBack();
    expect(page.url()).toBe(before);
  });
});

describe('a double tap', () => {
  /** Each page of the way with what leads on from it, the questions once. */
  const way: [Place, string][] = [
    ['start', '.hero button'],
    ['about', '[value=agree]'],
    ['phone', '#way .button'],
    ['profile', '#way .button'],
    ['code', '[name=go][value=next]'],
    ['page', '[name=go][value=next]'],
    ['page', '[name=go][value=back]'],
    ['check', '[value=submit]'],
    ['result', 'form[action="/test/ask"] button'],
    ['result', 'a[href="/test/feedback"]'],
    ['feedback', '#feedback button'],
    ['thanks', 'form[action="/test/finish"] button'],
  ];

  /** The words about what is safe change by themselves. */
  const standing = () =>
    page.evaluate(() => [
      location.href,
      document.querySelector('main')?.innerHTML.replace(/<p class="sending".*/, ''),
      [...document.querySelectorAll<HTMLInputElement>('input, details')].map(
        (one) => one.checked || one.hasAttribute('open'),
      ),
    ]);

  type Hand = 'finger' | 'mouse';

  /** A tap of a known time, however busy this machine is. Resolves when the page has seen it. */
  async function tap(
    hand: Hand,
    cdp: CDPSession,
    { x, y, at, nth }: { x: number; y: number; at: number; nth: number },
  ) {
    const taps = await page.evaluate(() => {
      const seen = window as unknown as { taps?: number };
      if (seen.taps === undefined) {
        seen.taps = 0;
        const count = () => {
          seen.taps = (seen.taps ?? 0) + 1;
        };
        addEventListener('click', count, { capture: true });
      }
      return seen.taps;
    });
    const timestamp = at / 1000;
    if (hand === 'finger') {
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }], timestamp });
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [], timestamp });
    } else
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        await cdp.send('Input.dispatchMouseEvent', {
          type,
          x,
          y,
          button: 'left',
          clickCount: nth,
          timestamp,
        });
    await page.waitForFunction((before) => (window as unknown as { taps: number }).taps > before, taps);
  }

  /** What the page asks for, so that its button leads on. */
  const fillIn = () =>
    page.evaluate(() => {
      for (const id of ['phone', 'sex', 'settlement', 'is-saved', 'satisfaction-2'])
        document.getElementById(id)?.click();
      for (const [id, value] of Object.entries({ age: '15', region: '750000000', status: 'school-lower' }))
        Object.assign(document.getElementById(id) ?? {}, { value });
    });

  it.each(['finger', 'mouse'] as const)(
    'of a %s on any button of the way touches nothing on the next page',
    async (hand) => {
      page = await open('ru', { hasTouch: hand === 'finger' });
      const cdp = await page.context().newCDPSession(page);
      await openStart();
      for (const [index, [place, button]] of way.entries()) {
        await walkTo(page, place, { given: { A1: 1 } });
        await fillIn();
        const { x, y } = await page.$eval(
          `main ${button}`,
          // The next button is not taken for the same place: this walk is faster than any finger.
          (one, part) => {
            one.scrollIntoView({ block: 'center' });
            const { left, top, width, height } = one.getBoundingClientRect();
            document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
            return { x: left + width * part, y: top + height / 2 };
          },
          index % 2 === 0 ? 0.2 : 0.8,
        );
        const at = Date.now();
        await tap(hand, cdp, { x, y, at, nth: 1 });
        // The code's picture is drawn after its page.
        await page.waitForFunction(() => !document.querySelector('[data-before], [data-qr-place]:empty'));
        const before = await standing();
        await tap(hand, cdp, { x, y, at: at + 150, nth: 2 });
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
        expect([place, ...(await standing())]).toEqual([place, ...before]);
      }
      expect(await placeOf(page)).toBe('finish');
    },
  );
});

describe('the result', () => {
  it('is read in order: one title, no level of heading left out, every landmark named', async () => {
    await openResult();
    await page.$$eval('details', (all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    const levels = await page.$$eval('h1, h2, h3, h4, h5, h6', (all) =>
      all.map((one) => Number(one.localName[1])),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const landmarks = await page.$$eval('header, nav, main, footer, [role]', (all) =>
      all.map((one) => one.localName),
    );
    expect(landmarks).toEqual(expect.arrayContaining(['header', 'nav', 'main', 'footer']));
    const unnamed = await page.$$eval(
      'nav, section[aria-labelledby], section[aria-label], [role=img]',
      (all) =>
        all
          .filter((one) => {
            const id = one.getAttribute('aria-labelledby');
            return !(id ? document.getElementById(id)?.textContent?.trim() : one.getAttribute('aria-label'));
          })
          .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(unnamed).toEqual([]);
  });
});

it('every letter of these tests is drawn with the project’s own font, on any machine', async () => {
  await page.goto(browsed.url);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'main p' });
  const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
  expect(fonts.map(({ familyName }) => familyName)).toEqual(['Golos Text']);
});
