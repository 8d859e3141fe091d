/**
 * A site whose server is replaced by a newer one: the same application, with other names for all files of the browser and
 * another service worker; the old files are gone.
 */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Releases {
  url: string;
  /** From now on the server is the newer one. */
  publish(): void;
  stop(): void;
}

const builtName = /(-[A-Z0-9]{8})(\.(?:js|css))/g;
const newerName = /-newer(\.(?:js|css))$/;
/** Answers that name files of the browser. */
const isText = /html|javascript|css/;

/** @param target the site's address */
export function releasesOf(target: string): Releases {
  let isNewer = false;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method, url: path = '' } = req;
    const isGone = isNewer && path.startsWith('/assets/') && path.match(builtName) && !newerName.test(path);
    if (isGone) return void res.writeHead(404).end();
    // Never "unchanged" and never compressed: the answer is rewritten.
    const { 'if-none-match': _tag, 'accept-encoding': _encoding, ...headers } = req.headers;
    const asked = isNewer ? path.replace(newerName, '$1') : path;
    const inner = await new Promise<IncomingMessage>((resolve, reject) => {
      req.pipe(ask(`${target}${asked}`, { method, headers }, resolve).on('error', reject));
    });
    const parts: Buffer[] = [];
    for await (const part of inner) parts.push(part);
    let content = Buffer.concat(parts);
    const { 'content-length': _length, etag: _etag, ...kept } = inner.headers;
    if (isNewer && isText.test(kept['content-type'] ?? '')) {
      const text = content.toString().replace(builtName, '$1-newer$2');
      content = Buffer.from(text.replace('"version":"', '"version":"newer-'));
    }
    res.writeHead(inner.statusCode ?? 500, { ...kept, 'content-length': content.length });
    res.end(content);
  }

  const server = createServer((req, res) => {
    answer(req, res).catch(() => req.socket.destroy());
  }).listen(0);

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    publish() {
      isNewer = true;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
