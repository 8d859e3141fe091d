/**
 * WebKitGTK over its own WebDriver, on a display that nobody sees. Its driver's taps are a mouse's to the page, and what it
 * keeps ends with it, as in a private window.
 */

import { phone } from '../support/browser/browser';
import { freePort } from '../support/site/running-site';
import { pressed, tapAt } from './actions';
import type { Browser, Engine, Tab } from './engine';
import { installed, Program } from './program';

const driverName = 'WebKitWebDriver';
const displayName = 'Xvfb';

/** A command of WebDriver. @throws Error as the driver says it */
async function command<T>(url: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = (await answer.json()) as { value: T };
  if (!answer.ok) throw new Error(JSON.stringify(value));
  return value;
}

async function ready(url: string): Promise<void> {
  for (;;) {
    if (
      await command(`${url}/status`, 'GET').then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function open(): Promise<Browser> {
  const display = new Program(displayName, ['-displayfd', '1', '-screen', '0', '1000x1000x24']);
  const number = await display.says(/^\d+$/);
  const port = await freePort();
  const driver = new Program(driverName, ['-p', String(port)], {
    ...{ DISPLAY: `:${number}`, GDK_BACKEND: 'x11', WEBKIT_DISABLE_DMABUF_RENDERER: '1' },
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(url);
  const { sessionId } = await command<{ sessionId: string }>(`${url}/session`, 'POST', {
    capabilities: { alwaysMatch: {} },
  });
  const session = `${url}/session/${sessionId}`;
  const post = <T>(path: string, body: object) => command<T>(`${session}/${path}`, 'POST', body);
  let current = await command<string>(`${session}/window`, 'GET');
  let isFirst = true;

  async function openWindow(): Promise<Tab> {
    const handle = isFirst
      ? current
      : (await post<{ handle: string }>('window/new', { type: 'window' })).handle;
    isFirst = false;
    /** Commands go to one window at a time. */
    const here = async () => {
      if (current !== handle) await post('window', { handle });
      current = handle;
    };
    await here();
    await post('window/rect', phone);
    const act = async (actions: object[]) => {
      await here();
      await post('actions', { actions });
    };
    return {
      async go(address) {
        await here();
        await post('url', { url: address });
      },
      async evaluate(expression) {
        await here();
        return post('execute/sync', { script: `return ${expression}`, args: [] });
      },
      tap: (point) => act(tapAt(point)),
      press: (key) => act(pressed(key)),
    };
  }

  return {
    openWindow,
    async close() {
      await command(session, 'DELETE').catch(() => undefined);
      await driver.kill();
      await display.kill();
    },
  };
}

export const webkit: Engine = {
  name: 'WebKit',
  taps: 'mouse',
  hasFileCache: false,
  missing: () => (installed(driverName) && installed(displayName) ? null : 'webkit2gtk-driver xvfb'),
  open,
};
