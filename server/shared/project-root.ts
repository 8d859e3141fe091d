import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the server’s files');
  return findUp(parent);
}

/** The folder that holds views, locales and questionnaires: the same for the sources and for the built server in dist/. */
export const projectRoot = findUp(__dirname);
