// Opens the database: a real MongoDB when a URI is given, else the embedded store in a folder. Everything else in the
// application knows only the mongoose connection.

import mongoose, { type Connection } from 'mongoose';
import { defined } from '../core/defined';
import type { Clock } from '../shared/clock';
import { FolderError, type RunningStore, startEmbeddedStore } from './embedded/start';

export interface Database {
  connection: Connection;
  /** Settles when the embedded store's thread has ended by itself: nothing can be read or written any more. */
  failed: Promise<Error>;
  /** Whether the database answers now. */
  isReady(): Promise<boolean>;
  /** Closes the connections and, flushed, the embedded store. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A MongoDB connection string; without it the embedded store is used. */
  uri?: string | undefined;
  /** Folder of the embedded store. */
  folder: string;
  /** By which the embedded store removes what has expired. */
  clock: Clock;
  /** Gets unexpected errors of the embedded store; they carry no document content. */
  report?: (message: string) => void;
  /** Gets every command that the application sends from then on. */
  onCommand?: (command: Record<string, unknown>) => void;
}

const databaseName = 'self-check';
const selectionTimeoutMs = 10_000;

export async function openDatabase({
  uri,
  folder,
  clock,
  report = reportToStderr,
  onCommand,
}: DatabaseOptions): Promise<Database> {
  const store: RunningStore | null = uri ? null : await startEmbeddedStore({ folder, clock, report });
  try {
    const address = defined(store?.uri ?? uri, 'the address of the store');
    const connection = await mongoose
      .createConnection(address, {
        // A URI may name its own database.
        ...(uri && namesDatabase(uri) ? {} : { dbName: databaseName }),
        autoIndex: true,
        autoCreate: false,
        bufferCommands: false,
        serverSelectionTimeoutMS: selectionTimeoutMs,
        maxPoolSize: 20,
        monitorCommands: onCommand !== undefined,
        ...(store ? { directConnection: true } : { retryWrites: true, w: 'majority' }),
      })
      .asPromise();
    if (onCommand) connection.getClient().on('commandStarted', ({ command }) => onCommand(command));
    return {
      connection,
      failed: store?.failed ?? new Promise(() => {}),
      isReady: () => answersPing(connection),
      async close() {
        await connection.close();
        await store?.close();
      },
    };
  } catch (error) {
    await store?.close();
    if (store?.isWaiting && error instanceof mongoose.Error.MongooseServerSelectionError)
      throw new FolderError(
        `DATA_DIR is open in another process, which does not answer. Stop that one first: ${folder}`,
      );
    throw error;
  }
}

const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);

async function answersPing(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: 2000 });
    return connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}

function reportToStderr(message: string): void {
  process.stderr.write(`${message}\n`);
}
