// Tables of cases run against the embedded store, and against a real MongoDB when MONGODB_URI is set, so that the two
// can be compared.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import { EmbeddedServer } from '../../server/store/embedded/server';
import { here } from './tables/case';

export type Docs = Collection<Document>;

export interface Case {
  name: string;
  docs?: Document[];
  /** What is asked. */
  act: (c: Docs, db: Db) => Promise<unknown>;
  gives?: unknown;
  /** MongoDB's error code. */
  fails?: number;
  /** What is in the collection afterwards, by `_id`. */
  leaves?: Document[];
  /** Something a real MongoDB does differently, or that only this store refuses. */
  isEmbeddedOnly?: boolean;
}

export const isRealMongo = Boolean(process.env.MONGODB_URI);

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'store-test-'));

export function uriOf({ address }: EmbeddedServer): string {
  return `mongodb://${address.path ? encodeURIComponent(address.path) : `127.0.0.1:${address.port}`}`;
}

/** Unexpected errors of the store fail the test that caused them. */
export async function openTestStore() {
  const folder = temporaryFolder();
  const errors: unknown[] = [];
  const server = isRealMongo ? null : await EmbeddedServer.open(folder, (error) => errors.push(error));
  const client = new MongoClient(server ? uriOf(server) : process.env.MONGODB_URI!, {
    ignoreUndefined: true,
    directConnection: server !== null,
  });
  await client.connect();
  const db = client.db(`test-${randomUUID().slice(0, 8)}`);
  return {
    client,
    db,
    server,
    errors,
    async close() {
      await db.dropDatabase();
      await client.close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

/** One test per case. Values are compared without regard to undefined fields. */
export function runCases(cases: Case[]): void {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  afterEach(() => expect(store.errors).toEqual([]));

  for (const item of cases) {
    const run = item.isEmbeddedOnly && isRealMongo ? it.skip : it;
    run(item.name, async () => {
      const c = store.db.collection<Document>(`c${randomUUID().slice(0, 8)}`);
      if (item.docs?.length) await c.insertMany(structuredCloneOf(item.docs), { ignoreUndefined: false });
      if (item.fails !== undefined) {
        const error = await item.act(c, store.db).then(
          () => null,
          (thrown) => thrown,
        );
        expect(error).toBeInstanceOf(MongoServerError);
        expect(error.code).toBe(item.fails);
      } else {
        const result = await item.act(c, store.db);
        if ('gives' in item) expect(result).toEqual(item.gives);
      }
      if (item.leaves) expect(await c.find().sort({ _id: 1 }).toArray()).toEqual(item.leaves);
    });
  }
}

/** Documents may be shared by cases; the driver adds `_id` to what it is given. */
const structuredCloneOf = (docs: Document[]): Document[] => docs.map((doc) => ({ ...doc }));

export const ids = (docs: Document[]): unknown[] => docs.map(({ _id }) => _id);

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
