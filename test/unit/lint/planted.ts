/** A small project in a folder of its own, with faults in it that the project's own checks must find. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quickFolder } from '../../support/quick-folder';

export const root = join(__dirname, '..', '..', '..');

export class PlantedProject {
  readonly folder = realpathSync(quickFolder());

  write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** @returns what a command of Node says on both channels, and how it ends */
  run(args: string[]): { text: string; status: number | null } {
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    return { text: stdout + stderr, status };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
