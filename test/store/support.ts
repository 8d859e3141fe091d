/** The store for tests: the embedded one in this thread, or a real MongoDB when MONGODB_URI is set. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import { EmbeddedServer } from '../../server/store/embedded/server';
import { quickFolder } from '../support/quick-folder';
import { here } from './tables/case';

const isRealMongo = Boolean(process.env.MONGODB_URI);
export const onEmbeddedStore = isRealMongo ? describe.skip : describe;

/** On the disk. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'store-test-'));

export const uriOf = ({ socket }: EmbeddedServer): string => `mongodb://${encodeURIComponent(socket)}`;

export interface TestStore {
  client: MongoClient;
  db: Db;
  /** The embedded store's own faults; they should be none. */
  errors: unknown[];
  close(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const folder = quickFolder();
  const errors: unknown[] = [];
  const server = isRealMongo ? null : await EmbeddedServer.open(folder, (error) => errors.push(error));
  const client = new MongoClient(server ? uriOf(server) : process.env.MONGODB_URI!, {
    directConnection: server !== null,
    maxPoolSize: 20,
  });
  await client.connect();
  const db = client.db(`test-${randomUUID().slice(0, 8)}`);
  return {
    client,
    db,
    errors,
    async close() {
      if (!server) await db.dropDatabase();
      await client.close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sends commands to a collection of its own, and gives replies with the BSON types of their numbers. */
export function sender(db: Db): (command: Document) => Promise<Document> {
  const collection = `c${randomUUID().slice(0, 8)}`;
  return (command) => {
    const named = Object.entries(command).map(([key, value]) => [key, value === here ? collection : value]);
    return db.command(Object.fromEntries(named), { promoteValues: false });
  };
}

/** The code of a refusal, of the whole command or of its first refused statement; null when there was none. */
export async function refusalOf(
  reply: Promise<Document>,
): Promise<{ code: number; codeName: string } | null> {
  try {
    const [refused] = (await reply).writeErrors ?? [];
    return refused ? { code: Number(refused.code), codeName: refused.codeName } : null;
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
    return { code: Number(error.code), codeName: error.codeName! };
  }
}
