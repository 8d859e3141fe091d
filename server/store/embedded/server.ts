// The embedded store: a small server that speaks MongoDB's wire protocol over a Unix socket (a named pipe on Windows) and
// keeps its data in one LMDB file.
//
// On disk, in the folder: `data.mdb` (everything), `owner.lock` (held by the process that has the store open), `store.sock`
// and `lock.mdb` (LMDB's own); all but the first may be deleted while nobody has the store open. `data.mdb` is one ordered
// tree; the first four bytes of a key name a part of it:
//   part 0              the catalogue: "c:<database>.<collection>" -> collection with its indexes (BSON),
//                       "p" -> next free part
//   a collection's part record id (8 bytes, in order of insertion) -> the document (BSON, as the client sent it)
//   an index's part     order-preserving key (index-key.ts), and but for `_id` the record id -> record id
// A write is answered only when it has been flushed to disk; writes that arrive together share one transaction.
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { answer, failure } from './commands';
import type { Engine } from './commands/command';
import { Cursors } from './query/cursor';
import { Catalogue } from './storage/catalogue';
import { expectRoom, type Lock, lockFolder, socketOf } from './storage/ownership';
import { Storage } from './storage/storage';
import { removeExpired } from './update/expiry';
import { MessageReader, parseMessage, type Request, readBody, replyTo } from './wire';

export class EmbeddedServer {
  private readonly sockets = new Set<Socket>();
  private readonly busy = new Set<Promise<void>>();
  private lastConnectionId = 0;

  private constructor(
    private readonly engine: Engine,
    private readonly server: Server,
    private readonly report: (error: unknown) => void,
    private readonly lock: Lock,
    /** Where it listens. */
    readonly socket: string,
  ) {
    server.on('connection', (socket) => this.accept(socket));
  }

  /** Opens or creates the store. `report` gets errors that are this store's own fault. @throws FolderOwnedError */
  static async open(folder: string, report: (error: unknown) => void): Promise<EmbeddedServer> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const socket = socketOf(folder);
    const lock = await lockFolder(folder);
    let storage: Storage | undefined;
    try {
      expectRoom(folder);
      storage = new Storage(folder);
      storage.isMine = lock.isHeld;
      const server = createServer();
      // The folder is ours, so a socket file left by a dead owner is in nobody's use.
      rmSync(socket, { force: true });
      await listen(server, socket);
      const engine: Engine = { storage, catalogue: new Catalogue(storage), cursors: new Cursors() };
      return new EmbeddedServer(engine, server, report, lock, socket);
    } catch (error) {
      await storage?.close();
      lock.release();
      throw error;
    }
  }

  /** What is done once a minute: idle cursors are dropped, documents that have expired by then are removed. */
  housekeep(now: Date): Promise<void> {
    this.engine.cursors.dropIdle();
    return this.busyWith(removeExpired(this.engine, now).catch(this.report));
  }

  private accept(socket: Socket): void {
    const connectionId = ++this.lastConnectionId;
    const reader = new MessageReader();
    // One after the other, as MongoDB does: a write that nobody waits for is seen by the next read.
    let previous = Promise.resolve();
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk) => {
      try {
        for (const message of reader.push(chunk)) {
          const request = parseMessage(message);
          previous = this.busyWith(previous.then(() => this.serve(socket, request, connectionId)));
        }
      } catch {
        // What cannot be read as a message leaves no way to answer it.
        socket.destroy();
      }
    });
  }

  private busyWith(work: Promise<void>): Promise<void> {
    this.busy.add(work);
    void work.finally(() => this.busy.delete(work));
    return work;
  }

  private async serve(socket: Socket, request: Request, connectionId: number): Promise<void> {
    const reply = await this.reply(request, connectionId).catch((error) => failure(error, this.report));
    if (!request.isSilent && !socket.destroyed) socket.write(replyTo(request, reply));
  }

  private async reply(request: Request, connectionId: number): Promise<Buffer> {
    const body = readBody(request);
    const [name = ''] = Object.keys(body);
    const database = typeof body.$db === 'string' ? body.$db : 'admin';
    return answer({ engine: this.engine, database, name, body, sequences: request.sequences, connectionId });
  }

  /** Answers what was asked already, flushes, and gives the folder back. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    await Promise.all(this.busy);
    for (const socket of this.sockets) socket.destroy();
    await closed;
    await this.engine.storage.close();
    this.lock.release();
  }
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
