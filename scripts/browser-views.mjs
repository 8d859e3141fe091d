// What lets the phone draw the server's pages: an esbuild plugin for `import page from '….ejs'`, so that each page is
// written once, and one for `import('texts:kk/first')`, the part of a language's interface texts that a step needs.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { build } from 'esbuild';

/** What only a server's page has: its head, its end, and the token of its forms. The phone draws its own shell. */
const onServerOnly = /\/shared\/(top|bottom|csrf)$/;

const words =
  'Array Boolean JSON Math Number Object Set String URLSearchParams const else false for if in include let locals new null of return true typeof undefined var';
const notLocals = new Set(words.split(' '));

const name = '[A-Za-z_$][\\w$]*';

/** The code of a template without its literals; what stands inside `${}` stays. */
function codeOf(template) {
  const code = [...template.matchAll(/<%(?![#%])[=_-]?([\s\S]*?)[-_]?%>/g)]
    .map(([, inner]) => inner)
    .join('\n');
  return code
    .replace(/`(?:[^`\\]|\\.)*`/g, (text) =>
      [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => ` ${inner} `).join(';'),
    )
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
}

/** The names that a template takes from its locals: a strict-mode function cannot look them up `with` an object. */
function localsOf(template) {
  const code = codeOf(template);
  const declared = new Set();
  for (const [, one, list] of code.matchAll(
    new RegExp(`\\b(?:const|let|var)\\s+(?:(${name})|[[{]([^\\]}]*)[\\]}])`, 'g'),
  ))
    for (const found of (one ?? list).match(new RegExp(name, 'g')) ?? []) declared.add(found);
  const used = code
    .replaceAll('...', ' ')
    .replace(new RegExp(`\\.\\s*${name}`, 'g'), '.')
    .replace(new RegExp(`(?<=[{,]\\s*)${name}(?=\\s*:)`, 'g'), '')
    .match(new RegExp(`(?<![\\w$])${name}`, 'g'));
  return [...new Set(used ?? [])].filter((one) => !notLocals.has(one) && !declared.has(one)).sort();
}

/** Pieces of text that follow each other as one; fewer bytes for a slow network. */
function compacted(source) {
  return source
    .replace(/ {4}; __append\("((?:[^"\\]|\\.)*)"\)\n/g, '__output += "$1";\n')
    .replace(/";\n__output \+= "/g, '');
}

/** The template as a module: `(locals) => html`, with what it includes imported by name. */
export function compileView(path) {
  const text = readFileSync(path, 'utf8');
  const template = new ejs.Template(text, {
    strict: true,
    compileDebug: false,
    rmWhitespace: true,
    destructuredLocals: localsOf(text),
  });
  template.compile();
  const included = [...new Set([...text.matchAll(/include\('([^']+)'/g)].map(([, one]) => one))];
  const files = included.map((one) => join(dirname(path), `${one}.ejs`));
  const isLeftOut = (file) => onServerOnly.test(file.slice(0, -'.ejs'.length));
  const imports = files.map((file, index) =>
    isLeftOut(file) ? '' : `import part${index} from ${JSON.stringify(file)};`,
  );
  const parts = included.map(
    (one, index) => `${JSON.stringify(one)}: ${isLeftOut(files[index]) ? "() => ''" : `part${index}`}`,
  );
  return `import { view } from 'view';
${imports.join('\n')}
export default view((locals, escapeFn, include) => {
${compacted(template.source)}
}, { ${parts.join(', ')} });`;
}

/** Which keys of which namespace belong to which step of the phone; a whole namespace where nothing is named. */
const parts = {
  first: {
    shared:
      'wordmark skipLink languageSwitch languageShort languageFull quickExit quickExitShort privacy errorSummary help question progress codeCard',
    screening: 'title next back about phone profile code page sending',
    profile: 'form',
  },
  rest: {
    shared: 'bandBar',
    screening: 'start later young check finish offline handOver result ask reminder feedback',
    consultations: 'comparison',
    guides: 'link',
  },
  my: { consultations: 'enter errors my letter erase' },
};

function textsOf(root, language, part) {
  const namespaces = Object.entries(parts[part]).map(([namespace, keys]) => {
    const all = JSON.parse(readFileSync(join(root, 'locales', language, `${namespace}.json`), 'utf8'));
    const kept = keys === '' ? Object.keys(all) : keys.split(' ').filter((key) => key in all);
    return [namespace, Object.fromEntries(kept.map((key) => [key, all[key]]))];
  });
  return Object.fromEntries(namespaces);
}

/** A module of the server that has no imports of its own but pure ones. */
async function pureModule(root, path) {
  const { outputFiles } = await build({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    format: 'esm',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

export function browserViews(root) {
  return {
    name: 'browser-views',
    setup(builder) {
      builder.onResolve({ filter: /^view$/ }, () => ({ path: join(root, 'views/client/phone/view.ts') }));
      builder.onLoad({ filter: /\.ejs$/ }, ({ path }) => {
        if (!existsSync(path)) return { errors: [{ text: `no view ${path}` }] };
        return { contents: compileView(path), loader: 'js', resolveDir: dirname(path) };
      });
      const typesetting = pureModule(root, 'server/core/text/typeset.ts');
      builder.onResolve({ filter: /^texts:/ }, ({ path }) => ({
        path: path.slice('texts:'.length),
        namespace: 'texts',
      }));
      builder.onLoad({ filter: /.*/, namespace: 'texts' }, async ({ path }) => {
        const { typeset } = await typesetting;
        const [language, part] = path.split('/');
        const contents = JSON.stringify(textsOf(root, language, part), (_key, value) =>
          typeof value === 'string' ? typeset(value, language) : value,
        );
        return { contents, loader: 'json' };
      });
    },
  };
}
