// hello and the other commands by which a driver learns what it talks to, and takes its leave.
import { maxDocumentBytes } from '../bson/values';
import { maxMessageBytes } from '../wire';
import { type Command, refuseUnknownOptions } from './command';
import { maxStatements } from './write';

/** MongoDB 7.0's number, so that today's drivers neither refuse nor ask for older forms. */
const maxWireVersion = 21;

/** A driver says who it is and what it could do, none of which changes the answer. */
const hello: Command = ({ name, connectionId }) => ({
  ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
  helloOk: true,
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: maxStatements,
  logicalSessionTimeoutMinutes: 30,
  connectionId,
  minWireVersion: 0,
  maxWireVersion,
  readOnly: false,
});

const nothing =
  (...options: string[]): Command =>
  (call) => {
    refuseUnknownOptions(call, options);
    return {};
  };

export const handshakeCommands: Record<string, Command> = {
  hello,
  ismaster: hello,
  // The time in which its sender wants an answer.
  ping: nothing('maxTimeMS'),
  endSessions: nothing('writeConcern'),
};
