// MongoDB's wire protocol as far as today's drivers use it: OP_MSG both ways, and OP_QUERY for the first hello.
import { Double, Long } from 'bson';
import { checkBson } from './bson/check-bson';
import { type Doc, decode, encode } from './bson/values';
import { MongoError } from './errors';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
export const maxMessageBytes = 48_000_000;

/** The sender wants no answer. */
const moreToCome = 2;
/** Flags in the lower half must be understood, those in the upper may be ignored. */
const requiredFlags = 0xffff;

export interface Request {
  requestId: number;
  isLegacy: boolean;
  /** The sender wants no answer. */
  isSilent: boolean;
  /** The command, not yet looked into. */
  body: Buffer;
  /** The database, for OP_QUERY only; OP_MSG carries `$db`. */
  database?: string;
  /** Document sequences by name, not yet looked into. */
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
      const [first] = this.chunks;
      const length = (first && first.length >= 4 ? first : this.joined()).readInt32LE(0);
      if (length < headerBytes || length > maxMessageBytes) throw new MongoError(17, 'invalid message size');
      if (this.bytes < length) return;
      const whole = this.joined();
      yield whole.subarray(0, length);
      this.bytes = whole.length - length;
      this.chunks = this.bytes ? [whole.subarray(length)] : [];
    }
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    const whole = first && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
    this.chunks = [whole];
    return whole;
  }
}

/** Throws on what cannot be taken apart, to which there is no answer. */
export function parseMessage(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === opQuery) return parseQuery(message, requestId);
  if (opCode !== opMsg) throw new MongoError(17, `unsupported operation code ${opCode}`);
  const flags = message.readUInt32LE(headerBytes);
  if (flags & requiredFlags & ~moreToCome) throw new MongoError(17, 'unknown required flag in OP_MSG');
  let body: Buffer | undefined;
  const sequences = new Map<string, Buffer[]>();
  for (let at = headerBytes + 4; at < message.length; ) {
    const kind = message.readUInt8(at);
    const size = sizeAt(message, at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) body = section;
    else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      if (nameEnd < 0) throw new MongoError(17, 'unterminated section name');
      sequences.set(section.toString('utf8', 4, nameEnd), splitDocuments(section.subarray(nameEnd + 1)));
    } else throw new MongoError(17, `unknown section kind ${kind}`);
    at += 1 + size;
  }
  if (!body) throw new MongoError(17, 'a message without a command');
  return { requestId, isLegacy: false, isSilent: (flags & moreToCome) !== 0, body, sequences };
}

/** The command of a request. Errors 22 and 15 for bytes that are no document this store takes. */
export function readBody({ body, database, sequences }: Request): Doc {
  checkBson(body);
  for (const documents of sequences.values()) for (const bytes of documents) checkBson(bytes);
  return { ...decode(body), ...(database !== undefined && { $db: database }) };
}

function sizeAt(message: Buffer, at: number): number {
  const size = at + 4 <= message.length ? message.readInt32LE(at) : -1;
  if (size < 5 || at + size > message.length)
    throw new MongoError(17, 'a section runs over the end of the message');
  return size;
}

function splitDocuments(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizeAt(bytes, at);
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  return documents;
}

function parseQuery(message: Buffer, requestId: number): Request {
  const nameStart = headerBytes + 4;
  const nameEnd = message.indexOf(0, nameStart);
  if (nameEnd < 0) throw new MongoError(17, 'unterminated collection name');
  const start = nameEnd + 1 + 8;
  const body = message.subarray(start, start + sizeAt(message, start));
  const [database = ''] = message.toString('utf8', nameStart, nameEnd).split('.', 1);
  return { requestId, isLegacy: true, isSilent: false, body, database, sequences: new Map() };
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
  const batch = container(documents.flatMap((document, i) => [head(3, String(i)), document]));
  const rest = encode({ id: Long.fromBigInt(id), ns: namespace });
  const cursor = container([head(4, name), batch, fieldsOf(rest)]);
  return container([head(3, 'cursor'), cursor, fieldsOf(encode({ ok: new Double(1) }))]);
}

const head = (type: number, name: string) => Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1');
const fieldsOf = (document: Buffer) => document.subarray(4, -1);

/** A document or an array around fields. */
function container(fields: Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), ...fields, Buffer.alloc(1)]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}
