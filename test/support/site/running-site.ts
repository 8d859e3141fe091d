/** The built server as a process of its own, which can be killed and started again on the same data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { quickFolder } from '../quick-folder';

const main = join(__dirname, '..', '..', '..', 'dist', 'server', 'main.js');

export class RunningSite {
  private child: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RunningSite> {
    const url = `http://localhost:${await freePort()}`;
    const site = new RunningSite(url, quickFolder());
    await site.startAgain();
    return site;
  }

  /** Resolves when it answers. @throws Error when it ends instead */
  async startAgain(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        PORT: new URL(this.url).port,
        PUBLIC_URL: this.url,
        DATA_DIR: join(this.folder, 'data'),
        KEYS_DIR: join(this.folder, 'keys'),
        RECORDS_DIR: join(this.folder, 'records'),
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Open ')) return;
    throw new Error('the server ended before it was ready');
  }

  /** As a power cut does: nothing is told to the server. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
