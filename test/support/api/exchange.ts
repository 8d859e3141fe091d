/** What went over an application's /api/, as it went over the wire. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Express, Request } from 'express';

export interface Exchange {
  method: string;
  /** Without a query. */
  path: string;
  authorization: string | undefined;
  /** As the application read it. */
  sent: unknown;
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** Express hands every request to this member of the application. */
interface Handling {
  handle(req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void): void;
}

/** @param seen is told of each request below /api/ once its answer is complete */
export function watchApi(app: Express, seen: (exchange: Exchange) => void): void {
  const handling = app as unknown as Handling;
  const handle = handling.handle;
  handling.handle = function (req, res, next) {
    if (req.url?.startsWith('/api/')) {
      const [path = ''] = req.url.split('?');
      const chunks = chunksOf(res);
      res.on('finish', () =>
        seen({
          method: req.method ?? '',
          path,
          authorization: req.headers.authorization,
          sent: (req as Request).body,
          status: res.statusCode,
          headers: res.getHeaders(),
          body: decoded(Buffer.concat(chunks), res.getHeader('content-encoding')),
        }),
      );
    }
    handle.call(this, req, res, next);
  };
}

/** Filled while the answer is being sent. */
function chunksOf(res: ServerResponse): Buffer[] {
  const chunks: Buffer[] = [];
  for (const name of ['write', 'end'] as const) {
    const send = res[name] as (...given: unknown[]) => unknown;
    res[name] = ((...given: unknown[]) => {
      const [chunk] = given;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
      return send.apply(res, given);
    }) as never;
  }
  return chunks;
}

function decoded(body: Buffer, encoding: unknown): string {
  if (body.length === 0) return '';
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}
