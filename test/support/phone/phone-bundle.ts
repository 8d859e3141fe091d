/** Modules of the phone as the build compiles them: its views and texts are nothing that Jest could load. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../server/shared/project-root';

export interface PhoneBundle {
  script: string;
  /** Paths in the project of all files that went in. */
  inputs: string[];
}

/** @param entry path in the project */
export function phoneBundle(entry: string): PhoneBundle {
  const builder = join(__dirname, 'bundle-for-phone.mjs');
  const printed = execFileSync(process.execPath, [builder, entry], {
    cwd: projectRoot,
    maxBuffer: 2 ** 26,
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}

/** Runs it with the little of a browser that it is given. @returns what the module exports */
export function runBundle<T>({ script }: PhoneBundle, browser: Record<string, unknown>): T {
  const module = { exports: {} as T };
  const names = Object.keys(browser);
  new Function('module', ...names, script)(module, ...names.map((name) => browser[name]));
  return module.exports;
}
