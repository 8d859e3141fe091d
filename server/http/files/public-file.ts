/** What every phone gets alike: made once, in the smallest form that a browser takes, instead of quickly at each request. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export class PublicFile {
  private constructor(
    readonly body: Buffer,
    readonly br: Buffer,
    readonly gzip: Buffer,
    readonly etag: string,
  ) {}

  /** @param content is sent as JSON */
  static of(content: object): Promise<PublicFile> {
    return PublicFile.ofText(JSON.stringify(content));
  }

  static async ofText(text: string): Promise<PublicFile> {
    const body = Buffer.from(text);
    const [br, gzipped] = await Promise.all([
      toBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
      toGzip(body, { level: constants.Z_BEST_COMPRESSION }),
    ]);
    return new PublicFile(body, br, gzipped, `"${createHash('sha256').update(body).digest('base64url')}"`);
  }
}

export function sendPublic(req: Request, res: Response, file: PublicFile): void {
  const encoding = (['br', 'gzip'] as const).find((one) => req.acceptsEncodings(one));
  if (encoding) res.set('Content-Encoding', encoding);
  // Its address says which it is: it does not depend on the reader's language.
  res.removeHeader('Content-Language');
  res.set({ Vary: 'Accept-Encoding', ETag: file.etag }).send(file[encoding ?? 'body']);
}
