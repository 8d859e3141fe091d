const { availableParallelism } = require('node:os');

const transform = {
  '^.+\\.(ts|js|mjs)$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
  ],
};

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
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
    project('unit', { globalSetup: '<rootDir>/test/support/read-questionnaires.mjs' }),
    project('store', built),
    project('http', { ...built, ...quickPasswords }),
    project('browser', { globalSetup: '<rootDir>/test/support/browser/chromium.mjs', ...quickPasswords }),
  ],
  // More than cores: a browser, a disk and a test that asks them wait for one another a third of the time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // The last resort of a test that waits for what never comes; none measures time by it.
  testTimeout: 10 * 60_000,
};
