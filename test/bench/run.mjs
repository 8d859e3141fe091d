// `node test/bench/run.mjs measure-phone`: builds the product where it is out of date and the measurement, and runs it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildIfNeeded } from '../../scripts/build.mjs';

const root = join(import.meta.dirname, '..', '..');
const name = process.argv[2];
const outfile = join(root, 'dist', 'bench', `${name}.js`);

await buildIfNeeded();
await build({
  entryPoints: [join(import.meta.dirname, `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
createRequire(import.meta.url)(outfile);
