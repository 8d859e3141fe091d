/** A browser with a profile of its own that can die without a word, as when a battery is empty, and be opened again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumPath, launchArguments } from './browser';

export class MortalBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'self-check-'));
  private child: ChildProcess | null = null;

  /** On the same profile as before. @throws Error when the browser ends instead */
  async open(): Promise<BrowserContext> {
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${this.folder}`, 'about:blank'];
    const child = spawn(chromiumPath, [...launchArguments, ...own], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    for await (const line of createInterface({ input: child.stderr })) {
      const [address] = /ws:\S+/.exec(line) ?? [];
      if (!address) continue;
      child.stderr.resume();
      const [context] = (await chromium.connectOverCDP(address)).contexts();
      return context!;
    }
    throw new Error('the browser ended before it was ready');
  }

  /** All its processes at once; resolves when they are gone. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child?.pid || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
