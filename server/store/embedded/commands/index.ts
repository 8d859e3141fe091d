// From a message to a reply: which command it is, and how its failure looks to a driver.
import { Double } from 'bson';
import { type Doc, encode } from '../bson/values';
import { MongoError } from '../errors';
import { aggregate } from './aggregate';
import type { Call, Command } from './command';
import { handshakeCommands } from './handshake';
import { createIndexes } from './indexes';
import { readCommands } from './read';
import { writeCommands } from './write';

const writing: Record<string, Command> = { ...writeCommands, createIndexes };
const commands: Record<string, Command> = { ...handshakeCommands, ...readCommands, aggregate, ...writing };

export async function answer(call: Call): Promise<Buffer> {
  const command = commandOf(call);
  const reply = await (Object.hasOwn(writing, call.name) ? durably(call, command) : command(call));
  return Buffer.isBuffer(reply) ? reply : encode({ ...reply, ok: new Double(1) });
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
  if (body.txnNumber !== undefined)
    throw new MongoError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new MongoError(59, `no such command: '${name}'`);
  return command;
}

/** Every failure is a reply with `ok: 0`. `report` gets errors that are this store's own fault. */
export function failure(error: unknown, report: (error: unknown) => void): Buffer {
  const known = error instanceof MongoError ? error : null;
  if (!known) report(error);
  return encode({
    ok: new Double(0),
    errmsg: known?.message ?? 'the store met an unexpected error',
    code: known?.code ?? 1,
    codeName: known?.codeName ?? 'InternalError',
    ...known?.details,
  });
}
