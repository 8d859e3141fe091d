// What lets the phone draw the server's pages: an esbuild plugin for `import page from '….ejs'`, so that each page is
// written once, and one for `import('texts:kk/first')`, the part of a language's interface texts that a step needs.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pureModule } from './pure-module.mjs';

/** What only a server's page has: its head, its end, and the token of its forms. The phone draws its own shell. */
const isOnServerOnly = (part) => /\/(top|bottom|csrf)$/.test(part);

const { functionBody } = await pureModule('server/http/views/function-body.ts');
const { readTemplate } = await pureModule('server/http/views/template.ts');

/** The view as a module: `(locals) => html`, with the parts that it includes imported. */
export function moduleOf(path) {
  const template = readTemplate(readFileSync(path, 'utf8'), path);
  const parts = template.parts.filter((part) => !isOnServerOnly(part));
  const imports = parts.map((part, index) => `import part${index} from ${JSON.stringify(`./${part}.ejs`)};`);
  const partOf = (part) => (isOnServerOnly(part) ? null : `part${parts.indexOf(part)}`);
  return `import { escapeHtml, lack, viewFrom } from 'view';
${imports.join('\n')}
export default viewFrom((locals, include) => {
${functionBody(template, partOf)}
});`;
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

export function browserViews(root) {
  return {
    name: 'browser-views',
    setup(builder) {
      builder.onResolve({ filter: /^view$/ }, () => ({ path: join(root, 'server/core/text/view.ts') }));
      builder.onLoad({ filter: /\.ejs$/ }, ({ path }) => {
        if (!existsSync(path)) return { errors: [{ text: `no view ${path}` }] };
        return { contents: moduleOf(path), loader: 'js', resolveDir: dirname(path) };
      });
      const typesetting = pureModule('server/core/text/typeset.ts');
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
