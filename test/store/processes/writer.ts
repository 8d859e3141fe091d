// Run as a process of its own by the durability tests: owns the folder, writes, prints what was acknowledged.
import { writeSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { EmbeddedServer } from '../../../server/store/embedded/server';

async function main(folder: string): Promise<void> {
  const server = await EmbeddedServer.open(folder, (error) => {
    throw error;
  });
  const client = await MongoClient.connect(`mongodb://${encodeURIComponent(server.socket)}`, {
    directConnection: true,
  });
  const c = client.db('durability').collection<{ _id: number; square: number; text: string }>('docs');
  await c.createIndex({ square: 1 });
  const [last] = await c.find().sort({ _id: -1 }).limit(1).toArray();
  let next = (last?._id ?? -1) + 1;
  const writeOn = async () => {
    for (;;) {
      const id = next++;
      await c.insertOne({ _id: id, square: id * id, text: 'x'.repeat(id % 3000) });
      writeSync(1, `${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, writeOn));
}

void main(process.argv[2]!);
