/** The real application behind an address that a real browser opens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Site, startSite } from '../site/site';
import { password, type Signed } from '../site/staff';
import { aContext, desktop, launchBrowser, type phone } from './browser';

export interface Look extends Pick<BrowserContextOptions, 'hasTouch' | 'proxy' | 'serviceWorkers'> {
  language: 'kk' | 'ru';
  viewport: typeof phone;
  hasScript?: boolean;
}

export interface BrowsedSite {
  site: Site;
  url: string;
  /** A page of a browser that nobody has used. */
  open(look: Look): Promise<Page>;
  /** The same, signed in through the form; the language is Russian at a desk, unless it is said otherwise. */
  openAs(staff: Signed, look?: Partial<Look>): Promise<Page>;
  /** Everybody has left: no page goes on behind the next test. */
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

export async function browseSite(settings: NodeJS.ProcessEnv = {}): Promise<BrowsedSite> {
  // The browser last: one that is left open would keep a failed run from ending.
  const site = await startSite(undefined, settings);
  const browser = await launchBrowser();
  const server = createServer(site.app).listen(0);
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function open({ language, hasScript = true, ...more }: Look): Promise<Page> {
    const context = await aContext(browser, { locale: language, javaScriptEnabled: hasScript, ...more });
    await context.addCookies([{ name: 'language', value: language, url }]);
    return context.newPage();
  }

  return {
    site,
    url,
    open,
    async openAs({ account }, look = {}) {
      const page = await open({ language: 'ru', viewport: desktop, ...look });
      await page.goto(`${url}/staff/sign-in`);
      await page.fill('[name=login]', account.login);
      await page.fill('[name=password]', password);
      await Promise.all([page.waitForEvent('load'), page.click('main button[type=submit]')]);
      return page;
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close();
    },
    async stop() {
      await browser.close();
      server.close();
      await site.stop();
    },
  };
}
