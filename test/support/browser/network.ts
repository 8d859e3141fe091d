/**
 * The network between a browser and the site, as a proxy of its own: what a browser emulates for a page does not reach
 * its service worker. It can be cut, be slow, lose one request, and it counts what went over the wire.
 */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What went over the wire for one request, headers included. */
export interface Exchange {
  method: string;
  /** Path and query. */
  path: string;
  host: string;
  status: number;
  upBytes: number;
  downBytes: number;
  /** Of the answer's body, as it was compressed. */
  bodyBytes: number;
}

interface Slowness {
  /** Of each direction. */
  bytesPerSecond: number;
  roundTripMs: number;
}

/** How a request is lost: before the server sees it, after it has answered, or to a server that has enough for now. */
export type Loss = 'request' | 'answer' | 'tooMany';

export interface Network {
  url: string;
  exchanges: Exchange[];
  /** Flight mode, for pages and service workers alike. */
  cut(): void;
  restore(): void;
  slow(slowness: Slowness | null): void;
  /**
   * From now on keeps the requests to a path from reaching the site, as a slow network does; lets them go when it is told
   * to. Nobody has to know how slow: what is held is held.
   * @returns what lets them go
   */
  hold(isHeld: (method: string, path: string) => boolean): () => void;
  /** @param loses asked for each request; the answer says how it is lost, null lets it pass */
  lose(loses: ((method: string, path: string) => Loss | null) | null): void;
  stop(): Promise<void>;
}

const headerBytes = (first: string, headers: string[]) =>
  headers.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, first.length + 4);

/** @param target the site's address */
export async function networkTo(target: string): Promise<Network> {
  const exchanges: Exchange[] = [];
  const sockets = new Set<Socket>();
  let isCut = false;
  let slowness: Slowness | null = null;
  let loses: ((method: string, path: string) => Loss | null) | null = null;
  let held: { isHeld(method: string, path: string): boolean; letGo: Promise<void> } | null = null;

  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** The wire is one: what is sent waits for what is being sent. */
  let wireFreeAt = 0;
  async function travel(bytes: number): Promise<void> {
    if (!slowness) return;
    const now = Date.now();
    wireFreeAt = Math.max(wireFreeAt, now) + (bytes / slowness.bytesPerSecond) * 1000;
    await after(wireFreeAt - now + slowness.roundTripMs / 2);
  }

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = req;
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    // On a connection that was used before, a browser would ask again by itself.
    if (loses) res.shouldKeepAlive = false;
    const loss = isCut ? 'request' : (loses?.(method, path) ?? null);
    if (loss === 'request') return void req.socket.destroy();
    if (loss === 'tooMany') return void res.writeHead(429, { 'Retry-After': '600' }).end();
    const upBytes = headerBytes(`${method} ${path} HTTP/1.1`, req.rawHeaders) + body.length;
    await travel(upBytes);
    if (held?.isHeld(method, path)) await held.letGo;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const forwarded = ask(`${target}${path}`, { method, headers }, resolve);
      forwarded.on('error', reject);
      forwarded.end(body);
    });
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(part);
    const content = Buffer.concat(parts);
    const { statusCode: status = 0, rawHeaders } = answer;
    const downBytes = headerBytes(`HTTP/1.1 ${status}`, rawHeaders) + content.length;
    exchanges.push({
      ...{ method, path, host: headers.host ?? '', status },
      ...{ upBytes, downBytes },
      bodyBytes: content.length,
    });
    await travel(downBytes);
    if (loss === 'answer' || isCut) return void req.socket.destroy();
    const kept = rawHeaders.filter(
      (_part, index) =>
        !/^(transfer-encoding|connection|keep-alive)$/i.test(rawHeaders[index - (index % 2)] ?? ''),
    );
    res.writeHead(status, kept);
    res.end(content);
  }

  const server = createServer((req, res) => {
    pass(req, res).catch(() => req.socket.destroy());
  });
  server.on('connection', (socket) => {
    if (isCut) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    exchanges,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    restore() {
      isCut = false;
    },
    slow(next) {
      slowness = next;
    },
    lose(next) {
      loses = next;
    },
    hold(isHeld) {
      let release: () => void = () => undefined;
      const letGo = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { isHeld, letGo };
      return () => {
        held = null;
        release();
      };
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
