// Reads the shipped questionnaires once, before the tests begin, as a start does; every file of tests would take half a
// second for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'dist', 'of-tests');

async function readOnce() {
  const outfile = join(folder, 'questionnaires.js');
  await build({
    entryPoints: [join(root, 'server', 'questionnaires', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const { loadQuestionnaires } = createRequire(import.meta.url)(outfile);
  const content = JSON.stringify([...loadQuestionnaires(join(root, 'questionnaires'))]);
  const file = join(folder, 'questionnaires.json');
  // Other tests may be reading it.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
}

let reading;

/** Each project of the tests asks for it. */
export default function readQuestionnaires() {
  reading ??= readOnce();
  return reading;
}
