/** Firefox as it is installed, over WebDriver BiDi, which it speaks itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phone } from '../support/browser/browser';
import { pressed, tapAt } from './actions';
import { Bidi } from './bidi';
import type { Engine, MortalBrowser, Tab } from './engine';
import { installed, Program } from './program';

const find = () => installed('firefox-esr', 'firefox');

/** As on a phone, and with nothing of its own on its mind. */
const settings = {
  'dom.w3c_touch_events.enabled': 1,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
};

class Firefox implements MortalBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'self-check-'));
  private program: Program | null = null;
  private bidi: Bidi | null = null;

  constructor(isPrivate: boolean) {
    const all = { ...settings, 'browser.privatebrowsing.autostart': isPrivate };
    const lines = Object.entries(all).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    writeFileSync(join(this.folder, 'user.js'), lines.join('\n'));
  }

  async openAgain(): Promise<void> {
    const options = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', this.folder];
    this.program = new Program(find() ?? 'firefox', options, { HOME: this.folder });
    this.bidi = await Bidi.connect(await this.program.says(/ws:\S+/));
  }

  async openWindow(): Promise<Tab> {
    const { bidi } = this;
    if (!bidi) throw new Error('no browser');
    const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'window' });
    await bidi.send('browsingContext.setViewport', { context, viewport: phone });
    /** Fingers and keys are for the window in front. */
    const act = async (actions: object[]) => {
      await bidi.send('browsingContext.activate', { context });
      await bidi.send('input.performActions', { context, actions });
    };
    return {
      go: async (url) => {
        await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
      },
      async evaluate(expression) {
        const given = { expression, target: { context }, awaitPromise: true };
        const { result } = await bidi.send<{ result?: { value: string } }>('script.evaluate', given);
        if (!result) throw new Error(`failed in the page: ${expression}`);
        return result.value;
      },
      tap: (point) => act(tapAt(point)),
      press: (key) => act(pressed(key)),
    };
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function open(isPrivate = false): Promise<Firefox> {
  const browser = new Firefox(isPrivate);
  await browser.openAgain();
  return browser;
}

export const firefox: Engine = {
  name: 'Firefox',
  taps: 'touch',
  hasFileCache: true,
  missing: () => (find() ? null : 'firefox-esr'),
  open,
  openPrivate: () => open(true),
  openMortal: open,
};
