// The store as the application opens it: by openDatabase, the embedded one in its own thread, through mongoose.
import { rmSync } from 'node:fs';
import type { Document } from 'bson';
import { systemClock } from '../../server/shared/clock';
import { type Database, openDatabase } from '../../server/store/database';
import { temporaryFolder } from './support';

const uri = process.env.MONGODB_URI;

describe('the database', () => {
  const folder = temporaryFolder();
  const sent: Document[] = [];
  let database: Database;
  const docs = () => database.connection.collection<{ _id: number; n: number }>('docs');
  beforeAll(async () => {
    database = await openDatabase({
      uri,
      folder,
      clock: systemClock,
      onCommand: (command) => sent.push(command),
    });
    await docs().insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id, n: _id % 2 })));
  });
  afterAll(async () => {
    if (uri) await database.connection.dropDatabase();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells who listens of every command', async () => {
    sent.length = 0;
    await docs().findOne({ _id: 1 });
    expect(sent).toMatchObject([{ find: 'docs', filter: { _id: 1 }, limit: 1 }]);
  });

  it('streams what does not fit into one batch, and ends early when it is asked to', async () => {
    const seen: number[] = [];
    for await (const { _id } of docs().find({ n: 1 }).sort({ _id: 1 }).batchSize(20)) {
      seen.push(_id);
      if (seen.length === 125) break;
    }
    expect(seen).toEqual(Array.from({ length: 125 }, (_, i) => 2 * i + 1));
    expect(sent.at(-1)).toHaveProperty('killCursors');
  });

  it('says whether it is ready', async () => {
    expect(await database.isReady()).toBe(true);
    const closed = await openDatabase({ uri, folder, clock: systemClock });
    await closed.close();
    expect(await closed.isReady()).toBe(false);
  });
});
