// Runs the tests in three ways, since a test that needs a quiet machine or today's date is red for somebody else:
// idle; with one core kept busy; and, without the browsers, with the date a year ahead (test/support/shifted-date.cjs says
// what that reaches). Prints minutes and results, and fails when one way is red. `npm test` is the plain way;
// `npm run green -- test/unit/shared` runs a part of the tests in the three ways.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildAll } from './build.mjs';

const root = join(import.meta.dirname, '..');
const shiftedDate = join(root, 'test/support/shifted-date.cjs');
const jest = join(root, 'node_modules/jest/bin/jest.js');

const paths = ['--', ...process.argv.slice(2)];
const withoutBrowsers = ['--selectProjects', 'unit', 'http', 'store'];
const inEachContext = ['--setupFiles', shiftedDate];

const ways = [
  { name: 'idle', run: () => runTests() },
  { name: 'one core busy', run: whileBusy },
  {
    name: 'a year ahead, no browsers',
    run: () => runTests([...inEachContext, ...withoutBrowsers], aYearAhead()),
  },
];

/** @returns whether Jest was content, and what it counted; null where it did not come to an end */
async function runTests(options = [], env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'self-check-green-'));
  const report = join(folder, 'report.json');
  try {
    const tests = spawn(process.execPath, [jest, '--json', `--outputFile=${report}`, ...options, ...paths], {
      cwd: root,
      env,
      // The report goes to its file and, beside what people read, to the output.
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    const [code] = await once(tests, 'exit');
    const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
    return { isGreen: code === 0, counted };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function whileBusy() {
  const busy = new Worker('for (;;);', { eval: true });
  try {
    return await runTests();
  } finally {
    await busy.terminate();
  }
}

/** For every process that is started, beside the contexts of the tests. */
function aYearAhead() {
  const options = `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(shiftedDate)}`;
  return { ...process.env, NODE_OPTIONS: options.trim(), DATE_SHIFT_DAYS: '365' };
}

function rowOf(name, startedAt, { isGreen, counted }) {
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = counted ?? {};
  return {
    way: name,
    result: isGreen ? 'green' : 'RED',
    minutes,
    passed: numPassedTests,
    failed: numFailedTests,
    'broken files': numRuntimeErrorTestSuites,
  };
}

await buildAll();
const rows = [];
for (const { name, run } of ways) {
  console.error(`\n${name}`);
  const startedAt = performance.now();
  rows.push(rowOf(name, startedAt, await run()));
}
console.table(rows);
process.exitCode = rows.every(({ result }) => result === 'green') ? 0 : 1;
