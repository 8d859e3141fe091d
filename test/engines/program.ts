/** Programs that are installed on this machine, each the head of a process group of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns the path of the first of them that is installed */
export function installed(...names: string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isProgram) ?? null;
}

export class Program {
  private readonly child: ChildProcess;

  constructor(command: string, options: string[], environment: Record<string, string> = {}) {
    this.child = spawn(command, options, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
  }

  /** What it says first that looks so. @throws Error when it ends instead */
  says(pattern: RegExp): Promise<string> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      for (const input of [child.stdout, child.stderr])
        if (input)
          createInterface({ input }).on('line', (line) => {
            const [found] = pattern.exec(line) ?? [];
            if (found !== undefined) resolve(found);
          });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
    });
  }

  /** All its processes at once; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }
}
