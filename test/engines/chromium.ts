/** Chromium from the npm registry, as the ordinary browser tests have it. */
import { aContext, launchBrowser, phone } from '../support/browser/browser';
import type { Browser, Engine } from './engine';

async function open(): Promise<Browser> {
  const browser = await launchBrowser();
  const context = await aContext(browser, { viewport: phone, hasTouch: true, isMobile: true });
  return {
    async openWindow() {
      const page = await context.newPage();
      return {
        go: async (url) => void (await page.goto(url)),
        evaluate: (expression) => page.evaluate(expression),
        tap: ({ x, y }) => page.touchscreen.tap(x, y),
        press: (key) => page.keyboard.press(key),
      };
    },
    close: () => browser.close(),
  };
}

export const chromium: Engine = {
  name: 'Chromium',
  taps: 'touch',
  hasFileCache: true,
  missing: () => null,
  open,
};
