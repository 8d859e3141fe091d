/** A real browser (Chromium from the npm registry) with the phone or the desktop a test asks for. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { watchTakeover } from './kept';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };

/** The default arguments of the package switch web security off; these do not. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

/** test/support/browser/chromium.mjs has unpacked it before the tests began. */
export const chromiumPath = join(tmpdir(), 'chromium');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: launchArguments,
    headless: true,
  });
}

/**
 * No test knows how fast a machine is: whatever it waits for may take as long as Jest lets a test take. This is a little
 * less, so that what never came is named.
 */
export const lastResortMs = 9 * 60_000;

/** Somebody's own browser, which nobody has used. */
export async function aContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(lastResortMs);
  await watchTakeover(context);
  return context;
}

/** What axe-core finds on the page as it is, one line per rule and element. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // A page that the phone draws stays the same document.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  });
}

interface Axe {
  run(options: { resultTypes: string[] }): Promise<{
    violations: { id: string; nodes: { target: string[] }[] }[];
  }>;
}

/** Elements that are narrower or lower than 44 px for a finger, and whether the page scrolls sideways. */
export async function touchProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) {
      problems.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${window.innerWidth}`);
    }
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, select, input:not([type=hidden]), summary, a.button',
    )) {
      const target = element.matches('input[type=radio], input[type=checkbox]')
        ? (element.closest('label') ?? document.querySelector(`label[for="${element.id}"]`) ?? element)
        : element;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (width < 44 || height < 44)) {
        problems.push(`${Math.round(width)}x${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`);
      }
    }
    return problems;
  });
}
