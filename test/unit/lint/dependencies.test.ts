import { join } from 'node:path';
import { PlantedProject, root } from './planted';

const { forbidden }: { forbidden: { name: string }[] } = require('../../../.dependency-cruiser.cjs');

const check = join(root, 'scripts', 'check-dependencies.mjs');
const packages = {
  dependencies: ['express', 'mongoose', 'lmdb', 'diff', 'chart.js'],
  devDependencies: ['jest'],
};

/** For each rule a file that breaks it and what it imports: a module of the project from its root, or a package. */
const planted: Record<string, [file: string, imported: string]> = {
  'no-circle': ['server/library/turn.ts', 'server/library/round.ts'],
  'core-imports-only-itself': ['server/core/scoring/far.ts', 'server/shared/clock.ts'],
  'charts-import-only-core-and-chart.js': ['server/core/charts/far.ts', 'server/shared/clock.ts'],
  'phone-imports-only-core-of-the-server': ['views/client/far.ts', 'server/shared/clock.ts'],
  'phone-has-no-node': ['views/client/file.ts', 'node:path'],
  'phone-model-imports-only-what-is-below': [
    'views/client/phone/model/far.ts',
    'views/client/phone/state/state.ts',
  ],
  'phone-state-imports-only-what-is-below': [
    'views/client/phone/state/far.ts',
    'views/client/phone/storage/storage.ts',
  ],
  'phone-storage-imports-only-what-is-below': [
    'views/client/phone/storage/far.ts',
    'views/client/phone/network/sending/upload.ts',
  ],
  'phone-network-imports-only-what-is-below': [
    'views/client/phone/network/far.ts',
    'views/client/phone/pages/page.ts',
  ],
  'phone-pages-imports-only-what-is-below': [
    'views/client/phone/pages/far.ts',
    'views/client/phone/network/sending/upload.ts',
  ],
  'only-lazy.ts-and-rare.ts-know-what-comes-late': [
    'views/client/phone/early.ts',
    'views/client/phone/parts/lazy-chunk.ts',
  ],
  'service-worker-imports-only-network-and-storage': [
    'views/client/service-worker.ts',
    'views/client/phone/phone.ts',
  ],
  'shared-imports-nothing-of-ours': ['server/shared/far.ts', 'server/core/days.ts'],
  'config-imports-only-shared': ['server/config.ts', 'server/core/days.ts'],
  'http-imports-only-what-is-below': ['server/http/far.ts', 'server/screening/attempt.types.ts'],
  'store-imports-only-what-is-below': ['server/store/far.ts', 'server/http/web.ts'],
  'documents-imports-only-what-is-below': ['server/documents/far.ts', 'server/library/text.types.ts'],
  'records-imports-only-what-is-below': ['server/records/far.ts', 'server/screening/attempt.types.ts'],
  'questionnaires-imports-only-what-is-below': ['server/questionnaires/far.ts', 'server/documents/pdf.ts'],
  'audit-imports-only-what-is-below': ['server/audit/far.ts', 'server/accounts/account.types.ts'],
  'settings-imports-only-what-is-below': ['server/settings/far.ts', 'server/accounts/account.types.ts'],
  'accounts-imports-only-what-is-below': ['server/accounts/far.ts', 'server/projects/project.ts'],
  'projects-imports-only-what-is-below': ['server/projects/far.ts', 'server/campaigns/campaign.types.ts'],
  'operations-imports-only-what-is-below': ['server/operations/far.ts', 'server/screening/attempt.types.ts'],
  'library-imports-only-what-is-below': ['server/library/far.ts', 'server/campaigns/campaign.types.ts'],
  'campaigns-imports-only-what-is-below': ['server/campaigns/far.ts', 'server/library/text.types.ts'],
  'screening-imports-only-what-is-below': [
    'server/screening/far.ts',
    'server/consultations/case/case.types.ts',
  ],
  'consultations-imports-only-what-is-below': ['server/consultations/far.ts', 'server/reports/reference.ts'],
  'reports-imports-only-what-is-below': ['server/reports/far.ts', 'server/operations/health.ts'],
  'every-folder-has-its-place': ['server/reports/new.ts', 'server/letters/letter.ts'],
  'scripts-stand-on-services': ['scripts/import.ts', 'server/screening/attempts.store.ts'],
  'product-knows-no-test': ['server/library/tried.ts', 'test/support/site/site.ts'],
  'product-needs-no-development-package': ['server/library/developed.ts', 'jest'],
  'stores-stay-in-their-feature': ['server/reports/stored.ts', 'server/screening/attempts.store.ts'],
  'stores-are-opened-in-services.ts': ['server/server.ts', 'server/screening/attempts.store.ts'],
  'mongoose-in-stores-only': ['server/library/library.service.ts', 'mongoose'],
  'database-files-in-store-only': ['server/library/backup.ts', 'lmdb'],
  'routes-know-no-store': ['server/screening/api.routes.ts', 'server/screening/attempts.store.ts'],
  'stores-know-no-service': ['server/library/library.store.ts', 'server/library/other.service.ts'],
  'only-app.ts-knows-routes': ['server/screening/start.ts', 'server/screening/api.routes.ts'],
  'only-api.ts-knows-endpoints': ['server/screening/saver.ts', 'server/screening/api/save.endpoint.ts'],
  'only-stored-shapes.ts-knows-migrations': [
    'server/library/early.ts',
    'server/library/migrations/2026-12-01-pages.ts',
  ],
  'migrations-stand-alone': ['server/library/migrations/2026-12-02-words.ts', 'server/library/text.types.ts'],
  'nothing-below-a-route-knows-express': ['server/library/text.view.ts', 'express'],
  'pure-parts-reach-no-io': ['server/library/library.rules.ts', 'server/library/clean.ts'],
  'pure-parts-need-only-packages-that-compute': ['server/reports/tables/far.ts', 'diff'],
};

/** What the same rules let pass. */
const permitted: [file: string, imported: string][] = [
  ['server/core/scoring/near.ts', 'server/core/days.ts'],
  ['server/core/charts/near.ts', 'chart.js'],
  ['views/client/near.ts', 'server/core/days.ts'],
  ['views/client/phone/state/near.ts', 'views/client/phone/model/attempt.ts'],
  ['views/client/phone/storage/near.ts', 'views/client/phone/model/attempt.ts'],
  ['views/client/phone/network/near.ts', 'views/client/phone/storage/storage.ts'],
  ['views/client/phone/pages/near.ts', 'views/client/phone/network/texts.ts'],
  ['views/client/phone/near.ts', 'views/client/phone/pages/page.ts'],
  ['server/http/near.ts', 'server/config.ts'],
  ['server/screening/near.ts', 'server/library/text.types.ts'],
  ['server/reports/near.ts', 'server/consultations/case/case.types.ts'],
  ['server/library/texts.store.ts', 'mongoose'],
  ['server/services.ts', 'server/library/texts.store.ts'],
  ['server/app.ts', 'server/screening/api.routes.ts'],
  ['server/api.ts', 'server/screening/api/save.endpoint.ts'],
  ['server/library/texts.rules.ts', 'node:util'],
  ['scripts/near.ts', 'server/library/other.service.ts'],
  ['test/http/near.test.ts', 'server/library/texts.store.ts'],
];

/** Each way of importing has to be read: one after the other. */
const ways = [
  (path: string) => `import { one } from '${path}';\nexport const two: number = one;\n`,
  (path: string) => `import type { One } from '${path}';\nexport type Two = One;\n`,
  (path: string) => `export * from '${path}';\n`,
  (path: string) => `export const later = (): Promise<unknown> => import('${path}');\n`,
];

const isOurs = (name: string) => /^(server|views|scripts|test)\//.test(name);
const fromFile = (file: string, imported: string) =>
  isOurs(imported) ? `${'../'.repeat(file.split('/').length - 1)}${imported.replace(/\.ts$/, '')}` : imported;

function resolved(imported: string): string {
  if (isOurs(imported)) return imported;
  return imported.startsWith('node:') ? imported.slice(5) : `node_modules/${imported}/index.js`;
}

const nameOf = (rule: string, [file, imported]: [string, string]) =>
  rule === 'no-circle' ? `${rule}: ${file}` : `${rule}: ${file} -> ${resolved(imported)}`;

describe('the rules of who may import whom', () => {
  const project = new PlantedProject();
  const stale = 'no-circle: server/gone.ts';
  const known = 'mongoose-in-stores-only: server/library/known.ts -> node_modules/mongoose/index.js';
  let said = { text: '', status: null as number | null };

  beforeAll(() => {
    const listed = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
    project.write(
      'package.json',
      JSON.stringify({
        dependencies: listed(packages.dependencies),
        devDependencies: listed(packages.devDependencies),
      }),
    );
    for (const name of [...packages.dependencies, ...packages.devDependencies]) {
      project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      project.write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
    }
    const plants = [...Object.values(planted), ...permitted];
    for (const [index, [file, imported]] of plants.entries())
      project.write(file, ways[index % ways.length]!(fromFile(file, imported)));
    project.write('server/library/round.ts', `import type { Two } from './turn';\nexport type One = Two;\n`);
    project.write(
      'server/library/clean.ts',
      `import { rmSync } from 'node:fs';\nexport const clean = rmSync;\n`,
    );
    project.write('server/library/known.ts', `import 'mongoose';\n`);
    for (const [, imported] of plants)
      if (isOurs(imported) && !project.has(imported)) project.write(imported, 'export const one = 1;\n');
    project.write('.known-violations.json', JSON.stringify([known, stale]));
    said = project.run([check, project.folder]);
  });

  afterAll(() => project.remove());

  it('are all planted against', () => {
    expect(Object.keys(planted).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it.each(Object.entries(planted))('find what breaks %s', (rule, plant) => {
    expect(said.text.split(/\s*\n\s*/)).toContain(
      rule === 'pure-parts-reach-no-io' ? `${rule}: ${plant[0]} -> fs` : nameOf(rule, plant),
    );
  });

  it.each(permitted)('let %s import %s', (file) => {
    expect(said.text).not.toContain(`: ${file}`);
  });

  it('fail, but not for a violation that is known', () => {
    expect(said.status).toBe(1);
    expect(said.text).not.toContain(known);
  });

  it('fail for a known violation that is violated no more, so that the list can only shrink', () => {
    expect(said.text).toContain(`Violated no more: take it out of .known-violations.json:\n  ${stale}\n`);
  });

  it('fail where the parser is missing, which would find nothing', () => {
    project.write(
      'without-parser.cjs',
      `const Module = require('node:module');
      const resolve = Module._resolveFilename;
      Module._resolveFilename = (name, ...rest) => {
        if (name.startsWith('@swc/core')) throw new Error('missing');
        return resolve(name, ...rest);
      };`,
    );
    const { text, status } = project.run(['--require', './without-parser.cjs', check, project.folder]);
    expect(text).toContain('Not read:');
    expect(text).toContain(Object.values(planted)[0]![0]);
    expect(status).toBe(1);
  });
});
