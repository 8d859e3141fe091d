/** A proxy that sees every request of a browser, its service workers' included, and whose it is; it lets through what the site is asked. */
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EveryHost {
  /** For a browser's context: nothing goes past it, the machine's own addresses included. */
  proxy: { server: string; bypass: string };
  /** Host and port of everything that was asked for. */
  asked: Set<string>;
  stop(): Promise<void>;
}

/** @param site the only address that answers */
export async function everyHost(site: string): Promise<EveryHost> {
  const own = new URL(site).host;
  const asked = new Set<string>();
  const server = createServer((req, res) => {
    const { host, pathname, search } = new URL(req.url ?? '', site);
    asked.add(host);
    if (host !== own) return void req.socket.destroy();
    const path = `${pathname}${search}`;
    const forwarded = ask(`${site}${path}`, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
    });
    forwarded.on('error', () => req.socket.destroy());
    req.pipe(forwarded);
  });
  server.on('connect', (req, socket) => {
    asked.add(req.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    proxy: { server: `http://localhost:${(server.address() as AddressInfo).port}`, bypass: '<-loopback>' },
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
