/** Each part of the phone's script has the texts that it says: found in its sources, none listed by hand. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../../../server/shared/project-root';

let folder: string;
beforeEach(() => {
  mkdirSync(join(projectRoot, 'dist'), { recursive: true });
  folder = mkdtempSync(join(projectRoot, 'dist', 'planted-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function planted(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return relative(projectRoot, path);
}

type Found = Record<string, Record<string, Record<string, unknown>>>;

/** @param parts each with the files that it begins with */
function textsOf(parts: Record<string, string[]>): Found {
  const script = join(projectRoot, 'test', 'support', 'phone', 'texts-of-parts.mjs');
  const printed = execFileSync(process.execPath, [script, JSON.stringify(parts)], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  return JSON.parse(printed);
}

it('gives a part what its sources and views say, in both languages, and a later part only what is new', () => {
  planted('view.ejs', `<%- include('part') %><p><%= t('screening:later.title') %></p>`);
  planted('part.ejs', `<p><%= t(\`screening:young.\${what}\`) %></p>`);
  planted('shared.ts', `export const next = (t) => t('screening:next');`);
  const first = planted(
    'first.ts',
    `import { next } from './shared'; import view from './view.ejs'; export const all = (t) => [next(t), view({ t })];
     export const rest = () => import('./rest');`,
  );
  const rest = planted(
    'rest.ts',
    `import { next } from './shared'; export const all = (t) => [next(t), t('screening:finish.title')];`,
  );
  const found = textsOf({ first: [first], rest: [rest] });
  expect(Object.keys(found).sort()).toEqual(['kk/first', 'kk/rest', 'ru/first', 'ru/rest']);
  expect(found['kk/first']).toEqual({
    screening: {
      next: 'Келесі',
      later: { title: expect.any(String) },
      young: { title: expect.any(String), text: expect.any(String) },
    },
  });
  expect(found['ru/rest']).toEqual({ screening: { finish: { title: expect.any(String) } } });
});

it('has nothing of code that the bundle leaves out', () => {
  planted('unused.ts', `export const unused = (t) => t('screening:young.title');`);
  const first = planted('first.ts', `import './unused'; export const all = (t) => t('screening:next');`);
  expect(Object.keys(textsOf({ first: [first] })['kk/first']!.screening!)).toEqual(['next']);
});

it('fails the build for a text that is missing, with the file that says it', () => {
  const first = planted('first.ts', `export const all = (t) => t('screening:noSuchText');`);
  expect(() => textsOf({ first: [first] })).toThrow(`${first}: no such text: screening:noSuchText`);
});

it('sets the texts as the server does', () => {
  const first = planted('first.ts', `export const all = (t) => t('shared:help.lead');`);
  expect(JSON.stringify(textsOf({ first: [first] })['ru/first'])).toContain('\u00A0');
});
