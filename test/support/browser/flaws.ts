/** What everybody needs of a page, looked at in all the ways in which it is seen, without loading it again. */
import type { Page } from 'playwright-core';
import { accessibilityViolations, desktop, phone, touchProblems } from './browser';

type Language = 'kk' | 'ru';

const screens = [desktop, phone];

interface Look {
  viewport: typeof phone;
  colorScheme: 'light' | 'dark';
}

const schemes = ['light', 'dark'] as const;
const allLooks = screens.flatMap((viewport) =>
  schemes.map((colorScheme): Look => ({ viewport, colorScheme })),
);

/**
 * Where axe looks: over both languages it sees each screen and each scheme once. Which colours may meet is calculated for
 * both schemes (test/unit/views/styles.test.ts). `npm run test:looks` has it look everywhere.
 */
const axeLooks: Record<Language, Look[]> =
  process.env.LOOKS === 'all'
    ? { kk: allLooks, ru: allLooks }
    : {
        kk: [{ viewport: desktop, colorScheme: 'dark' }],
        ru: [{ viewport: phone, colorScheme: 'light' }],
      };

/** A phone of 360 px whose reader has made everything twice as large. */
const zoomed = { width: 180, height: 370 };

/** Links that stand alone are touched by a finger as buttons are; those inside a sentence are read. */
const smallLinks = (page: Page): Promise<string[]> =>
  page.$$eval('a[href]', (links) =>
    links.flatMap((link) => {
      const { width, height } = link.getBoundingClientRect();
      const isInSentence = (link.parentElement?.textContent ?? '').trim() !== (link.textContent ?? '').trim();
      const isFine = width === 0 || isInSentence || link.matches('.skip-link') || height >= 44;
      return isFine ? [] : [`a link ${Math.round(height)} px high: ${link.textContent?.trim()}`];
    }),
  );

/** What is wider than the screen, and text that is wider than its own box. */
export const cutText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { documentElement: root, body } = document;
    /** For a screen reader alone, as the heads of tables are on a phone. */
    const isClipped = (element: Element) => {
      const hidden = element.closest('.visually-hidden, thead');
      return hidden !== null && getComputedStyle(hidden).clipPath === 'inset(50%)';
    };
    const flaws =
      root.scrollWidth > innerWidth ? [`scrolls sideways: ${root.scrollWidth} > ${innerWidth}`] : [];
    for (const element of body.querySelectorAll<HTMLElement>(
      '*:not(svg *, option, .visually-hidden, .skip-link)',
    )) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      const { left, right, width } = element.getBoundingClientRect();
      if (!hasText || width === 0 || isClipped(element)) continue;
      // What flows inside a line has no width of its own.
      const { clientWidth, scrollWidth } = element;
      const isCut = clientWidth > 0 && scrollWidth > clientWidth + 1;
      const what = `${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`;
      if (left < -1 || right > innerWidth + 1) flaws.push(`outside the screen, ${what}`);
      else if (isCut && !element.matches('select, input')) flaws.push(`cut, ${what}`);
    }
    return flaws;
  });

/** Badges whose words fall to columns of letters, beside something that gives no room. */
const squeezedBadges = (page: Page): Promise<string[]> =>
  page.$$eval('.badge', (badges) =>
    badges.flatMap((badge) => {
      const { width, height } = badge.getBoundingClientRect();
      return height > width ? [`squeezed, ${badge.textContent?.trim()}`] : [];
    }),
  );

/** Cells of a table whose label or value falls to a column of letters, since the other takes the room. */
const squeezedCells = (page: Page): Promise<string[]> =>
  page.$$eval('.data-table [data-label]', (cells) => {
    const fewestSigns = 5;
    return cells.flatMap((cell) => {
      const { display, lineHeight } = getComputedStyle(cell);
      // A card's cell holds its label too; in a table its height is that of the row, whoever needs it.
      const measured = display === 'grid' ? cell : (cell.firstElementChild ?? cell);
      const lines = measured.getBoundingClientRect().height / Number.parseFloat(lineHeight);
      const text = `${cell.getAttribute('data-label')} ${cell.textContent?.trim()}`;
      return lines > 4 && text.length / lines < fewestSigns ? [`squeezed, ${text}`] : [];
    });
  });

/** As readers space their text (WCAG 1.4.12); with our font it becomes a fifth wider, as it is with the widest of theirs. */
const spacing = `
  * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }
  p { margin-bottom: 2em !important; }`;

/** What `look` finds while the text is a fifth wider. */
async function withWiderText(page: Page, look: (page: Page) => Promise<string[]>): Promise<string[]> {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, spacing);
  const found = await look(page);
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return found.map((flaw) => `with wider text, ${flaw}`);
}

/** The page as it stands, with its folds open; afterwards it is a phone's again. */
export async function flawsOf(page: Page, language: Language, place: string): Promise<string[]> {
  await page.$$eval('main details', (all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  // Colours that are on their way to others are nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(zoomed);
  const atDouble = [...(await cutText(page)), ...(await withWiderText(page, cutText))];
  const flaws = atDouble.map((flaw) => `at 200 %, ${flaw}`);
  for (const viewport of screens) {
    await page.setViewportSize(viewport);
    const found = [
      ...(await touchProblems(page)),
      ...(await smallLinks(page)),
      ...(await squeezedBadges(page)),
      ...(await squeezedCells(page)),
      ...(await withWiderText(page, cutText)),
    ];
    flaws.push(...found.map((flaw) => `${viewport.width} px, ${flaw}`));
  }
  for (const { viewport, colorScheme } of axeLooks[language]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const found = await accessibilityViolations(page);
    flaws.push(...found.map((flaw) => `${viewport.width} px, ${colorScheme}, ${flaw}`));
  }
  // As it was found.
  await page.setViewportSize(phone);
  return flaws.map((flaw) => `${place}: ${flaw}`);
}
