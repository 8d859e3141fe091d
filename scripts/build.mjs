// Builds the server, the commands and the browser files with esbuild. `node scripts/build.mjs` always builds;
// start.mjs calls buildIfNeeded, so that a started server never waits for a build it does not need.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, 'built');

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function entriesIn(folder, extensions) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => extensions.includes(extname(name)))
    .map((name) => join(folder, name));
}

export async function buildAll() {
  await build({
    absWorkingDir: root,
    entryPoints: [
      'server/main.ts',
      'server/store/embedded/worker.ts',
      'server/documents/leaflet.worker.ts',
      'server/reports/hide.worker.ts',
      'server/reports/files.worker.ts',
      ...entriesIn(join(root, 'scripts'), ['.ts']),
    ],
    outdir: dist,
    outbase: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  const browser = await build({
    absWorkingDir: root,
    entryPoints: [
      ...entriesIn(join(root, 'views/client'), ['.ts']),
      ...['student', 'staff'].map((name) => join(root, 'views/client/styles', `${name}.css`)),
    ],
    outdir: join(dist, 'public/assets'),
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    target: ['es2020', 'chrome80', 'firefox78', 'safari14.1'],
    format: 'esm',
    metafile: true,
    logLevel: 'warning',
  });
  const manifest = {};
  for (const [path, output] of Object.entries(browser.metafile.outputs)) {
    if (output.entryPoint)
      manifest[`${basename(output.entryPoint, extname(output.entryPoint))}${extname(path)}`] = basename(path);
  }
  for (const icon of entriesIn(join(root, 'views/client/icons'), ['.svg', '.png'])) {
    const hash = createHash('sha256').update(readFileSync(icon)).digest('hex').slice(0, 8);
    manifest[basename(icon)] = `${basename(icon, extname(icon))}-${hash}${extname(icon)}`;
    copyFileSync(icon, join(dist, 'public/assets', manifest[basename(icon)]));
  }
  writeFileSync(join(dist, 'public/manifest.json'), JSON.stringify(manifest, null, 2));
  for (const name of readdirSync(join(dist, 'public/assets'))) {
    if (!Object.values(manifest).includes(name)) rmSync(join(dist, 'public/assets', name));
  }
  writeFileSync(stamp, '');
}

export async function buildIfNeeded() {
  const sources = ['server', 'views/client', 'scripts'].flatMap((folder) => filesBelow(join(root, folder)));
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const isStale = [...sources, join(root, 'package-lock.json')].some(
    (file) => statSync(file).mtimeMs > builtAt,
  );
  if (isStale) await buildAll();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
