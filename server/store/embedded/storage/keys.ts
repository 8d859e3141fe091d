// Keys of the one LMDB tree: four bytes name a part of it (0 is the catalogue), the rest orders what is in it.
const partBytes = 4;
const recordIdBytes = 8;

export function partKey(part: number, rest: Buffer): Buffer {
  const key = Buffer.allocUnsafe(partBytes + rest.length);
  key.writeUInt32BE(part, 0);
  rest.copy(key, partBytes);
  return key;
}

export function partRange(part: number): { start: Buffer; end: Buffer } {
  const start = Buffer.alloc(partBytes);
  start.writeUInt32BE(part);
  const end = Buffer.alloc(partBytes);
  end.writeUInt32BE(part + 1);
  return { start, end };
}

export function recordIdBuffer(recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(recordIdBytes);
  bytes.writeUInt32BE(Math.floor(recordId / 2 ** 32), 0);
  bytes.writeUInt32BE(recordId % 2 ** 32, 4);
  return bytes;
}

export const recordIdOf = (bytes: Buffer, at = 0): number =>
  bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);

export function recordKey(part: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(partBytes + recordIdBytes);
  key.writeUInt32BE(part, 0);
  key.writeUInt32BE(Math.floor(recordId / 2 ** 32), 4);
  key.writeUInt32BE(recordId % 2 ** 32, 8);
  return key;
}

export const recordIdOfKey = (key: Buffer): number => recordIdOf(key, partBytes);

/** The smallest key above this one. */
export const afterKey = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);
