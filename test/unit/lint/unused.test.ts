import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlantedProject, root } from './planted';

const files: Record<string, string> = {
  'server/main.ts': `import 'express';
import 'fast-check';
import 'unlisted-package';
import { used } from './used';
used();
`,
  'server/used.ts': `export const used = () => unusedOutside();
export const unusedOutside = () => inFileAndTest();
export const inFileAndTest = () => 1;
export const onlyTested = 1;
export const unusedAnywhere = 2;
export type UnusedType = number;
`,
  'server/unused.ts': 'export const unused = 1;\n',
  'server/tested.ts': 'export const tested = 1;\n',
  'test/unit/used.test.ts': `import 'jest';
import { tested } from '../../server/tested';
import { inFileAndTest, onlyTested } from '../../server/used';
inFileAndTest();
export const all = [tested, onlyTested];
`,
};

const manifest = {
  name: 'planted',
  scripts: { draw: 'unlisted-binary server' },
  dependencies: { express: '1.0.0', 'unused-package': '1.0.0' },
  devDependencies: { jest: '1.0.0', 'fast-check': '1.0.0', 'unused-tool': '1.0.0' },
};

describe('what nobody uses', () => {
  const project = new PlantedProject();
  const said = { everywhere: '', inProduct: '' };

  beforeAll(() => {
    project.write('package.json', JSON.stringify(manifest));
    for (const path of ['knip.js', 'tsconfig.json', 'jest.config.cjs'])
      project.write(path, readFileSync(join(root, path), 'utf8'));
    for (const name of ['express', 'fast-check', 'jest', 'unused-package', 'unused-tool'])
      project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    for (const [path, content] of Object.entries(files)) project.write(path, content);
    const knip = [join(root, 'node_modules', 'knip', 'bin', 'knip.js'), '--no-progress'];
    said.everywhere = project.run(knip).text;
    said.inProduct = project.run([...knip, '--strict']).text;
  });

  afterAll(() => project.remove());

  it.each([
    ['a file', 'server/unused.ts'],
    ['an export', 'unusedAnywhere'],
    ['an export that only its own file uses', 'unusedOutside'],
    ['a type', 'UnusedType'],
    ['a package', 'unused-package'],
    ['a package for development', 'unused-tool'],
    ['a package that is not listed', 'unlisted-package'],
    ['a program that is not listed', 'unlisted-binary'],
  ])('is found: %s', (_, name) => {
    expect(said.everywhere).toMatch(new RegExp(`^${name}\\b`, 'm'));
  });

  it.each([
    ['a file', 'server/tested.ts'],
    ['an export', 'onlyTested'],
  ])('is found where only a test uses it: %s', (_, name) => {
    expect(said.everywhere).not.toMatch(new RegExp(`^${name}\\b`, 'm'));
    expect(said.inProduct).toMatch(new RegExp(`^${name}\\b`, 'm'));
  });

  it('is found where the product needs what is installed for development', () => {
    expect(said.inProduct).toMatch(/^fast-check\b/m);
  });

  it.each(['inFileAndTest', 'server/main.ts', 'server/used.ts', 'express'])('is not %s', (name) => {
    for (const text of Object.values(said)) expect(text).not.toMatch(new RegExp(`^${name}\\b`, 'm'));
  });
});
