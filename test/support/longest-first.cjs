/**
 * Jest begins with what took longest, so that no core waits at the end for a last long file. Where it has run nothing yet it
 * goes by the size of a file; what runs the tests of a folder is as small as can be and long all the same.
 */
const { readdirSync, statSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

function bytesOf(path) {
  // A path that was given may not be there: Jest says so itself.
  if (basename(path) !== 'together.ts') return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const folder = dirname(path);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    const bytes = new Map(tests.map(({ path }) => [path, bytesOf(path)]));
    return sorted.sort((a, b) => bytes.get(b.path) - bytes.get(a.path));
  }
};
