// The protocol, byte by byte: messages are cut as they arrive, answered in order, and refused where they are malformed.
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { type Document, deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { EmbeddedServer } from '../../server/store/embedded/server';
import { MessageReader } from '../../server/store/embedded/wire';
import { onEmbeddedStore, temporaryFolder, uriOf } from './support';

const moreToCome = 2;

function message(body: Uint8Array, { opCode = 2013, length = body.length + 16 } = {}): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}
const opMsg = (document: Uint8Array, flags = 0) => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return Buffer.concat([head, document]);
};
const command = (body: Document, flags = 0) => message(opMsg(serialize({ ...body, $db: 'test' }), flags));
const ping = Buffer.from(serialize({ ping: 1, $db: 'admin' }));

/** The documents of the replies in a row of them. */
function repliesIn(bytes: Buffer): Document[] {
  const whole = [...new MessageReader().push(bytes)];
  return whole.map((reply) => deserialize(reply.subarray(reply.readInt32LE(12) === 1 ? 36 : 21)));
}

function nested(levels: number): Document {
  let inner: Document = {};
  for (let level = 2; level < levels; level += 1) inner = { a: inner };
  return { ping: inner };
}

onEmbeddedStore('the wire', () => {
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

  /** Sends bytes and gives what has come back when there are so many replies, or when the server closes. */
  const send = (chunks: Buffer[], replies = 1): Promise<Document[]> =>
    new Promise((resolve) => {
      const socket = connect(server.socket);
      let received = Buffer.alloc(0);
      const end = () => {
        socket.destroy();
        resolve(repliesIn(received));
      };
      socket.on('connect', () => {
        for (const chunk of chunks) socket.write(chunk);
      });
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        if (repliesIn(received).length >= replies) end();
      });
      socket.on('close', end).on('error', end);
    });

  it('answers a ping sent byte by byte', async () => {
    const whole = message(opMsg(ping));
    expect(await send([...whole].map((byte) => Buffer.from([byte])))).toEqual([{ ok: 1 }]);
  });

  it('tells an old form of hello and a new one what it is', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      serialize({ ismaster: 1, helloOk: true }),
    ]);
    const common = {
      helloOk: true,
      maxWireVersion: 21,
      logicalSessionTimeoutMinutes: 30,
      readOnly: false,
      ok: 1,
    };
    expect(await send([message(query, { opCode: 2004 })])).toMatchObject([{ ismaster: true, ...common }]);
    expect(await send([command({ hello: 1 })])).toMatchObject([{ isWritablePrimary: true, ...common }]);
  });

  it('answers in order, and shows to a reader what was written before it without waiting for an answer', async () => {
    for (let round = 0; round < 20; round += 1) {
      const insert = command({ insert: 'silent', documents: [{ _id: round }] }, moreToCome);
      const find = command({ find: 'silent', filter: { _id: round } });
      const replies = await send([Buffer.concat([insert, find, command({ ping: 1 })])], 2);
      expect(replies).toMatchObject([{ cursor: { firstBatch: [{ _id: round }] } }, { ok: 1 }]);
    }
  });

  it.each([
    ['a negative length', message(opMsg(ping), { length: -1 })],
    ['a length beyond all bounds', message(opMsg(ping), { length: 2_000_000_000 })],
    ['an unknown operation', message(opMsg(ping), { opCode: 2001 })],
    ['an unknown required flag', message(opMsg(ping, 4))],
    ['no command', message(Buffer.alloc(4))],
    [
      'a section longer than the message',
      message(opMsg(Buffer.concat([Buffer.from([255, 255, 0, 0]), ping.subarray(4)]))),
    ],
    ['an unknown section', message(Buffer.concat([Buffer.alloc(4), Buffer.from([7]), ping]))],
  ])('closes on %s', async (_name, bytes) => {
    expect(await send([bytes])).toEqual([]);
  });

  it.each([
    ['bytes that are no BSON', Buffer.concat([ping.subarray(0, 4), Buffer.alloc(ping.length - 4, 0x7f)])],
    ['a text that is not closed', Buffer.from(serialize({ ping: 'abc' })).fill(1, 18, 19)],
    ['a text that is no UTF-8', Buffer.from(serialize({ ping: 'abc' })).fill(0xff, 15, 18)],
    ['a length within that leads out', Buffer.from(serialize({ ping: {} })).fill(0x7f, 10, 13)],
  ])('refuses %s and goes on', async (_name, bytes) => {
    const replies = await send([message(opMsg(bytes)), message(opMsg(ping))], 2);
    expect(replies).toMatchObject([{ ok: 0, code: 22, codeName: 'InvalidBSON' }, { ok: 1 }]);
  });

  it('takes 200 levels of documents within a message, and no more', async () => {
    expect(await send([message(opMsg(serialize(nested(201))))])).toEqual([{ ok: 1 }]);
    const refused = { ok: 0, code: 15, codeName: 'Overflow' };
    for (const levels of [202, 3000])
      expect(await send([message(opMsg(serialize(nested(levels))))])).toMatchObject([refused]);
  });

  it('takes any bytes without harm to others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), async (bytes) => {
        await send([message(opMsg(bytes))]);
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
