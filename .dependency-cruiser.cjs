/**
 * Who may import whom. `npm run lint` checks it (scripts/check-dependencies.mjs); each rule is tested with a planted
 * violation in test/unit/lint/dependencies.test.ts. What breaks a rule today stands in .known-violations.json, a list
 * that may only shrink.
 */

const { builtinModules } = require('node:module');

/** A folder or a file of server/: `http` is server/http/… , `config` is server/config.ts. */
const inServer = (names) => `^server/(${names.join('|')})(/|\\.ts$)`;

/** Packages, also where they are not installed. */
const packages = (names) => `(^|node_modules/)(${names.join('|').replaceAll('.', '\\.')})(/|$)`;

/** What every feature may import; `settings` and `projects` are still to come. */
const web = ['shared', 'config', 'http', 'audit', 'accounts', 'settings'];
const lower = [...web, 'records', 'projects', 'questionnaires', 'documents'];

/** What each folder of server/ may import besides itself and `core`. */
const imports = {
  http: ['shared', 'config'],
  store: ['shared'],
  documents: ['shared'],
  records: ['shared', 'config'],
  questionnaires: ['shared'],
  audit: ['shared', 'config', 'http'],
  settings: ['shared', 'config', 'http', 'audit'],
  accounts: ['shared', 'config', 'http', 'audit', 'settings', 'documents'],
  projects: web,
  operations: web,
  library: lower,
  campaigns: lower,
  screening: [...lower, 'library', 'campaigns'],
  consultations: [...lower, 'library', 'campaigns', 'screening'],
  reports: [...lower, 'library', 'campaigns', 'screening', 'consultations'],
};

/** What each folder of the phone may import besides itself and `core`; the files beside them join them and may all. */
const phoneImports = {
  model: [],
  state: ['model'],
  storage: ['model'],
  network: ['model', 'storage', 'parts/lazy', 'parts/lazy-recovery'],
  // Of the network only what a page is written with.
  pages: ['model', 'state', 'parts/lazy', 'parts/rare', 'network/questionnaire', 'network/texts'],
};

const inPhone = (names) => `^views/client/phone/(${names.join('|')})(/|\\.ts$)`;

/** What is no module of the phone: views and texts that the build makes, and what every student's page has. */
const besideLayers = {
  network: ['^texts:'],
  pages: ['^views/(?!client/).+\\.ejs$', '^views/client/student/', packages(['lean-qr'])],
};

/** Computes and does nothing else; runs anywhere, the phone included. */
const pure = [
  '^server/core/',
  '^server/.+\\.rules\\.ts$',
  '^server/reports/(statistics|suppression|tables|tallies|sentences)/',
];

/** What a pure part must not reach by any way; of Node's modules `util` computes and does nothing else. */
const inputAndOutput = [
  `^(${builtinModules.filter((name) => name !== 'util').join('|')})$`,
  packages(['express', 'mongoose', 'lmdb', 'pino']),
  '^server/(http|store)/',
  '^server/.+\\.(routes|service|store)\\.ts$',
];

const layers = [
  {
    name: 'core-imports-only-itself',
    from: { path: '^server/core/', pathNot: '^server/core/charts/' },
    to: { pathNot: '^server/core/' },
  },
  {
    name: 'charts-import-only-core-and-chart.js',
    from: { path: '^server/core/charts/' },
    to: { pathNot: ['^server/core/', packages(['chart.js'])] },
  },
  {
    name: 'phone-imports-only-core-of-the-server',
    from: { path: '^views/client/' },
    to: { path: '^(server|scripts)/', pathNot: '^server/core/' },
  },
  {
    name: 'phone-has-no-node',
    from: { path: '^views/client/' },
    to: { dependencyTypes: ['core'] },
  },
  ...Object.entries(phoneImports).map(([layer, others]) => ({
    name: `phone-${layer}-imports-only-what-is-below`,
    from: { path: inPhone([layer]) },
    to: { pathNot: [inPhone([layer, ...others]), '^server/core/', ...(besideLayers[layer] ?? [])] },
  })),
  {
    name: 'only-lazy.ts-and-rare.ts-know-what-comes-late',
    from: { path: '^views/client/', pathNot: '/(lazy(-recovery)?|rare)\\.ts$' },
    to: { path: '/(lazy-chunk|comparing|other-pages|recovery)\\.ts$' },
  },
  {
    name: 'service-worker-imports-only-network-and-storage',
    from: { path: '^views/client/service-worker\\.ts$' },
    // Of the languages the type only: which there are the server tells it.
    to: { pathNot: [inPhone(['network', 'storage']), '^server/core/text/languages\\.ts$'] },
  },
  {
    name: 'shared-imports-nothing-of-ours',
    from: { path: inServer(['shared']) },
    to: { path: '^server/', pathNot: inServer(['shared']) },
  },
  {
    name: 'config-imports-only-shared',
    from: { path: inServer(['config']) },
    to: { path: '^server/', pathNot: inServer(['shared']) },
  },
  ...Object.entries(imports).map(([folder, others]) => ({
    name: `${folder}-imports-only-what-is-below`,
    from: { path: inServer([folder]) },
    to: { path: '^server/', pathNot: inServer([folder, 'core', ...others]) },
  })),
  {
    name: 'every-folder-has-its-place',
    from: {},
    to: { path: '^server/[^/]+/', pathNot: inServer(['core', 'shared', ...Object.keys(imports)]) },
  },
  {
    name: 'scripts-stand-on-services',
    from: { path: '^scripts/' },
    to: {
      path: [
        '^server/.+\\.(routes|store|schema|view|rules)\\.ts$',
        '^server/http/',
        '^server/app\\.ts$',
        packages(['express', 'mongoose']),
      ],
    },
  },
  {
    name: 'product-knows-no-test',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
  {
    name: 'product-needs-no-development-package',
    from: { path: '^(server|views|scripts)/', pathNot: '^scripts/check-' },
    to: { dependencyTypes: ['npm-dev'] },
  },
];

/** By its day; what carries them out lies in server/store/migrations. */
const aMigration = '^server/[^/]+/migrations/\\d';

const insideAFeature = [
  {
    name: 'stores-stay-in-their-feature',
    from: { path: '^server/([^/]+)/' },
    to: { path: '^server/[^/]+/.+\\.store\\.ts$', pathNot: '^server/$1/' },
  },
  {
    name: 'stores-are-opened-in-services.ts',
    from: { path: '^server/[^/]+\\.ts$', pathNot: '^server/services\\.ts$' },
    to: { path: '\\.store\\.ts$' },
  },
  {
    name: 'mongoose-in-stores-only',
    from: {
      path: '^(server|scripts|views)/',
      pathNot: ['^server/.+\\.store\\.ts$', '^server/store/', '^server/services\\.ts$'],
    },
    to: { path: packages(['mongoose']) },
  },
  {
    name: 'database-files-in-store-only',
    from: { path: '^(server|scripts|views)/', pathNot: '^server/store/' },
    to: { path: packages(['lmdb', 'bson']) },
  },
  {
    name: 'routes-know-no-store',
    from: { path: '\\.(routes|endpoint)\\.ts$' },
    to: { path: '\\.store\\.ts$' },
  },
  {
    name: 'stores-know-no-service',
    from: { path: '^server/.+\\.store\\.ts$' },
    to: { path: '\\.(service|view)\\.ts$' },
  },
  {
    name: 'only-app.ts-knows-routes',
    from: { pathNot: ['^server/(app|access)\\.ts$', '^test/'] },
    to: { path: '\\.routes\\.ts$' },
  },
  {
    name: 'only-api.ts-knows-endpoints',
    from: { pathNot: ['^server/api\\.ts$', '\\.endpoint\\.ts$', '^test/'] },
    to: { path: '\\.endpoint\\.ts$' },
  },
  {
    name: 'only-stored-shapes.ts-knows-migrations',
    from: { pathNot: ['^server/stored-shapes\\.ts$', '^test/'] },
    to: { path: aMigration },
  },
  {
    // What it called would change under it, years after it was written.
    name: 'migrations-stand-alone',
    from: { path: aMigration },
    to: { pathNot: '^server/shared/' },
  },
  {
    name: 'nothing-below-a-route-knows-express',
    from: { path: '^server/.+\\.(service|store|rules|schema|view)\\.ts$' },
    to: { path: packages(['express']) },
  },
];

const purity = [
  {
    name: 'pure-parts-reach-no-io',
    from: { path: pure },
    to: { path: inputAndOutput, reachable: true },
  },
  {
    name: 'pure-parts-need-only-packages-that-compute',
    from: { path: pure },
    to: { path: 'node_modules/', pathNot: packages(['chart.js', 'yalps']) },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circle', from: {}, to: { circular: true } },
    ...layers,
    ...insideAFeature,
    ...purity,
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // The compiler of TypeScript 7 has no interface that the tool could read imports with.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
