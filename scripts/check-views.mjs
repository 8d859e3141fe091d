// Writes each view as TypeScript to dist/checked, where `tsc` reads it as if it stood beside the view (rootDirs of
// tsconfig.json): a view that uses what its model lacks fails the type check, on the line where it does.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pureModule } from './pure-module.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { asTypeScript } = await pureModule('server/http/views/as-typescript.ts');
const { readTemplate } = await pureModule('server/http/views/template.ts');

/** @param views a folder of views @param checked where their TypeScript goes */
export function writeChecked(views, checked) {
  rmSync(checked, { recursive: true, force: true });
  const names = readdirSync(views, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => one.endsWith('.ejs'))) {
    const path = join(checked, name.replace(/\.ejs$/, '.ts'));
    mkdirSync(dirname(path), { recursive: true });
    const template = readTemplate(readFileSync(join(views, name), 'utf8'), name);
    writeFileSync(path, asTypeScript(template, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeChecked(join(root, 'views'), join(root, 'dist/checked/views'));
