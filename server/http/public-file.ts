/** What every phone gets alike: made once, in the smallest form that a browser takes, instead of quickly at each request. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

export interface PublicFile {
  body: Buffer;
  br: Buffer;
  gzip: Buffer;
  etag: string;
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** @param content is sent as JSON */
export async function publicFile(content: object): Promise<PublicFile> {
  const body = Buffer.from(JSON.stringify(content));
  const [br, gzipped] = await Promise.all([
    toBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
    toGzip(body, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  return { body, br, gzip: gzipped, etag };
}

export function sendPublic(req: Request, res: Response, file: PublicFile, maxAgeSeconds: number): void {
  const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one));
  if (encoding) res.set('Content-Encoding', encoding);
  res.vary('Accept-Encoding').set('Cache-Control', `public, max-age=${maxAgeSeconds}`).set('ETag', file.etag);
  res.type('json').send(file[encoding ?? 'body']);
}
