// What lets the phone draw the server's pages: an esbuild plugin for `import page from '….ejs'`, so that each page is
// written once.
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

export function browserViews(root) {
  return {
    name: 'browser-views',
    setup(builder) {
      builder.onResolve({ filter: /^view$/ }, () => ({ path: join(root, 'server/core/text/view.ts') }));
      builder.onLoad({ filter: /\.ejs$/ }, ({ path }) => {
        if (!existsSync(path)) return { errors: [{ text: `no view ${path}` }] };
        return { contents: moduleOf(path), loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}
