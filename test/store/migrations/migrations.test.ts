// How stored documents come to newer shapes: once, in batches, under a lease, and never by a program that is too old.
import { rmSync } from 'node:fs';
import type { Change, Migration } from '../../../server/shared/migration';
import { type Database, openDatabase } from '../../../server/store/database';
import { LeaseLost, takeLease } from '../../../server/store/migrations/lease';
import { foretellMigrations, leaseMs, migrateStores } from '../../../server/store/migrations/migrate';
import type { StoredShapes } from '../../../server/store/migrations/versions';
import { temporaryFolder } from '../support';

const uri = process.env.MONGODB_URI;
const folder = temporaryFolder();
const used = ['boxes', 'lids', 'schemaVersions', 'leases'];
const time = { now: new Date('2026-12-01T06:00:00Z') };
const clock = () => time.now;
const pass = (ms: number) => {
  time.now = new Date(time.now.getTime() + ms);
};

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ uri, folder, clock });
});
afterAll(async () => {
  if (uri) await Promise.all(used.map((name) => database.connection.dropCollection(name)));
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Box {
  _id: number;
  letters: number;
  isFull?: boolean;
  colour?: string;
}
const boxes = () => database.connection.collection<Box>('boxes');
const lids = () => database.connection.collection<{ _id: number; isFlat?: boolean }>('lids');
const db = () => database.connection.db!;

const many = 30;
/** More than two batches. */
const batches = 1200;

const fill = (from: number, to: number) =>
  boxes().insertMany(
    Array.from({ length: to - from }, (_, n) => ({ _id: from + n, letters: (from + n) % 3 })),
  );

beforeEach(async () => {
  for (const name of used) await database.connection.collection(name).deleteMany({});
  await fill(0, many);
});

const migration = (id: string, fields: (keyof Box)[], change: (box: Box) => Change | null): Migration => ({
  ...{ id, fields },
  change: (document) => change(document as unknown as Box),
});
const fullness = migration('2026-12-01-fullness', ['letters', 'isFull'], ({ letters, isFull }) =>
  isFull === undefined ? { set: { isFull: letters === 2 } } : null,
);
const colour = migration('2026-12-02-colour', ['isFull', 'colour'], ({ isFull, colour: known }) =>
  isFull && known === undefined ? { set: { colour: 'red' } } : null,
);
const noLetters = migration('2027-01-01-no-letters', ['letters'], ({ letters }) =>
  letters === undefined ? null : { unset: ['letters'] },
);

/** What a program with these shapes does as it starts. */
async function start(shapes: StoredShapes, more: object = {}): Promise<string[]> {
  const said: string[] = [];
  const report = (message: string) => said.push(message);
  await migrateStores({ connection: database.connection, shapes, clock, report, ...more });
  return said;
}

const versions = async () =>
  Object.fromEntries(
    (await database.connection.collection('schemaVersions').find().toArray()).map(({ _id, version }) => [
      _id,
      version,
    ]),
  );

describe('a store in an older shape', () => {
  it('gets the newer one, and says by names and counts what was done', async () => {
    const said = await start({ boxes: [fullness, colour], lids: [] });
    expect(said).toEqual([
      'boxes: 2026-12-01-fullness changed 30 of 30 documents',
      'boxes: 2026-12-02-colour changed 10 of 30 documents',
    ]);
    expect(await boxes().countDocuments({ isFull: true, colour: 'red' })).toBe(10);
    expect(await boxes().countDocuments({ isFull: false })).toBe(20);
    expect(await versions()).toEqual({ boxes: 2, lids: 0 });
  });

  it('is only looked at when the program starts again', async () => {
    await start({ boxes: [fullness] });
    await boxes().insertOne({ _id: many, letters: 2 });
    expect(await start({ boxes: [fullness] })).toEqual([]);
    expect(await boxes().findOne({ _id: many })).toEqual({ _id: many, letters: 2 });
  });

  it('loses what the release before needed only in the next one', async () => {
    await start({ boxes: [fullness] });
    await start({ boxes: [fullness, noLetters] });
    expect(await boxes().findOne({ _id: 2 })).toEqual({ _id: 2, isFull: true });
  });

  it('goes on where a death interrupted it', async () => {
    await fill(many, batches);
    let isDying = true;
    const met: number[] = [];
    const fragile = migration('2026-12-01-fragile', ['isFull'], (box) => {
      if (isDying && box._id === 700) throw new Error('killed');
      met.push(box._id);
      return fullness.change({ ...box, letters: 0 });
    });
    await expect(start({ boxes: [fragile] })).rejects.toThrow('killed');
    expect(await boxes().countDocuments({ isFull: false })).toBe(500);
    isDying = false;
    met.length = 0;
    expect(await start({ boxes: [fragile] })).toEqual([
      'boxes: 2026-12-01-fragile changed 1200 of 1200 documents',
    ]);
    expect(met[0]).toBe(500);
  });

  it('keeps what somebody wrote between the look and the change', async () => {
    // The writer has a connection of its own, ready.
    await Promise.all([boxes().findOne(), boxes().findOne(), boxes().findOne()]);
    let written: Promise<unknown> | null = null;
    const overtaken = migration('2026-12-01-overtaken', ['letters', 'isFull'], (box) => {
      if (box._id === 29) written ??= boxes().updateOne({ _id: 0 }, { $set: { letters: 2 } });
      return fullness.change({ ...box });
    });
    await start({ boxes: [overtaken] });
    await written;
    expect(await boxes().findOne({ _id: 0 })).toEqual({ _id: 0, letters: 2, isFull: true });
  });
});

describe('what a process of the release before writes behind the walk', () => {
  const older = () => boxes().insertOne({ _id: many, letters: 2 });
  const isFull = async () => (await boxes().findOne({ _id: many }))?.isFull;

  it('gets its shape when somebody migrates by hand, as often as they like', async () => {
    await start({ boxes: [fullness] });
    await older();
    expect(await start({ boxes: [fullness] }, { isAgain: true })).toEqual([
      'boxes: 2026-12-01-fullness changed 1 of 31 documents',
    ]);
    expect(await isFull()).toBe(true);
    expect(await start({ boxes: [fullness] }, { isAgain: true })).toEqual([
      'boxes: 2026-12-01-fullness changed 0 of 31 documents',
    ]);
  });

  it('gets its shape before the next release begins with its own, and is not walked over a third time', async () => {
    await start({ boxes: [fullness] });
    await older();
    const next = { boxes: [fullness, noLetters] };
    expect(await start(next)).toEqual([
      'boxes: 2026-12-01-fullness changed 1 of 31 documents',
      'boxes: 2027-01-01-no-letters changed 31 of 31 documents',
    ]);
    const flat: Migration = { id: '2027-02-01-flat', fields: ['isFlat'], change: () => null };
    expect(await start({ ...next, lids: [flat] })).toEqual([
      'boxes: 2027-01-01-no-letters changed 0 of 31 documents',
    ]);
  });

  it('is no reason for a second walk when the release itself was interrupted', async () => {
    const failing: Migration = {
      ...{ id: '2026-12-03-flat', fields: ['isFlat'] },
      change() {
        throw new Error('killed');
      },
    };
    await lids().insertOne({ _id: 1 });
    await expect(start({ boxes: [fullness], lids: [failing] })).rejects.toThrow('killed');
    const flat: Migration = {
      ...failing,
      change: ({ isFlat }) => (isFlat === undefined ? { set: { isFlat: true } } : null),
    };
    expect(await start({ boxes: [fullness], lids: [flat] })).toEqual([
      'lids: 2026-12-03-flat changed 1 of 1 documents',
    ]);
  });
});

describe('several processes that start at once', () => {
  const another = () => takeLease({ db: db(), name: 'migrations', lastsMs: leaseMs, clock });

  it('wait for the one that migrates, and say so once', async () => {
    const lease = await another();
    let waits = 0;
    const wait = async () => {
      waits += 1;
      expect(await boxes().countDocuments({ isFull: { $exists: true } })).toBe(0);
      if (waits === 3) await lease?.release();
    };
    const said = await start({ boxes: [fullness] }, { wait });
    expect(waits).toBe(3);
    expect(said).toEqual([
      'Another process is migrating the stores; this one waits for it.',
      'boxes: 2026-12-01-fullness changed 30 of 30 documents',
    ]);
  });

  it('have nothing to do when it is ready', async () => {
    const lease = await another();
    const wait = async () => {
      await lease?.release();
      await start({ boxes: [fullness] });
    };
    expect(await start({ boxes: [fullness] }, { wait })).toEqual([
      'Another process is migrating the stores; this one waits for it.',
    ]);
  });

  it('one takes over when the one that migrates has died', async () => {
    await another();
    await start({ boxes: [fullness] }, { wait: async () => pass(leaseMs) });
    expect(await versions()).toEqual({ boxes: 1 });
  });

  it('leave each document changed once, whoever comes first', async () => {
    const wait = () => new Promise(setImmediate);
    const said = await Promise.all([1, 2, 3].map(() => start({ boxes: [fullness] }, { wait })));
    expect(said.flat().filter((message) => message.includes('changed'))).toEqual([
      'boxes: 2026-12-01-fullness changed 30 of 30 documents',
    ]);
  });

  it('one that was asleep too long stops and waits', async () => {
    let stolen: Promise<unknown> | null = null;
    const leases = database.connection.collection<{ _id: string }>('leases');
    const report = (message: string) => {
      if (message.includes('fullness')) stolen = leases.updateOne({}, { $set: { holder: 'another' } });
    };
    let waits = 0;
    const wait = async () => {
      waits += 1;
      await leases.deleteMany({});
    };
    await start({ boxes: [fullness, colour] }, { report, wait });
    await stolen;
    expect(waits).toBe(1);
    expect(await versions()).toEqual({ boxes: 2 });
  });
});

describe('a lease', () => {
  const take = () => takeLease({ db: db(), name: 'anything', lastsMs: leaseMs, clock });

  it('is one process’s, lasts as long as it is renewed, and runs out without it', async () => {
    const lease = await take();
    pass(leaseMs - 1);
    expect(await take()).toBeNull();
    await lease?.renew();
    pass(leaseMs - 1);
    expect(await take()).toBeNull();
    pass(1);
    const next = await take();
    await expect(lease?.renew()).rejects.toThrow(LeaseLost);
    await lease?.release();
    await next?.renew();
    await next?.release();
    expect(await take()).not.toBeNull();
  });
});

describe('a store that a newer program has written', () => {
  it('is refused, with what it has and what this program knows', async () => {
    await start({ boxes: [fullness, colour], lids: [] });
    await expect(start({ boxes: [fullness] })).rejects.toThrow(
      'A newer release has written this store:\n' +
        '  boxes has version 2, this program knows 1\n' +
        '  lids has version 0, this program knows no such collection\n' +
        'Start that release, or restore a backup from before it.',
    );
  });
});

describe('a dry run', () => {
  it('counts what each migration would change, one after the other, and writes nothing', async () => {
    const said: string[] = [];
    const shapes = { boxes: [fullness, colour], lids: [] };
    const dryRun = {
      connection: database.connection,
      shapes,
      report: (message: string) => said.push(message),
    };
    await foretellMigrations(dryRun);
    expect(said).toEqual([
      'boxes: 2026-12-01-fullness would change 30 of 30 documents',
      'boxes: 2026-12-02-colour would change 10 of 30 documents',
    ]);
    expect(await boxes().countDocuments({ isFull: { $exists: true } })).toBe(0);
    expect(await versions()).toEqual({});
  });
});
