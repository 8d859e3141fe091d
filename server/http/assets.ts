/** Built files carry their hash in the name, so that they may be kept for ever; the manifest knows the names. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns from 'student.css' to '/assets/student-3FA9C1.css'. */
export function readAssets(publicFolder: string): (name: string) => string {
  const path = join(publicFolder, 'manifest.json');
  if (!existsSync(path)) throw new Error('The browser files are not built; run `npm run build` first.');
  const manifest: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  return (name) => {
    const built = manifest[name];
    if (!built) throw new Error(`no built file for ${name}`);
    return `/assets/${built}`;
  };
}
