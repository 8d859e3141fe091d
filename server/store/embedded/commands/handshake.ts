// hello and the other commands by which a driver or a shell learns what it talks to.
import { Double, Long } from 'bson';
import { maxDocumentBytes } from '../values';
import { maxMessageBytes } from '../wire';
import type { Call, Command } from './command';

/** MongoDB 7.0's numbers, so that today's drivers neither refuse nor ask for older forms. */
const version = [7, 0, 0, 0];
const maxWireVersion = 21;

const hello: Command = ({ name, connectionId }) => ({
  ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId,
  minWireVersion: 0,
  maxWireVersion,
  readOnly: false,
});

const buildInfo: Command = () => ({
  version: version.slice(0, 3).join('.'),
  versionArray: version,
  gitVersion: '',
  modules: [],
  storageEngines: ['lmdb'],
  bits: 64,
  debug: false,
  maxBsonObjectSize: maxDocumentBytes,
});

const serverStatus: Command = ({ engine }) => {
  const uptimeMs = Date.now() - engine.startedMs;
  return {
    host: 'localhost',
    version: version.slice(0, 3).join('.'),
    process: 'embedded-store',
    pid: Long.fromNumber(process.pid),
    uptime: new Double(uptimeMs / 1000),
    uptimeMillis: Long.fromNumber(uptimeMs),
    localTime: new Date(),
    connections: { current: engine.connections() },
    metrics: { cursor: { open: { total: engine.cursors.count } } },
    storageEngine: { name: 'lmdb' },
  };
};

const parameters: Command = () => ({ featureCompatibilityVersion: { version: '7.0' } });

/** mongosh asks for the log of the start. */
const getLog: Command = ({ body }) =>
  body.getLog === '*' ? { names: ['global', 'startupWarnings'] } : { totalLinesWritten: 0, log: [] };

const nothing: Command = () => ({});

export const handshakeCommands: Record<string, Command> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  getParameter: parameters,
  getLog,
  endSessions: nothing,
  startSession: () => ({ timeoutMinutes: 30 }),
  refreshSessions: nothing,
  whatsmyuri: ({ connectionId }: Call) => ({ you: `localhost:${connectionId}` }),
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
};
