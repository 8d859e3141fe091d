// An esbuild plugin for `import('texts:kk/first')`: the texts of the interface that a part of the phone's script says. They are
// found in what the part is bundled from, so that a new text needs no list, and one that is missing fails the build.
// `texts:files` has the function that loads each of them, by language and part.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { browserViews } from './browser-views.mjs';
import { pureModule } from './pure-module.mjs';

const { keysIn, textsOf } = await pureModule('server/http/language/used-texts.ts');
const { languages } = await pureModule('server/core/text/languages.ts');
const { typeset } = await pureModule('server/core/text/typeset.ts');

/** What begins each part; what stands around a page may be drawn in another language before more has come. */
const phoneParts = {
  first: [
    'views/client/phone/start.ts',
    'views/client/phone/stay-online.ts',
    'views/client/phone/pages/screen/shell.ts',
  ],
  rest: ['lazy-chunk', 'comparing', 'other-pages'].map((name) => `views/client/phone/parts/${name}.ts`),
  my: ['views/client/phone/my.ts'],
};

const withoutTexts = {
  name: 'without-texts',
  setup(builder) {
    builder.onResolve({ filter: /^texts:/ }, ({ path }) => ({ path, external: true }));
  },
};

/** What comes with an entry at once: the files that it and its imports are bundled from. */
function sourcesOf({ outputs }, entry) {
  const files = Object.keys(outputs).filter((path) => outputs[path].entryPoint === entry);
  for (const path of files)
    for (const { path: imported, kind, external } of outputs[path].imports)
      if (kind === 'import-statement' && !external && !files.includes(imported)) files.push(imported);
  return files.flatMap((path) =>
    Object.entries(outputs[path].inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([source]) => source),
  );
}

/** @returns the sources of each part */
async function partSources(root, parts) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.values(parts).flat(),
    outdir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutTexts, browserViews(root)],
  });
  return Object.entries(parts).map(([part, entries]) => [
    part,
    entries.flatMap((entry) => sourcesOf(metafile, entry)),
  ]);
}

function readTexts(root, language) {
  const folder = join(root, 'locales', language);
  const typed = (_key, value) => (typeof value === 'string' ? typeset(value, language) : value);
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      basename(name, '.json'),
      JSON.parse(readFileSync(join(folder, name), 'utf8'), typed),
    ]),
  );
}

/** @returns of each part in each language (`kk/first`) the texts that no part before it has */
export async function textsOfParts(root, parts = phoneParts) {
  const found = {};
  const sources = await partSources(root, parts);
  for (const language of languages) {
    const texts = readTexts(root, language);
    const known = new Set();
    for (const [part, files] of sources) {
      const keys = files.flatMap((file) => keysIn(readFileSync(join(root, file), 'utf8'), texts, file));
      found[`${language}/${part}`] = textsOf(keys, texts, known);
    }
  }
  return found;
}

/** `{ kk: { first: () => import('texts:kk/first'), … }, … }` */
function filesModule() {
  const loading = (language) => (part) => `${part}: () => import('texts:${language}/${part}')`;
  const ofLanguage = (language) =>
    `${language}: { ${Object.keys(phoneParts).map(loading(language)).join(', ')} }`;
  return `export default { ${languages.map(ofLanguage).join(', ')} };`;
}

export function browserTexts(root) {
  return {
    name: 'browser-texts',
    setup(builder) {
      let found;
      builder.onResolve({ filter: /^texts:/ }, ({ path }) => ({
        path: path.slice('texts:'.length),
        namespace: 'texts',
      }));
      builder.onLoad({ filter: /^files$/, namespace: 'texts' }, () => ({
        contents: filesModule(),
        loader: 'js',
      }));
      builder.onLoad({ filter: /\//, namespace: 'texts' }, async ({ path }) => {
        found ??= textsOfParts(root);
        return { contents: `export default ${JSON.stringify((await found)[path])};`, loader: 'js' };
      });
    },
  };
}
