// From a message to a reply: which command it is, and how its failure looks to a driver.
import { MongoError } from '../errors';
import { type Doc, encode } from '../values';
import { aggregate } from './aggregate';
import { catalogueCommands } from './catalogue';
import type { Call, Command } from './command';
import { handshakeCommands } from './handshake';
import { indexCommands } from './indexes';
import { readCommands } from './read';
import { writeCommands } from './write';

const writing: Record<string, Command> = { ...writeCommands, ...catalogueCommands, ...indexCommands };
const commands: Record<string, Command> = { ...handshakeCommands, ...readCommands, aggregate, ...writing };

/** Never throws: every failure becomes a reply with `ok: 0`. `report` gets errors that are this store's own fault. */
export async function answer(call: Call, report: (error: unknown) => void): Promise<Buffer> {
  try {
    const command = commandOf(call);
    const reply = await (Object.hasOwn(writing, call.name) ? durably(call, command) : command(call));
    return Buffer.isBuffer(reply) ? reply : encodeOk(reply);
  } catch (error) {
    return failure(error, report);
  }
}

/** The one place where a write is acknowledged: whatever the command did, also before it failed, is on disk by then. */
async function durably(call: Call, command: Command): Promise<Doc | Buffer> {
  try {
    return await command(call);
  } finally {
    await call.engine.storage.durable();
  }
}

function commandOf({ name, body }: Call): Command {
  if (body.txnNumber !== undefined || body.startTransaction !== undefined || body.autocommit !== undefined)
    throw new MongoError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  if (!Object.hasOwn(commands, name)) throw new MongoError(59, `no such command: '${name}'`);
  return commands[name]!;
}

/** `ok` is a double, as in MongoDB. */
function encodeOk(reply: Doc): Buffer {
  return encode({ ...reply, ok: 1 });
}

export function failure(error: unknown, report: (error: unknown) => void): Buffer {
  if (error instanceof MongoError)
    return encode({
      ok: 0,
      errmsg: error.message,
      code: error.code,
      codeName: error.codeName,
      ...error.details,
    });
  report(error);
  return encode({ ok: 0, errmsg: 'the store met an unexpected error', code: 1, codeName: 'InternalError' });
}
