/** A view that uses what its model lacks fails the type check, which `npm test` and every landing run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { viewsFolder } from '../../../../server/config';
import { asTypeScript } from '../../../../server/http/views/as-typescript';
import { readTemplate } from '../../../../server/http/views/template';
import { projectRoot } from '../../../../server/shared/project-root';

let folder: string;
beforeAll(() => {
  mkdirSync(join(projectRoot, 'dist'), { recursive: true });
  folder = mkdtempSync(join(projectRoot, 'dist', 'planted-'));
  const { compilerOptions } = JSON.parse(readFileSync(join(projectRoot, 'tsconfig.json'), 'utf8'));
  const options = { ...compilerOptions, types: [], rootDirs: [projectRoot, folder], incremental: false };
  delete options.tsBuildInfoFile;
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['views'] }),
  );
  for (const part of ['shared/form/field', 'shared/drawings/icon'])
    plant(part, readFileSync(viewFile(part), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const viewFile = (name: string) => join(viewsFolder, `${name}.ejs`);

/** As scripts/check-views.mjs writes it. */
function plant(name: string, source: string): void {
  const path = join(folder, 'views', `${name}.ts`);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, asTypeScript(readTemplate(source, name), name));
}

/** @returns 'screening/planted 6: Property …' for each mistake */
function mistakes(): string[] {
  const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (error) {
    const found = String((error as { stdout: string }).stdout).matchAll(
      /views\/(.+)\.ts\((\d+),\d+\): error TS\d+: (.*)/g,
    );
    return [...found].map(([, view, line, text]) => `${view} ${line}: ${text}`);
  }
}

const page = "ReturnType<typeof import('../../server/core/pages/page.view').pageView>";

it('is passed by a view that uses what it takes', () => {
  plant(
    'screening/planted',
    `<%# A page. %>
<%@ { view, note = '' }: { view: ${page}; note?: string } %>
<h1><%= view.heading %></h1><p><%= note %> <%= t('screening:next') %></p>
<% for (const question of view.questions) { %>
<%- include('../shared/form/field', { field: { id: question.id, label: question.text } }) %>
<% } %>`,
  );
  expect(mistakes()).toEqual([]);
});

it('fails on the line where a view uses what it lacks, whether that is ever drawn or not', () => {
  plant(
    'screening/planted',
    `<%# A page. %>
<%@ { view, unused, note = '' }: {
  view: ${page};
  unused: string;
  note?: string;
} %>
<h1><%= title %></h1>
<% if (view.headng) { %>
  <%= view.questions[0]?.error %>
<% } %>
<%- include('../shared/form/field') %>
<%- include('../shared/drawings/icon', { icon: note, size: 3 }) %>
<p><%= note %></p>`,
  );
  const found = mistakes();
  expect(found.map((one) => one.split(':')[0]).sort()).toEqual(
    [6, 7, 8, 9, 11, 12].map((line) => `screening/planted ${line}`).sort(),
  );
  expect(found).toEqual(
    expect.arrayContaining([
      "screening/planted 7: Cannot find name 'title'.",
      expect.stringContaining("Property 'headng' does not exist"),
      expect.stringContaining("Argument of type 'string | undefined' is not assignable"),
      expect.stringContaining("'unused' is declared but its value is never read"),
    ]),
  );
});
