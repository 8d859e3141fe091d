/**
 * The tests of a folder as one file of Jest: each file by itself has the whole application loaded and warmed anew, which was
 * half of what most of them cost. A folder within belongs to it, unless it has a `together.ts` of its own. A test that
 * replaces a module is named `*.alone.test.ts` and stays apart.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export function together(folder: string): void {
  for (const file of filesBelow(folder))
    describe(relative(folder, file), () => {
      require(file);
    });
}

/** Those that `together` runs in a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return existsSync(join(path, 'together.ts')) ? [] : filesBelow(path);
    return /(?<!\.alone)\.test\.ts$/.test(entry.name) ? [path] : [];
  });
}
