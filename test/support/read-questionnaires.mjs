// Reads the shipped questionnaires and danger words once, before the tests begin, as a start does; every file of tests would take half a
// second for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'dist', 'of-tests');

async function readOnce() {
  await build({
    entryPoints: ['index', 'danger-words'].map((name) =>
      join(root, 'server', 'questionnaires', `${name}.ts`),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const load = createRequire(import.meta.url);
  const { loadQuestionnaires } = load(join(folder, 'index.js'));
  const { loadDangerWords } = load(join(folder, 'danger-words.js'));
  write('questionnaires.json', [...loadQuestionnaires(join(root, 'questionnaires'))]);
  write('danger-words.json', loadDangerWords(join(root, 'questionnaires')));
}

/** Other tests may be reading it. */
function write(name, content) {
  const file = join(folder, name);
  const text = JSON.stringify(content);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

let reading;

/** Each project of the tests asks for it. */
export default function readQuestionnaires() {
  reading ??= readOnce();
  return reading;
}
