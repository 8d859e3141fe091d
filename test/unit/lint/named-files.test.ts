import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from './planted';

/** `test/unit/lint/folders.test.ts`, `server/<feature>/`: as far as it can be looked up. */
const named = /`((?:server|views|locales|questionnaires|scripts|test)\/[\w./-]*)[^`]*`/g;

/** Whether it is there, or begins the name of something there, as Jest takes the name of a test. */
const isThere = (path: string): boolean =>
  existsSync(join(root, path)) ||
  (existsSync(join(root, dirname(path))) &&
    readdirSync(join(root, dirname(path))).some((name) => name.startsWith(basename(path))));

it.each(['README.md', 'CONTRIBUTING.md'])('%s names no file and no test that is not there', (file) => {
  const paths = [...readFileSync(join(root, file), 'utf8').matchAll(named)].map(([, path]) => path!);
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});
