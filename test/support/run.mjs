// `node test/support/run.mjs test/bench/measure-phone.ts`: builds the product where it is out of date and the script, and runs it.
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import buildBeforeTests from './build.mjs';

const root = join(import.meta.dirname, '..', '..');
const script = process.argv[2];
const outfile = join(root, 'dist', 'scripts-of-tests', `${basename(script, '.ts')}.js`);

await buildBeforeTests();
await build({
  entryPoints: [join(root, script)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
createRequire(import.meta.url)(outfile);
