/** The real application behind an address that a real browser opens. */
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { quickFolder } from '../quick-folder';
import { type Site, startSite } from '../site/site';
import { password, type Signed } from '../site/staff';
import { aContext, desktop, launchBrowser, type phone } from './browser';

export interface Look extends Pick<BrowserContextOptions, 'hasTouch' | 'proxy' | 'serviceWorkers'> {
  language: 'kk' | 'ru';
  viewport: typeof phone;
  hasScript?: boolean;
}

export interface BrowsedSite {
  readonly site: Site;
  url: string;
  /** A page of a browser that nobody has used. */
  open(look: Look): Promise<Page>;
  /** The same, signed in through the form; the language is Russian at a desk, unless it is said otherwise. */
  openAs(staff: Signed, look?: Partial<Look>): Promise<Page>;
  /** Everybody has left: no page goes on behind the next test. */
  closePages(): Promise<void>;
  /** The same store behind the same address, with these settings, as after an update. */
  restart(settings: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
}

export async function browseSite(settings: NodeJS.ProcessEnv = {}): Promise<BrowsedSite> {
  // The browser last: one that is left open would keep a failed run from ending.
  const folder = quickFolder();
  let site = await startSite(folder, settings);
  const browser = await launchBrowser();
  const server = createServer((req, res) => site.app(req, res)).listen(0);
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function open({ language, hasScript = true, ...more }: Look): Promise<Page> {
    const context = await aContext(browser, { locale: language, javaScriptEnabled: hasScript, ...more });
    await context.addCookies([{ name: 'language', value: language, url }]);
    return context.newPage();
  }

  return {
    get site() {
      return site;
    },
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
    async restart(next) {
      await site.stop();
      site = await startSite(folder, next);
    },
    async stop() {
      await browser.close();
      server.close();
      await site.stop().finally(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
}
