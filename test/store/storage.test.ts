// Group commit, expiry and bounded batches, below the wire.
import { rmSync } from 'node:fs';
import { Int32, Long } from 'bson';
import { decode, encode } from '../../server/store/embedded/bson/values';
import { Cursors } from '../../server/store/embedded/query/cursor';
import { findRecords } from '../../server/store/embedded/query/find';
import { drain, pause, withoutPauses } from '../../server/store/embedded/query/scan';
import { Catalogue } from '../../server/store/embedded/storage/catalogue';
import { Storage } from '../../server/store/embedded/storage/storage';
import { removeExpired } from '../../server/store/embedded/update/expiry';
import { insertOne } from '../../server/store/embedded/update/write';
import { onEmbeddedStore, temporaryFolder } from './support';

onEmbeddedStore('storage', () => {
  let folder: string;
  let storage: Storage;
  let catalogue: Catalogue;
  const insert = (doc: object) => storage.write(() => insertOne(catalogue, 'test.docs', decode(encode(doc))));
  const stored = () =>
    [...withoutPauses(findRecords(catalogue.ensure('test.docs'), { filter: {} }))].map(({ doc }) =>
      Number(doc._id),
    );

  beforeEach(() => {
    folder = temporaryFolder();
    storage = new Storage(folder);
    catalogue = new Catalogue(storage);
  });
  afterEach(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps a refused writer’s neighbours', async () => {
    const results = await Promise.allSettled([insert({ _id: 1 }), insert({ _id: 1 }), insert({ _id: 2 })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored()).toEqual([1, 2]);
  });

  it('keeps the neighbours of a writer that breaks half-way, and nothing of the broken one', async () => {
    await insert({ _id: 0 });
    const broken = storage.write(() => {
      insertOne(catalogue, 'test.docs', { _id: 9 });
      insertOne(catalogue, 'test.other', { _id: 9 });
      throw new Error('disk on fire');
    });
    const results = await Promise.allSettled([insert({ _id: 1 }), broken, insert({ _id: 2 })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored()).toEqual([0, 1, 2]);
    expect(catalogue.find('test.other')).toBeUndefined();
  });

  it('knows its indexes again after opening', async () => {
    for (const _id of [1, 2, 3]) await insert({ _id });
    await storage.write(() =>
      catalogue
        .ensure('test.docs')
        .createIndex({ name: 'a', key: { a: new Int32(1) } }, catalogue.nextPart()),
    );
    await storage.close();
    storage = new Storage(folder);
    catalogue = new Catalogue(storage);
    expect(catalogue.ensure('test.docs').indexes.map(({ definition }) => definition.name)).toEqual([
      '_id_',
      'a',
    ]);
    await insert({ _id: 4 });
    expect(stored()).toEqual([1, 2, 3, 4]);
  });

  it('removes what has expired and nothing else', async () => {
    const limit = { key: { at: new Int32(1) }, expireAfterSeconds: Long.fromNumber(60) };
    await storage.write(() =>
      catalogue.ensure('test.docs').createIndex({ name: 'at', ...limit }, catalogue.nextPart()),
    );
    const now = new Date('2026-10-05T06:00:00Z');
    await insert({ _id: 1, at: new Date(now.getTime() - 60_000) });
    await insert({ _id: 2, at: new Date(now.getTime() - 59_999) });
    await insert({ _id: 3, at: 'no date' });
    await insert({ _id: 4 });
    await insert({ _id: 5, at: [now, new Date(0)] });
    await removeExpired({ storage, catalogue }, now);
    expect(stored()).toEqual([2, 3, 4]);
  });

  it('reads large documents a few megabytes at a time', async () => {
    const text = 'x'.repeat(1_500_000);
    for (const _id of [1, 2, 3, 4, 5]) await insert({ _id, text });
    const { entries, isEnd } = storage.entries({
      start: Buffer.from([0, 0, 0, 1]),
      end: Buffer.from([0, 0, 0, 2]),
      limit: 100,
    });
    expect(entries.length).toBe(3);
    expect(isEnd).toBe(false);
    expect(stored()).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets others in while it reads through many documents', async () => {
    await Promise.all(Array.from({ length: 1000 }, (_, _id) => insert({ _id })));
    const found = [...findRecords(catalogue.ensure('test.docs'), { filter: { n: 1 } })];
    expect(found.length).toBeGreaterThan(3);
    expect(found.every((item) => item === pause)).toBe(true);

    let othersTurns = 0;
    let next: NodeJS.Immediate;
    const other = () => {
      othersTurns += 1;
      next = setImmediate(other);
    };
    other();
    await drain(slowly(5), () => true);
    clearImmediate(next!);
    expect(othersTurns).toBeGreaterThan(5);
  });

  /** Each step takes longer than a reader may hold the thread. */
  function* slowly(steps: number) {
    for (let step = 0; step < steps; step += 1) {
      const end = performance.now() + 10;
      while (performance.now() < end);
      yield pause;
    }
  }

  it('sends more than a batch can hold in several', async () => {
    const cursors = new Cursors();
    const large = encode({ _id: 1, text: 'x'.repeat(7_000_000) });
    const source = (function* () {
      for (let i = 0; i < 5; i++) yield large;
    })();
    const first = await cursors.start('test.docs', source, {});
    expect(first.documents.length).toBe(2);
    const second = await cursors.more(first.id, 'test.docs');
    const third = await cursors.more(first.id, 'test.docs');
    expect([second.documents.length, third.documents.length, third.id]).toEqual([2, 1, 0n]);
  });
});
