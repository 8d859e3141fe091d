// MongoDB's wire protocol as far as today's drivers use it: OP_MSG both ways, and OP_QUERY for the first hello.
import { MongoError } from './errors';
import { type Doc, decodeTyped, encode } from './values';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
export const maxMessageBytes = 48_000_000;

const checksumPresent = 1;
const moreToCome = 2;

export interface Request {
  requestId: number;
  isLegacy: boolean;
  /** The sender wants no answer (unacknowledged write). */
  isSilent: boolean;
  /** The database, for OP_QUERY only; OP_MSG carries `$db`. */
  body: Doc;
  /** Document sequences by name, undecoded. */
  sequences: Map<string, Buffer[]>;
}

/** Cuts a byte stream into messages. Throws on a length no client sends. */
export class MessageReader {
  private chunks: Buffer[] = [];
  private bytes = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    while (this.bytes >= 4) {
      if (this.chunks[0]!.length < 4) this.chunks = [Buffer.concat(this.chunks)];
      const length = this.chunks[0]!.readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) throw new MongoError(17, 'invalid message size');
      if (this.bytes < length) return;
      const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      yield whole.subarray(0, length);
      this.bytes = whole.length - length;
      this.chunks = this.bytes ? [whole.subarray(length)] : [];
    }
  }
}

export function parseMessage(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === opQuery) return parseQuery(message, requestId);
  if (opCode !== opMsg) throw new MongoError(17, `unsupported operation code ${opCode}`);
  const flags = message.readUInt32LE(headerBytes);
  const unknown = flags & 0xffff & ~(checksumPresent | moreToCome);
  if (unknown) throw new MongoError(17, 'unknown required flag in OP_MSG');
  const end = message.length - (flags & checksumPresent ? 4 : 0);
  const request: Request = {
    requestId,
    isLegacy: false,
    isSilent: (flags & moreToCome) !== 0,
    body: {},
    sequences: new Map(),
  };
  let at = headerBytes + 4;
  while (at < end) {
    const kind = message[at]!;
    const size = sizeAt(message, at + 1, end);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) request.body = decodeTyped(section);
    else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      if (nameEnd < 0) throw new MongoError(17, 'unterminated section name');
      request.sequences.set(
        section.toString('utf8', 4, nameEnd),
        splitDocuments(section.subarray(nameEnd + 1)),
      );
    } else throw new MongoError(17, `unknown section kind ${kind}`);
    at += 1 + size;
  }
  return request;
}

function sizeAt(message: Buffer, at: number, end: number): number {
  const size = at + 4 <= end ? message.readInt32LE(at) : -1;
  if (size < 5 || at + size > end) throw new MongoError(17, 'a section runs over the end of the message');
  return size;
}

function splitDocuments(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizeAt(bytes, at, bytes.length);
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  return documents;
}

function parseQuery(message: Buffer, requestId: number): Request {
  const nameStart = headerBytes + 4;
  const nameEnd = message.indexOf(0, nameStart);
  if (nameEnd < 0) throw new MongoError(17, 'unterminated collection name');
  const name = message.toString('utf8', nameStart, nameEnd);
  const start = nameEnd + 1 + 8;
  const size = sizeAt(message, start, message.length);
  const body = decodeTyped(message.subarray(start, start + size));
  return {
    requestId,
    isLegacy: true,
    isSilent: false,
    body: { ...body, $db: name.split('.')[0] },
    sequences: new Map(),
  };
}

let lastReplyId = 0;

export function replyTo(request: Request, body: Buffer): Buffer {
  const prefix = request.isLegacy ? 20 : 5;
  const message = Buffer.allocUnsafe(headerBytes + prefix + body.length);
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(lastReplyId, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.isLegacy ? opReply : opMsg, 12);
  message.fill(0, headerBytes, headerBytes + prefix);
  if (request.isLegacy) {
    message.writeInt32LE(8, headerBytes);
    message.writeInt32LE(1, headerBytes + 16);
  }
  body.copy(message, headerBytes + prefix);
  return message;
}

/** `{ cursor: { <name>: [documents], id, ns }, ok: 1 }`, put together without decoding the documents. */
export function cursorReply(
  name: 'firstBatch' | 'nextBatch',
  documents: Buffer[],
  id: bigint,
  namespace: string,
): Buffer {
  const items: Buffer[] = [];
  let arrayBytes = 5;
  documents.forEach((document, i) => {
    const head = Buffer.from(`\x03${i}\0`, 'latin1');
    items.push(head, document);
    arrayBytes += head.length + document.length;
  });
  const array = Buffer.concat([int32(arrayBytes), ...items, Buffer.from([0])], arrayBytes);
  const tail = encode({ id, ns: namespace }).subarray(4);
  const arrayHead = Buffer.from(`\x04${name}\0`, 'latin1');
  const cursorBytes = 4 + arrayHead.length + array.length + tail.length;
  const end = encode({ ok: 1.5 }).subarray(4);
  end.writeDoubleLE(1, end.length - 9);
  const cursorHead = Buffer.from('\x03cursor\0', 'latin1');
  const total = 4 + cursorHead.length + cursorBytes + end.length;
  return Buffer.concat([int32(total), cursorHead, int32(cursorBytes), arrayHead, array, tail, end], total);
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(value);
  return bytes;
}
