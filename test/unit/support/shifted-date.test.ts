import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;
const shift = join(__dirname, '..', '..', 'support', 'shifted-date.cjs');

/** What an expression is in a process that begins so many days ahead. */
const evaluated = (expression: string, days = 365) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['-e', `Promise.resolve(${expression}).then((it) => console.log(JSON.stringify(it)))`],
      {
        env: { ...process.env, NODE_OPTIONS: `--require ${shift}`, DATE_SHIFT_DAYS: String(days) },
        encoding: 'utf8',
      },
    ),
  );
const daysAhead = (expression: string) =>
  Math.round((evaluated(expression) - evaluated(expression, 0)) / dayMs);

describe('a date moved ahead', () => {
  it.each([
    ['Date.now()'],
    ['new Date().getTime()'],
    ['Date.parse(Date())'],
    ['new (class extends Date {})().getTime()'],
    ['new (new Date(0).constructor)().getTime()'],
    [
      "new Promise((done) => new (require('worker_threads').Worker)(`require('worker_threads').parentPort.postMessage(Date.now())`, { eval: true }).on('message', done))",
    ],
    ["Number(require('child_process').execFileSync(process.execPath, ['-p', 'Date.now()']))"],
  ])('is what %s says', (expression) => {
    expect(daysAhead(expression)).toBe(365);
  });

  it('leaves dates alone that are given', () => {
    const given =
      '[Date.UTC(2026, 0, 2), new Date(2026, 0).getMonth(), Date.parse("2026-01-02"), new Date(5).getTime()]';
    expect(evaluated(given)).toEqual([Date.UTC(2026, 0, 2), 0, Date.parse('2026-01-02'), 5]);
    expect(evaluated('new Date() instanceof Date && new (class extends Date {})() instanceof Date')).toBe(
      true,
    );
  });
});
