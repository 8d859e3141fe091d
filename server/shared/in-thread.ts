/** What takes longer than a request may wait for runs in a thread of its own, which ends with its answer. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from './project-root';

/** @param file of the built server, such as `reports/hide.worker.js` */
export function inThread<Answer>(file: string, job: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(projectRoot, 'dist/server', file), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`${file} ended with code ${code} before it answered`)));
  });
}
