import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..', '..');
const server = join(root, 'server');

interface Import {
  file: string;
  target: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(([, target]) => ({
    file: relative(server, file),
    target: target!.startsWith('.') ? relative(server, resolve(dirname(file), target!)) : target!,
  }));
}

const imports = sources(server).flatMap(importsOf);
const isOurs = (target: string) =>
  !target.startsWith('node:') && imports.some((one) => sameModule(one.file, target));
const sameModule = (file: string, target: string) =>
  file === target || file === `${target}.ts` || file === `${target}/index.ts`;
const folderOf = (path: string) => (path.includes('/') ? path.split('/')[0]! : '.');

/** Each folder and what it may know besides itself and `core`; a feature knows those to its right in the order of injection. */
const below = ['shared', 'config.ts', 'config'];
const web = [...below, 'http', 'audit', 'accounts'];
const may: Record<string, string[]> = {
  core: [],
  shared: [],
  http: below,
  store: ['shared'],
  audit: [...below, 'http'],
  accounts: [...below, 'http', 'audit'],
  campaigns: [...web, 'documents'],
  questionnaires: ['shared'],
  documents: ['shared'],
  library: [...web, 'documents', 'questionnaires'],
  screening: [...web, 'campaigns', 'documents', 'library', 'questionnaires'],
  consultations: [...web, 'library', 'screening', 'campaigns', 'questionnaires'],
  reports: [...web, 'consultations', 'documents', 'library', 'screening', 'campaigns', 'questionnaires'],
  operations: web,
};

/** Folders that run anywhere: no I/O, no Node, only packages that compute. */
const pure: Record<string, string[]> = {
  core: ['chart.js'],
  'reports/statistics': [],
  'reports/tables': [],
  'reports/tallies': [],
  'reports/suppression': ['yalps'],
  'reports/sentences': [],
};

describe('the layout keeps its promises', () => {
  it('lets each feature know only those below it', () => {
    const wrong = imports
      .filter(({ file, target }) => target.startsWith('.') === false && folderOf(file) !== '.')
      .filter(({ target }) => isOurs(target))
      .filter(({ file, target }) => {
        const folder = folderOf(file);
        const known = folderOf(target) === '.' ? target : folderOf(target);
        return known !== folder && known !== 'core' && !(may[folder] ?? []).includes(known);
      });
    expect(wrong).toEqual([]);
  });

  it('has a rule for every folder', () => {
    const folders = new Set(sources(server).map((file) => folderOf(relative(server, file))));
    expect([...folders].filter((name) => name !== '.' && !(name in may))).toEqual([]);
  });

  it('keeps the pure folders pure', () => {
    const wrong = imports.filter(({ file, target }) => {
      const [folder, packages] = Object.entries(pure).find(([name]) => file.startsWith(`${name}/`)) ?? [];
      if (!folder || !packages) return false;
      const isInside =
        target.startsWith(`${folder}/`) ||
        (folder !== 'core' && target.startsWith('core/')) ||
        (folder !== 'core' &&
          Object.keys(pure).some((name) => target === name || target.startsWith(`${name}/`)));
      return !isInside && !packages.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('lets the browser know the core and nothing else of the server', () => {
    const client = join(root, 'views', 'client');
    const wrong = sources(client)
      .flatMap(importsOf)
      .filter(
        ({ file, target }) =>
          !target.startsWith('..') && !target.startsWith('core/') && /^\.\.\/views/.test(file),
      );
    expect(wrong.filter(({ target }) => isOurs(target))).toEqual([]);
  });

  it('imports mongoose in stores only', () => {
    const allowed = /\.store\.ts$|^store\/|^services\.ts$/;
    expect(imports.filter(({ file, target }) => target === 'mongoose' && !allowed.test(file))).toEqual([]);
  });

  it('never lets one feature’s store be used by another', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        /\.store$/.test(target) && folderOf(file) !== folderOf(target) && file !== 'services.ts',
    );
    expect(wrong).toEqual([]);
  });

  it('reads process.env in config only', () => {
    const readers = sources(server).filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(server, file))).toEqual(['config.ts']);
  });

  it('has no circular imports', () => {
    const graph = new Map<string, string[]>();
    const files = sources(server).map((file) => relative(server, file));
    for (const { file, target } of imports) {
      const module = files.find((name) => sameModule(name, target));
      if (module) graph.set(file, [...(graph.get(file) ?? []), module]);
    }
    const cycles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, trail: string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (trail.includes(file) || done.has(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...trail, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });
});
