// What was acknowledged survives a process killed without warning, and a dead owner stands in nobody's way.
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { systemClock } from '../../../server/shared/clock';
import { openDatabase } from '../../../server/store/database';
import { EmbeddedServer } from '../../../server/store/embedded/server';
import { FolderOwnedError } from '../../../server/store/embedded/storage/ownership';
import { onEmbeddedStore, temporaryFolder, uriOf } from '../support';
import { builtProgram } from './child';

let program: ReturnType<typeof builtProgram>;
const refuse = (error: unknown) => {
  throw error;
};
const folders: string[] = [];
const newFolder = () => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};

interface Child {
  process: ChildProcess;
  acknowledged: number[];
  /** Resolves when so many writes were acknowledged. */
  wrote(count: number): Promise<void>;
  ended: Promise<void>;
}

/** A process that owns the folder and writes documents, printing each id as soon as it is acknowledged. */
function startWriter(folder: string): Child {
  const child = spawn(process.execPath, [program.file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  let rest = '';
  let seen = () => {};
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    acknowledged.push(...lines.map(Number));
    seen();
  });
  return {
    process: child,
    acknowledged,
    wrote: (count) =>
      new Promise((resolve) => {
        seen = () => {
          if (acknowledged.length >= count) resolve();
        };
        seen();
      }),
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  };
}

onEmbeddedStore('the embedded store', () => {
  beforeAll(() => {
    program = builtProgram('writer.ts');
  });
  afterAll(() => {
    program.remove();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('loses nothing acknowledged when its process is killed, again and again', async () => {
    const folder = newFolder();
    const known = new Set<number>();
    for (const count of [1, 5, 20, 50, 100]) {
      const child = startWriter(folder);
      await child.wrote(count);
      child.process.kill('SIGKILL');
      await child.ended;
      for (const id of child.acknowledged) known.add(id);
    }
    expect(known.size).toBeGreaterThanOrEqual(176);
    const server = await EmbeddedServer.open(folder, refuse);
    const client = await MongoClient.connect(uriOf(server), { directConnection: true });
    const c = client.db('durability').collection<{ _id: number; square: number; text: string }>('docs');
    const stored = new Map((await c.find().toArray()).map((doc) => [doc._id, doc]));
    const missing = [...known].filter((id) => stored.get(id)?.square !== id * id);
    expect(missing).toEqual([]);
    // Index and records agree.
    const bySquare = await c
      .find({ square: { $gte: 0 } })
      .sort({ square: 1 })
      .toArray();
    expect(bySquare.length).toBe(stored.size);
    await client.close();
    await server.close();
  });

  it('refuses a second owner and names the folder', async () => {
    const folder = newFolder();
    const server = await EmbeddedServer.open(folder, refuse);
    const second = EmbeddedServer.open(folder, refuse);
    await expect(second).rejects.toThrow(FolderOwnedError);
    await expect(second).rejects.toThrow(`${folder} is already open in another process`);
    await server.close();
  });

  it('lets a second process work through the owner’s socket', async () => {
    const folder = newFolder();
    const child = startWriter(folder);
    await child.wrote(1);
    const database = await openDatabase({ folder, clock: systemClock });
    const docs = database.connection.useDb('durability').collection('docs');
    await docs.insertOne({ _id: -1, square: -1 } as never);
    expect(await docs.findOne({ _id: 0 } as never)).toMatchObject({ square: 0 });
    await database.close();
    child.process.kill('SIGKILL');
    await child.ended;
    const owner = await openDatabase({ folder, clock: systemClock });
    expect(
      await owner.connection.useDb('durability').collection('docs').findOne({ square: -1 }),
    ).toMatchObject({ _id: -1 });
    await owner.close();
  });

  it('opens again after an orderly close, with everything in it', async () => {
    const folder = newFolder();
    for (const n of [1, 2, 3]) {
      const database = await openDatabase({ folder, clock: systemClock });
      const docs = database.connection.collection('docs');
      await docs.insertOne({ n });
      expect(await docs.countDocuments()).toBe(n);
      await database.close();
    }
  });
});
