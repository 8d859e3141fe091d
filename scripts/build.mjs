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
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { browserTexts } from './browser-texts.mjs';
import { browserViews } from './browser-views.mjs';
import { pureModule } from './pure-module.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { languages } = await pureModule('server/core/text/languages.ts');
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

const serviceWorker = 'service-worker.ts';

/** Where the phone takes over, and what it asks for only later, with the parts that are there by then. */
const first = 'views/client/phone/start.ts';
const lazy = 'views/client/phone/parts/lazy-chunk.ts';
const comparing = 'views/client/phone/parts/comparing.ts';
const otherPages = 'views/client/phone/parts/other-pages.ts';
const online = 'views/client/phone/stay-online.ts';
/** For pages that the server draws: nothing of it is needed without network. */
const onlineSend = 'views/client/student/online-send.ts';
const onlineOnly = [
  ...[online, onlineSend],
  ...['code', 'page'].map((name) => `views/client/student/online-${name}.ts`),
];
const partsBefore = {
  [lazy]: [first],
  [online]: [first],
  [onlineSend]: [first],
  [comparing]: [first, lazy],
  [otherPages]: [first, lazy],
  'views/client/phone/my.ts': [first, lazy, comparing],
  'views/client/phone/parts/recovery.ts': [first, lazy],
};

/**
 * esbuild puts whatever one part shares with only some of the others into files of their own. Told that each later part
 * builds on all of those before it, it leaves each in one file, which is smaller than its pieces and one request.
 */
const partsInOneFile = {
  name: 'parts-in-one-file',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const before = partsBefore[relative(root, path)];
      if (!before) return null;
      const all = before.map((part) => `import ${JSON.stringify(join(root, part))};`);
      return {
        contents: [readFileSync(path, 'utf8'), ...all].join('\n'),
        loader: 'ts',
        resolveDir: dirname(path),
      };
    });
  },
};

/**
 * Small helps that stand apart from the phone's parts have copies of the few lines that they share with one of them: a file
 * for these lines alone would be one more request of everybody's first visit.
 */
const withOwnCopies = [
  'views/client/print.ts',
  ...['online-code', 'online-page', 'picture'].map((name) => `views/client/student/${name}.ts`),
];
const ownCopies = {
  name: 'own-copies',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, ({ path, importer }) =>
      withOwnCopies.includes(relative(root, importer))
        ? { path: `${join(dirname(importer), path)}.ts`, suffix: `?of-${basename(importer)}` }
        : null,
    );
  },
};

/** The files with which a phone works without network: those for every language, and each language's texts. */
function phoneFiles(outputs, manifest) {
  const every = ['student.css', 'reading.css', 'paper.css', 'icon.svg'].map((name) => manifest[name]);
  const ofLanguage = Object.fromEntries(languages.map((language) => [language, []]));
  const [first] = Object.keys(outputs).filter((path) => basename(path) === manifest['student.js']);
  const found = [first];
  for (const path of found) {
    const language = /^texts:(\w+)\//.exec(outputs[path].entryPoint ?? '')?.[1];
    (language ? ofLanguage[language] : every).push(basename(path));
    for (const one of outputs[path].imports)
      if (!found.includes(one.path) && !onlineOnly.includes(outputs[one.path].entryPoint))
        found.push(one.path);
  }
  return { every, ofLanguage };
}

/** What the first question waits for: a page names it, so that the browser asks for all of it at once. */
function firstFiles(outputs, entry) {
  const named = (wanted) => {
    const path = Object.keys(outputs).find((one) => outputs[one].entryPoint === wanted);
    if (!path) throw new Error(`${wanted} is no file of its own`);
    return path;
  };
  Object.keys(partsBefore).forEach(named);
  const found = [...Object.keys(outputs).filter((path) => basename(path) === entry), named(first)];
  for (const path of found)
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && !found.includes(imported)) found.push(imported);
  const textsOf = (language) => [named(`texts:${language}/first`)];
  const names = (paths) => paths.map((path) => basename(path)).filter((name) => name !== entry);
  const ofLanguage = languages.map((language) => [language, names(textsOf(language))]);
  return { every: names(found), ofLanguage: Object.fromEntries(ofLanguage) };
}

/** How distances are written (RFC 7932, section 4): which way is the shortest differs from file to file. */
const distanceCodes = [0, 1, 2, 3].flatMap((postfix) =>
  [0, 1 << postfix].map((direct) => ({
    [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
    [constants.BROTLI_PARAM_NDIRECT]: direct,
  })),
);

const smallestBrotli = (content) =>
  distanceCodes
    .map((params) => brotliCompressSync(content, { params }))
    .reduce((smallest, one) => (one.length < smallest.length ? one : smallest));

/** As small as it gets, once, instead of quickly at each request. */
function compress(path) {
  if (existsSync(`${path}.br`)) return;
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, smallestBrotli(content));
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
  const browserSettings = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    charset: 'utf8',
    target: ['chrome97', 'firefox104', 'safari15.4'],
    plugins: [browserViews(root), browserTexts(root), partsInOneFile, ownCopies],
    metafile: true,
    logLevel: 'warning',
  };
  const browser = await build({
    ...browserSettings,
    entryPoints: [
      ...entriesIn(join(root, 'views/client'), ['.ts']).filter((path) => !path.endsWith(serviceWorker)),
      ...['student', 'reading', 'paper', 'staff'].map((name) =>
        join(root, 'views/client/styles', `${name}.css`),
      ),
    ],
    outdir: join(dist, 'public/assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
  });
  await build({
    ...browserSettings,
    entryPoints: [join(root, 'views/client', serviceWorker)],
    outdir: join(dist, 'public'),
    format: 'iife',
  });
  const { outputs } = browser.metafile;
  const manifest = {};
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint && !entryPoint.startsWith('texts:'))
      manifest[`${basename(entryPoint, extname(entryPoint))}${extname(path)}`] = basename(path);
  }
  for (const icon of entriesIn(join(root, 'views/client/icons'), ['.svg', '.png'])) {
    const hash = createHash('sha256').update(readFileSync(icon)).digest('hex').slice(0, 8);
    manifest[basename(icon)] = `${basename(icon, extname(icon))}-${hash}${extname(icon)}`;
    copyFileSync(icon, join(dist, 'public/assets', manifest[basename(icon)]));
  }
  const write = (name, content) =>
    writeFileSync(join(dist, 'public', name), JSON.stringify(content, null, 2));
  write('manifest.json', manifest);
  write('phone.json', phoneFiles(outputs, manifest));
  write('first.json', firstFiles(outputs, manifest['student.js']));
  const kept = [...Object.values(manifest), ...Object.keys(outputs).map((path) => basename(path))];
  for (const name of readdirSync(join(dist, 'public/assets'))) {
    if (!kept.includes(name.replace(/\.(br|gz)$/, ''))) rmSync(join(dist, 'public/assets', name));
  }
  for (const name of kept.filter((one) => /\.(js|css|svg)$/.test(one)))
    compress(join(dist, 'public/assets', name));
  writeFileSync(stamp, '');
}

export async function buildIfNeeded() {
  const sources = ['server', 'views', 'locales', 'scripts'].flatMap((folder) =>
    filesBelow(join(root, folder)),
  );
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const isStale = [...sources, join(root, 'package-lock.json')].some(
    (file) => statSync(file).mtimeMs > builtAt,
  );
  if (isStale) await buildAll();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
