/** What takes longer than a request may wait for, in a thread of its own: hiding (linear programming) and drawing the files. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../shared/project-root';
import type { Reference, ReferenceFile, Snapshot } from './reference';
import type { Suppression } from './suppression/suppress';
import type { CountedReference } from './tables/reference.tables';

const folder = join(projectRoot, 'dist/server/reports');

export const hideInThread = (counted: CountedReference): Promise<Suppression> =>
  inThread<Suppression>('hide.worker.js', counted);

export async function filesInThread(reference: Reference & { snapshot: Snapshot }): Promise<ReferenceFile[]> {
  const files = await inThread<(Omit<ReferenceFile, 'content'> & { content: Uint8Array })[]>(
    'files.worker.js',
    reference,
  );
  return files.map((file) => ({ ...file, content: Buffer.from(file.content) }));
}

function inThread<Answer>(file: string, job: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(folder, file), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`${file} ended with code ${code} before it answered`)));
  });
}
