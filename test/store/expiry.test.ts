// Documents expire by the application's clock, in the store's own thread as well.
import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '../../server/store/database';
import { onEmbeddedStore, temporaryFolder } from './support';

const minuteMs = 60_000;
const realTimers = [
  ...(['Date', 'nextTick', 'performance', 'queueMicrotask', 'hrtime'] as const),
  ...(['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const),
];

onEmbeddedStore('documents that expire', () => {
  const mostLooks = 5000;
  const start = new Date('2001-01-01T00:00:00Z');
  const folder = temporaryFolder();
  let now = start;
  let database: Database;
  const visits = () => database.connection.collection<{ _id: string; expiresAt: Date }>('visits');
  const after = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);

  beforeAll(async () => {
    jest.useFakeTimers({
      doNotFake: realTimers,
    });
    database = await openDatabase({ folder, clock: () => now });
    await visits().createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    await visits().insertMany([
      { _id: 'first', expiresAt: after(10) },
      { _id: 'second', expiresAt: after(20) },
    ]);
  });
  afterAll(async () => {
    jest.useRealTimers();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lets a minute pass on the machine, and waits until what has expired already by the clock is gone. */
  async function sweep(): Promise<string[]> {
    await visits().insertOne({ _id: 'expired', expiresAt: now });
    jest.advanceTimersByTime(minuteMs);
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const left = await visits().find().sort({ _id: 1 }).toArray();
      if (left.every(({ _id }) => _id !== 'expired')) return left.map(({ _id }) => _id);
    }
    throw new Error('what has expired was not removed');
  }

  it('stay as long as the application’s clock says, however late it is by the machine’s', async () => {
    now = after(9);
    expect(await sweep()).toEqual(['first', 'second']);
  });

  it('go when that clock has moved on', async () => {
    now = after(15);
    expect(await sweep()).toEqual(['second']);
  });
});
