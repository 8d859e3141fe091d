import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../../../server/shared/project-root';
import { filesBelow } from '../../support/together';

const tests = join(projectRoot, 'test');
const files = readdirSync(tests, { recursive: true }).map((file) => join(tests, `${file}`));
const inFolders = files.filter((file) => /\/(unit|store|http)\/.*\.test\.ts$/.test(file));
const apart = inFolders.filter((file) => file.endsWith('.alone.test.ts'));

it('runs every test of the folders once, or alone', () => {
  const run = files
    .filter((file) => basename(file) === 'together.ts' && dirname(file) !== join(tests, 'support'))
    .flatMap((file) => filesBelow(dirname(file)));
  expect([...run, ...apart].sort()).toEqual(inFolders.sort());
});

it('leaves alone what replaces a module, and nothing else', () => {
  const replacing = inFolders.filter((file) => /^\s*jest\.mock\(/m.test(readFileSync(file, 'utf8')));
  expect(replacing.sort()).toEqual(apart.sort());
});
