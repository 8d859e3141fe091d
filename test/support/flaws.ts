/** What everybody needs of a page, looked at in all the ways in which it is seen, without loading it again. */
import type { Page } from 'playwright-core';
import { accessibilityViolations, desktop, phone, touchProblems } from './browser';

type Language = 'kk' | 'ru';

/** Over both languages each page is seen on both screens in both schemes. */
const looks = {
  kk: [
    { viewport: desktop, colorScheme: 'dark' },
    { viewport: phone, colorScheme: 'light' },
  ],
  ru: [
    { viewport: desktop, colorScheme: 'light' },
    { viewport: phone, colorScheme: 'dark' },
  ],
} as const;

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

/** What is wider than the screen, and text that its own box cuts off. */
export const cutText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { documentElement: root, body } = document;
    const flaws =
      root.scrollWidth > innerWidth ? [`scrolls sideways: ${root.scrollWidth} > ${innerWidth}`] : [];
    for (const element of body.querySelectorAll<HTMLElement>(
      '*:not(svg *, option, .visually-hidden, .skip-link)',
    )) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      const { left, right, width } = element.getBoundingClientRect();
      if (!hasText || width === 0 || element.closest('.visually-hidden')) continue;
      const isCut =
        getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      const what = `${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`;
      if (left < -1 || right > innerWidth + 1) flaws.push(`outside the screen, ${what}`);
      else if (isCut && !element.matches('select, input')) flaws.push(`cut, ${what}`);
    }
    return flaws;
  });

/** The page as it stands, with its folds open; afterwards it is a phone's again. */
export async function flawsOf(page: Page, language: Language, place: string): Promise<string[]> {
  await page.$$eval('main details', (all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  const flaws: string[] = [];
  await page.setViewportSize(zoomed);
  flaws.push(...(await cutText(page)).map((flaw) => `at 200 %, ${flaw}`));
  for (const { viewport, colorScheme } of looks[language]) {
    await page.setViewportSize(viewport);
    // Colours that are on their way to others are nobody's.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = [
      ...(await accessibilityViolations(page)),
      ...(await touchProblems(page)),
      ...(await smallLinks(page)),
    ];
    flaws.push(...found.map((flaw) => `${viewport.width} px, ${colorScheme}, ${flaw}`));
  }
  return flaws.map((flaw) => `${place}: ${flaw}`);
}
