const { readdirSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

const transform = {
  '^.+\\.(ts|js|mjs)$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
  ],
};

const names = ['unit', 'store', 'http', 'browser'];

/** Whether the command names files of tests, beside projects. */
function namesFiles() {
  const files = readdirSync(join(__dirname, 'test'), { recursive: true }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const given = process.argv.slice(2).filter((one) => !one.startsWith('-') && !names.includes(one));
  return given.some((one) => files.some((file) => one.includes(file) || file.includes(one)));
}

const eachFile = ['*.test.ts'];
/** The tests of a folder run as one, except where files are named. */
const eachFolder = namesFiles() ? eachFile : ['together.ts', '*.alone.test.ts'];

const project = (name, files, extra) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: files.map((file) => `<rootDir>/test/${name}/**/${file}`),
  transform,
  // These packages ship ES modules only; Jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(@sparticuz/chromium|chart\\.js|@kurkle)/)'],
  ...extra,
});

// The embedded store's worker and the browser files are used as built.
const built = { globalSetup: '<rootDir>/test/support/build.mjs' };

const quickPasswords = {
  moduleNameMapper: { '^@node-rs/argon2$': '<rootDir>/test/support/quick-argon2.ts' },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    project('unit', eachFolder, { globalSetup: '<rootDir>/test/support/read-questionnaires.mjs' }),
    project('store', eachFolder, built),
    project('http', eachFolder, { ...built, ...quickPasswords }),
    // Half of what these cost is the browser: together they would only wait for one another.
    project('browser', eachFile, {
      globalSetup: '<rootDir>/test/support/browser/chromium.mjs',
      ...quickPasswords,
    }),
  ],
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  // More than cores: a browser, a disk and a test that asks them wait for one another a third of the time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // The last resort of a test that waits for what never comes; none measures time by it.
  testTimeout: 10 * 60_000,
};
