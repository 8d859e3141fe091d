/**
 * `npm run bench`: what the server's processors do for a student, in milliseconds of all its threads, and as a ratio to a
 * bare server beside it in the same run. Nothing else is measured by time that passes: a busy machine makes little difference.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../server/config';
import { itemIds } from '../../server/core/definition/definition';
import { startServer } from '../../server/server';
import { quickFolder } from '../support/quick-folder';
import { startBare } from './cost/bare';
import { type Task, work } from './cost/students';

const rounds = 5;

/** After the script's own path, which test/support/run.mjs was given: `npm run bench -- forms` measures only forms. */
const part = process.argv[3] ?? '';

/** @returns milliseconds of all threads of this process for each of the times */
async function costOf(students: ChildProcess, task: Task): Promise<number> {
  const before = process.cpuUsage();
  const done = once(students, 'message');
  students.send(task);
  const [failure] = await done;
  if (failure !== 'done') throw new Error(String(failure));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / task.times;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function firstVisit(url: string): Promise<string[]> {
  const page = await (await fetch(url, { headers: { 'Accept-Language': 'kk' } })).text();
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const worker = await (await fetch(`${url}/service-worker.js`)).text();
  const { every, ofLanguage } = JSON.parse(/^const phoneFiles = (.*);$/m.exec(worker)?.[1] ?? '{}');
  const questionnaire = ['questions', 'results', 'recommendations'].map(
    (part) => `/api/questionnaires/self-diagnosis/v1/kk/${part}.json`,
  );
  return [...new Set(['/', ...named, ...every, ...ofLanguage.kk, ...questionnaire, '/service-worker.js'])];
}

async function main(): Promise<void> {
  const folder = quickFolder();
  const config = readConfig({
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', TRUST_PROXY: '1' },
    DATA_DIR: join(folder, 'data'),
    KEYS_DIR: join(folder, 'keys'),
    RECORDS_DIR: join(folder, 'records'),
  });
  const [server, bare] = await Promise.all([startServer(config), startBare()]);
  const students = fork(__filename, ['students']);
  try {
    const items = itemIds(server.services.screening.questionnaire('self-diagnosis/v1').definition);
    const files = await firstVisit(server.url);
    const tasks: Record<string, Task> = {
      bare: { kind: 'finished', url: bare.url, times: 500, items, files },
      finished: { kind: 'finished', url: server.url, times: 500, items, files },
      forms: { kind: 'forms', url: server.url, times: 10, items, files },
      phone: { kind: 'phone', url: server.url, times: 10, items, files },
    };
    const costs: Record<string, number[]> = {};
    const wanted = Object.entries(tasks).filter(([name]) => name === 'bare' || name.includes(part));
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, task] of wanted) {
        const cost = await costOf(students, task);
        if (round > 0) costs[name] = [...(costs[name] ?? []), cost];
      }
    const ofBare = median(costs.bare ?? []);
    for (const [name, all] of Object.entries(costs)) {
      const cost = median(all);
      const range = `${Math.min(...all).toFixed(2)}-${Math.max(...all).toFixed(2)}`;
      console.log(
        `${name.padEnd(10)} ${cost.toFixed(2)} ms (${range}), ${(cost / ofBare).toFixed(1)} x bare`,
      );
    }
    console.log(`a phone's first visit: ${files.length} files and 6 uploads`);
    console.log(`memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
  } finally {
    students.kill();
    await server.stop();
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('students'))
  process.on('message', (task: Task) => {
    work(task).then(
      () => process.send?.('done'),
      (error: unknown) => process.send?.(error instanceof Error ? error.stack : String(error)),
    );
  });
else
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
