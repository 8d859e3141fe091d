import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlantedProject, root } from './planted';

/** For each rule that the project adds to Biome's own choice a line that breaks it. */
const planted: Record<string, string> = {
  'style/noNonNullAssertion': 'export const first = (all: string[]): string => all[0]!;',
  'style/noProcessEnv': 'export const port = process.env.PORT;',
  'style/useNodejsImportProtocol': `import { join } from 'path';\nexport const here = join('.');`,
  'suspicious/noConsole': `console.log('here');`,
  'correctness/noUnusedImports': `import { join } from 'node:path';\nexport const here = '.';`,
  'correctness/noUnusedVariables': 'const here = 1;\nexport const there = 2;',
};

interface Settings {
  linter: { rules: Record<string, Record<string, string> | string> };
}

describe('the rules that Biome checks', () => {
  const settings = readFileSync(join(root, 'biome.json'), 'utf8');
  const project = new PlantedProject();
  const fileOf = (rule: string) => `${rule.replace('/', '-')}.ts`;
  let said = '';

  beforeAll(() => {
    project.write('biome.json', settings);
    for (const [rule, line] of Object.entries(planted)) {
      project.write(`server/${fileOf(rule)}`, `${line}\n`);
      project.write(`scripts/${fileOf(rule)}`, `${line}\n`);
    }
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    said = project.run([
      biome,
      'lint',
      '--vcs-enabled=false',
      '--reporter=github',
      '--max-diagnostics=none',
      '.',
    ]).text;
  });

  afterAll(() => project.remove());

  const isFoundIn = (file: string, rule: string) =>
    said.split('\n').some((line) => line.includes(`lint/${rule},`) && line.includes(`/${file},`));

  it('are all planted against', () => {
    const { rules } = (JSON.parse(settings) as Settings).linter;
    const set = Object.entries(rules).flatMap(([group, names]) =>
      typeof names === 'string'
        ? []
        : Object.entries(names).map(([name, level]) => [`${group}/${name}`, level]),
    );
    const errors = set.filter(([, level]) => level === 'error').map(([name]) => name);
    expect(errors.sort()).toEqual(Object.keys(planted).sort());
  });

  it.each(Object.keys(planted))('find what breaks %s', (rule) => {
    expect(isFoundIn(`server/${fileOf(rule)}`, rule)).toBe(true);
  });

  it('let scripts read the environment and write to the console', () => {
    for (const rule of ['style/noProcessEnv', 'suspicious/noConsole'])
      expect(isFoundIn(`scripts/${fileOf(rule)}`, rule)).toBe(false);
    const other = 'style/useNodejsImportProtocol';
    expect(isFoundIn(`scripts/${fileOf(other)}`, other)).toBe(true);
  });
});
