// `npm run migrate` and the start of the server, as processes of their own on one store.
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection } from 'mongoose';
import { systemClock } from '../../../server/shared/clock';
import { openDatabase } from '../../../server/store/database';
import { storedShapes } from '../../../server/stored-shapes';
import { onEmbeddedStore, temporaryFolder } from '../support';

const dist = join(__dirname, '..', '..', '..', 'dist');
const folder = temporaryFolder();
const dataDir = join(folder, 'data');
const env = { ...process.env, DATA_DIR: dataDir, KEYS_DIR: join(folder, 'keys'), PORT: '0' };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(file: string, ...options: string[]): Promise<{ code: number; said: string[] }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(dist, file), ...options], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: `${out}${err}`.trim().split('\n') }),
    );
  });
}

interface Lying {
  _id: string;
  submittedAt?: Date;
  recordBits?: number;
  version?: number;
}

async function inStore<T>(work: (of: (name: string) => Collection<Lying>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ folder: dataDir, clock: systemClock });
  try {
    return await work((name) => database.connection.collection<Lying>(name));
  } finally {
    await database.close();
  }
}

const theAttempt = () => inStore((of) => of('attempts').findOne({}));

// A real MongoDB has one database of this name, which other tests use.
onEmbeddedStore('a store of the release before, or after', () => {
  it('says what it will do, does it, and says that it is done', async () => {
    const lacking = { _id: 'older', submittedAt: new Date('2026-11-01T06:00:00Z') };
    await inStore((of) => of('attempts').insertOne(lacking));
    const dry = await run('scripts/migrate.js', '--dry-run');
    expect(dry.said).toContain('attempts: 2026-11-30-record-bits would change 1 of 1 documents');
    expect(dry.said.at(-1)).toBe('Nothing was written.');
    expect(await theAttempt()).toEqual(lacking);
    const { code, said } = await run('scripts/migrate.js');
    expect(code).toBe(0);
    expect(said).toContain('attempts: 2026-11-30-record-bits changed 1 of 1 documents');
    expect(said.at(-1)).toBe('All documents have the shapes of this release.');
    expect(await theAttempt()).toHaveProperty('recordBits');
  });

  it('knows one option, and does nothing on another', async () => {
    expect(await run('scripts/migrate.js', '--dryrun')).toEqual({
      code: 1,
      said: ['Only --dry-run can be said besides.'],
    });
  });

  it.each(['server/main.js', 'scripts/migrate.js'])(
    '%s refuses a newer store in plain words',
    async (file) => {
      await inStore((of) => of('schemaVersions').updateOne({ _id: 'attempts' }, { $set: { version: 99 } }));
      const { code, said } = await run(file);
      expect(code).toBe(1);
      expect(said.filter((line) => !line.startsWith('{'))).toEqual([
        'A newer release has written this store:',
        `  attempts has version 99, this program knows ${storedShapes.attempts?.length}`,
        'Start that release, or restore a backup from before it.',
      ]);
    },
  );
});
