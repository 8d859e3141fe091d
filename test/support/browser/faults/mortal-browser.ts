/**
 * A browser with a profile of its own that can die without a word, as when a battery is empty, and be opened again. It keeps
 * what the browser itself says of its databases: one that it finds damaged it throws away with all that lies in it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright-core';
import { quickFolder } from '../../quick-folder';
import { chromiumPath, lastResortMs, launchArguments } from '../browser';

export class MortalBrowser {
  private readonly folder = quickFolder();
  private child: ChildProcess | null = null;
  private log: string[] = [];

  /** What the browser said since it was opened last about its databases. */
  get storageLog(): string[] {
    return this.log.filter((line) => /indexed_?db|leveldb|quota|corrupt/i.test(line));
  }

  /** As it says itself, since it was opened last. */
  get hasLostDatabase(): boolean {
    return this.log.some((line) => /corrupted \(and deleted\) database|attempting cleanup/i.test(line));
  }

  /** On the same profile as before. @throws Error when the browser ends instead */
  async open(): Promise<BrowserContext> {
    const own = [
      ...['--headless', '--remote-debugging-port=0', `--user-data-dir=${this.folder}`],
      ...['--enable-logging=stderr', '--vmodule=*indexed_db*=1,*leveldb*=1,*quota*=1', 'about:blank'],
    ];
    const child = spawn(chromiumPath, [...launchArguments, ...own], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    const log: string[] = [];
    this.log = log;
    const address = await new Promise<string>((resolve, reject) => {
      const lines = createInterface({ input: child.stderr });
      lines.on('line', (line) => {
        log.push(line);
        const [found] = /ws:\S+/.exec(line) ?? [];
        if (found) resolve(found);
      });
      lines.once('close', () => reject(new Error('the browser ended before it was ready')));
    });
    const [context] = (await chromium.connectOverCDP(address, { timeout: lastResortMs })).contexts();
    context!.setDefaultTimeout(lastResortMs);
    return context!;
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

  /** What lies on the disk of the phone's database is rubbish from now on; only while the browser is dead. */
  damageDatabase(): void {
    const databases = join(this.folder, 'Default', 'IndexedDB');
    for (const { name, parentPath } of readdirSync(databases, { recursive: true, withFileTypes: true }))
      if (name.startsWith('MANIFEST-')) writeFileSync(join(parentPath, name), 'rubbish');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
