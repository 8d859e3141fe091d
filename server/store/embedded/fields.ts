// Reading a few top-level fields of a stored document without decoding the rest: a scan that tests one field should not
// pay for seventy-five answers.
import { isDocument } from './values';

/** Bytes of each fixed-size BSON type. */
const fixedBytes: Record<number, number> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};

/** End of the value that begins at `at`. */
function valueEnd(bytes: Buffer, type: number, at: number): number {
  const fixed = fixedBytes[type];
  if (fixed !== undefined) return at + fixed;
  switch (type) {
    case 2:
    case 13:
    case 14:
      return at + 4 + bytes.readInt32LE(at);
    case 3:
    case 4:
    case 15:
      return at + bytes.readInt32LE(at);
    case 5:
      return at + 5 + bytes.readInt32LE(at);
    case 11:
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case 12:
      return at + 4 + bytes.readInt32LE(at) + 12;
    default:
      throw new Error(`unknown BSON type ${type}`);
  }
}

/** A smaller document with only these top-level fields, in their order. */
export function pickFields(bytes: Buffer, names: ReadonlySet<string>): Buffer {
  const parts: Buffer[] = [];
  let length = 5;
  let left = names.size;
  for (let at = 4; at < bytes.length - 1 && left > 0; ) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = valueEnd(bytes, bytes[at]!, nameEnd + 1);
    if (names.has(bytes.toString('utf8', at + 1, nameEnd))) {
      parts.push(bytes.subarray(at, end));
      length += end - at;
      left--;
    }
    at = end;
  }
  const picked = Buffer.allocUnsafe(length);
  picked.writeInt32LE(length, 0);
  let to = 4;
  for (const part of parts) to += part.copy(picked, to);
  picked[to] = 0;
  return picked;
}

export const topLevel = (path: string): string => path.split('.', 1)[0]!;

/** Top-level fields a filter looks at; null when it may look at any. */
export function fieldsOfFilter(filter: unknown, found = new Set<string>()): Set<string> | null {
  if (!isDocument(filter)) return null;
  for (const [key, value] of Object.entries(filter)) {
    if (['$and', '$or', '$nor'].includes(key)) {
      if (!Array.isArray(value)) return null;
      for (const clause of value) if (!fieldsOfFilter(clause, found)) return null;
    } else if (key.startsWith('$')) return null;
    else found.add(topLevel(key));
  }
  return found;
}
