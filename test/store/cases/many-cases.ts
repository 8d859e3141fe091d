/** A store in which very many cases lie, and how many documents it reads for what it is asked. */
import { rmSync } from 'node:fs';
import mongoose, { type Connection } from 'mongoose';
import { EmbeddedServer } from '../../../server/store/embedded/server';
import { Collection } from '../../../server/store/embedded/storage/collection';
import { temporaryFolder, uriOf } from '../support';

interface ManyCases<Store> {
  store: Store;
  close(): Promise<void>;
}

/** @param open the part of the application that asks for them */
export async function withCases<Store>(
  open: (connection: Connection) => Promise<Store>,
  cases: readonly { _id: string }[],
): Promise<ManyCases<Store>> {
  const folder = temporaryFolder();
  const server = await EmbeddedServer.open(folder, (error) => {
    throw error;
  });
  const connection = await mongoose
    .createConnection(uriOf(server), { dbName: 'cases', directConnection: true, autoCreate: false })
    .asPromise();
  const store = await open(connection);
  await connection.collection<{ _id: string }>('cases').insertMany([...cases]);
  return {
    store,
    async close() {
      await connection.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How many documents are looked at. */
export async function examined(ask: () => Promise<unknown>): Promise<number> {
  const read = jest.spyOn(Collection.prototype, 'read');
  await ask();
  const { length } = read.mock.calls;
  read.mockRestore();
  return length;
}
