// What is not a well-formed message closes the connection and harms nobody else.

import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { EmbeddedServer } from '../../server/store/embedded/server';
import { MessageReader } from '../../server/store/embedded/wire';
import { isRealMongo, temporaryFolder, uriOf } from './support';

function message(body: Buffer, { opCode = 2013, length = body.length + 16 } = {}): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}
const opMsg = (document: Buffer, flags = 0) => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return Buffer.concat([head, document]);
};
const ping = Buffer.from(serialize({ ping: 1, $db: 'admin' }));

(isRealMongo ? describe.skip : describe)('the wire', () => {
  const folder = temporaryFolder();
  const errors: unknown[] = [];
  let server: EmbeddedServer;
  beforeAll(async () => {
    server = await EmbeddedServer.open(folder, (error) => errors.push(error));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends bytes and gives what comes back until the server closes or answers. */
  const send = (...chunks: Buffer[]): Promise<Buffer> =>
    new Promise((resolve) => {
      const socket = connect(server.address as { path: string });
      socket.on('connect', () => {
        for (const chunk of chunks) socket.write(chunk);
      });
      socket.on('data', (data) => {
        socket.destroy();
        resolve(data);
      });
      socket.on('close', () => resolve(Buffer.alloc(0)));
      socket.on('error', () => resolve(Buffer.alloc(0)));
    });

  it('answers a ping sent byte by byte', async () => {
    const whole = message(opMsg(ping));
    const reply = await send(...[...whole].map((byte) => Buffer.from([byte])));
    expect(reply.readInt32LE(8)).toBe(1);
  });

  it.each([
    ['a negative length', message(opMsg(ping), { length: -1 })],
    ['a length beyond all bounds', message(opMsg(ping), { length: 2_000_000_000 })],
    ['an unknown operation', message(opMsg(ping), { opCode: 2001 })],
    ['an unknown required flag', message(opMsg(ping, 4))],
    [
      'a section longer than the message',
      message(opMsg(Buffer.concat([Buffer.from([255, 255, 0, 0]), ping.subarray(4)]))),
    ],
    ['an unknown section', message(Buffer.concat([Buffer.alloc(4), Buffer.from([7]), ping]))],
    [
      'bytes that are no BSON',
      message(opMsg(Buffer.concat([ping.subarray(0, 4), Buffer.alloc(ping.length - 4, 0x7f)]))),
    ],
  ])('closes on %s', async (_name, bytes) => {
    expect((await send(bytes)).length).toBe(0);
  });

  it('takes any bytes without harm to others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), async (bytes) => {
        await send(message(opMsg(Buffer.from(bytes))));
      }),
      { numRuns: 50 },
    );
    const client = await MongoClient.connect(uriOf(server), { directConnection: true });
    expect(await client.db('x').command({ ping: 1 })).toEqual({ ok: 1 });
    await client.close();
    expect(errors).toEqual([]);
  });

  it('cuts a stream into the same messages however it arrives', () => {
    const messages = [message(opMsg(ping)), message(Buffer.alloc(300, 1)), message(Buffer.alloc(0))];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sizes) => {
        const reader = new MessageReader();
        const stream = Buffer.concat(messages);
        const seen: Buffer[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length]!;
          seen.push(...reader.push(stream.subarray(at, at + size)));
          at += size;
        }
        expect(seen).toEqual(messages);
      }),
    );
  });
});
