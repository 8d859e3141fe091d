/** What lies in the store of a site, past the services. */
import { type Database, openDatabase } from '../../../server/store/database';
import type { Site } from './site';

type Connection = Database['connection'];

export async function withStore<T>(
  { config, clock }: Site,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: () => clock.now,
  });
  try {
    return await work(database.connection);
  } finally {
    await database.close();
  }
}
