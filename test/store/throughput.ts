// Measures the embedded store through the plain driver: inserts and reads by index per second, and the same number of
// bytes appended and flushed to a file as the disk's own measure. Build and run:
//   npx esbuild test/store/throughput.ts --bundle --platform=node --packages=external --outfile=dist/throughput.js
//   node dist/throughput.js
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbeddedStore } from '../../server/store/embedded/start';
import { temporaryFolder } from './support';

const seconds = 3;
const answers = Object.fromEntries(Array.from({ length: 75 }, (_, i) => [`Q${i}`, i % 5]));

async function rate(parallel: number, act: (n: number) => Promise<unknown>): Promise<number> {
  let n = 0;
  const end = Date.now() + seconds * 1000;
  const loop = async () => {
    while (Date.now() < end) await act(n++);
  };
  await Promise.all(Array.from({ length: parallel }, loop));
  return Math.round(n / seconds);
}

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const store = await startEmbeddedStore(folder, console.error);
  const client = await MongoClient.connect(store.uri, { directConnection: true, maxPoolSize: 50 });
  const c = client.db('bench').collection<{ _id: string; n: number; answers: object }>('docs');
  await c.createIndex({ n: 1 }, { unique: true });
  await c.createIndex({ 'answers.Q3': 1, n: -1 });
  const figures: Record<string, number> = {};
  let next = 0;
  const insert = () => {
    const n = next++;
    return c.insertOne({ _id: `id${n}`, n, answers });
  };
  figures['insertOne, 1 at a time'] = await rate(1, insert);
  figures['insertOne, 40 at a time'] = await rate(40, insert);
  figures['findOne by _id, 40 at a time'] = await rate(40, (n) => c.findOne({ _id: `id${n % next}` }));
  figures['findOne by unique index, 40 at a time'] = await rate(40, (n) => c.findOne({ n: n % next }));
  figures['updateOne by _id, 40 at a time'] = await rate(40, (n) =>
    c.updateOne({ _id: `id${n % next}` }, { $inc: { 'answers.Q7': 1 } }),
  );
  figures['20 by compound index, sorted, 40 at a time'] = await rate(40, () =>
    c.find({ 'answers.Q3': 3 }).sort({ n: -1 }).limit(20).toArray(),
  );
  figures['documents scanned by an unindexed count'] = Math.round(
    (next * 1000) / (await timed(() => c.countDocuments({ 'answers.Q4': { $gt: 3 } }))),
  );
  figures['documents grouped'] = Math.round(
    (next * 1000) /
      (await timed(() =>
        c
          .aggregate([{ $group: { _id: '$answers.Q5', n: { $sum: 1 }, mean: { $avg: '$answers.Q6' } } }])
          .toArray(),
      )),
  );
  figures['documents streamed by find'] = Math.round(
    (next * 1000) /
      (await timed(() =>
        c
          .find()
          .batchSize(1000)
          .forEach(() => {}),
      )),
  );
  figures['documents in the store'] = next;
  await client.close();
  await store.close();
  figures['flushed appends of 1 KB to a file'] = await flushedAppends(join(folder, 'plain'));
  rmSync(folder, { recursive: true, force: true });
  console.table(figures);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function flushedAppends(path: string): Promise<number> {
  const file = openSync(path, 'a');
  const bytes = Buffer.alloc(1024, 1);
  return rate(1, async () => {
    writeSync(file, bytes);
    fdatasyncSync(file);
  }).finally(() => closeSync(file));
}

void main();
