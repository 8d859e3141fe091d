import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(__dirname, '..', '..', '..', '..');

/** What a phone would load of a module that the server shares with it. */
async function bundled(module: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'server', module)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2020',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

describe('what a phone draws the pages behind the code with', () => {
  it.each(['core/pages/my.view.ts', 'core/pages/result/comparison.view.ts'])(
    '%s asks nothing of the phone that an old one lacks',
    async (module) => {
      const code = await bundled(module);
      expect(code).not.toMatch(/\bIntl\b|\(\?<[=!]|require\(|process\.|toSorted|structuredClone/);
    },
  );
});
