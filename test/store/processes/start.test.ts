// A start that cannot use one of its folders says which and why, in one line, and leaves the store as it was.
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeys } from '../../../server/keys';
import { systemClock } from '../../../server/shared/clock';
import { openDatabase } from '../../../server/store/database';
import { onEmbeddedStore, temporaryFolder } from '../support';

const program = join(__dirname, '..', '..', '..', 'dist', 'server', 'main.js');
const folder = temporaryFolder();
const file = join(folder, 'a-file');
const places = {
  DATA_DIR: join(folder, 'data'),
  KEYS_DIR: join(folder, 'keys'),
  RECORDS_DIR: join(folder, 'records'),
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(other: Partial<typeof places>): Promise<{ code: number; said: string[] }> {
  const env = { ...process.env, ...places, ...other, PORT: '0', LOG_LEVEL: 'silent' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: `${out}${err}`.trim().split('\n') }),
    );
  });
}

/** An attempt of a release before there were record bits. */
const older = { _id: 'older', submittedAt: new Date('2026-11-01T06:00:00Z') };

async function inStore<T>(work: (attempts: ReturnType<typeof attemptsIn>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ folder: places.DATA_DIR, clock: systemClock });
  try {
    return await work(attemptsIn(database));
  } finally {
    await database.close();
  }
}
const attemptsIn = ({ connection }: Awaited<ReturnType<typeof openDatabase>>) =>
  connection.collection<{ _id: string }>('attempts');

onEmbeddedStore('a start', () => {
  beforeAll(async () => {
    writeFileSync(file, '');
    readKeys(places.KEYS_DIR);
    await inStore((attempts) => attempts.insertOne(older));
  });

  it.each([
    ['RECORDS_DIR', 'RECORDS_DIR cannot be written ('],
    ['KEYS_DIR', 'KEYS_DIR cannot be read ('],
    ['DATA_DIR', 'DATA_DIR cannot be used ('],
  ])('is refused in words where %s is no folder', async (name, reason) => {
    for (const place of [file, join(file, 'inside')]) {
      const { code, said } = await start({ [name]: place });
      expect([code, said[0]]).toEqual([1, expect.stringContaining(reason)]);
      expect(said[0]).toContain(place);
      expect(said.join('\n')).not.toMatch(/^ +at /m);
    }
    expect(await inStore((attempts) => attempts.findOne())).toEqual(older);
  });

  it('is refused in words with the keys of another store', async () => {
    await inStore(({ conn }) =>
      conn
        .collection<{ _id: string }>('installation')
        .insertOne({ _id: 'this', keysFingerprint: 'other' } as never),
    );
    const { code, said } = await start({});
    expect([code, said.length]).toEqual([1, 1]);
    expect(said[0]).toMatch(/^The keys in KEYS_DIR do not belong to this store\./);
    expect(await inStore((attempts) => attempts.findOne())).toEqual(older);
  });
});
