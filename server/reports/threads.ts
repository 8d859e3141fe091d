/** The reports' work in threads: hiding (linear programming) and drawing the files. */
import { inThread } from '../shared/in-thread';
import type { ReferenceFile } from './reference';
import type { FilesJob } from './reference/files';
import type { Suppression } from './suppression/suppress';
import type { CountedReference } from './tables/reference.tables';

export const hideInThread = (counted: CountedReference): Promise<Suppression> =>
  inThread<Suppression>('reports/hide.worker.js', counted);

export async function filesInThread(job: FilesJob): Promise<ReferenceFile[]> {
  const files = await inThread<(Omit<ReferenceFile, 'content'> & { content: Uint8Array })[]>(
    'reports/files.worker.js',
    job,
  );
  return files.map((file) => ({ ...file, content: Buffer.from(file.content) }));
}
