/** Programs of these tests, each run as a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../../server/shared/project-root';

/** @param source beside this file @returns the built file, and how it is taken away again */
export function builtProgram(source: string): { file: string; remove(): void } {
  // Below the project, where packages are found.
  const folder = mkdtempSync(join(projectRoot, 'dist', 'program-'));
  const file = join(folder, 'program.cjs');
  buildSync({
    entryPoints: [join(__dirname, source)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: file,
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
