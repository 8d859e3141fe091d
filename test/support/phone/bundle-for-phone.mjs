// Prints a module of the phone as one script and what went into it, as JSON; compiled with the build's own plugin. It is a
// process of its own, since Jest runs no native modules.
import { join } from 'node:path';
import { build } from 'esbuild';
import { browserTexts } from '../../../scripts/browser-texts.mjs';
import { browserViews } from '../../../scripts/browser-views.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: [join(root, process.argv[2])],
  bundle: true,
  write: false,
  metafile: true,
  format: 'cjs',
  charset: 'utf8',
  plugins: [browserViews(root), browserTexts(root)],
  logLevel: 'warning',
});
process.stdout.write(JSON.stringify({ script: outputFiles[0].text, inputs: Object.keys(metafile.inputs) }));
