// Reading a few top-level fields of a stored document without decoding the rest: a scan that tests one field should not
// pay for seventy-five answers.
import { defined } from '../../../core/defined';
import { valueEnd } from './check-bson';
import type { Doc } from './values';

/** A smaller document with only these top-level fields, in their order. */
export function pickFields(bytes: Buffer, names: ReadonlySet<string>): Buffer {
  const parts: Buffer[] = [];
  let length = 5;
  for (let at = 4; at < bytes.length - 1 && parts.length < names.size; ) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = valueEnd(bytes, defined(bytes[at], 'the type of a field'), nameEnd + 1);
    if (names.has(bytes.toString('utf8', at + 1, nameEnd))) {
      parts.push(bytes.subarray(at, end));
      length += end - at;
    }
    at = end;
  }
  const picked = Buffer.concat([Buffer.alloc(4), ...parts, Buffer.alloc(1)], length);
  picked.writeInt32LE(length, 0);
  return picked;
}

export function topLevel(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

/** Top-level fields that a filter looks at. */
export function fieldsOfFilter(filter: Doc): Set<string> {
  return new Set(
    Object.entries(filter).flatMap(([key, value]) =>
      key.startsWith('$')
        ? (value as Doc[]).flatMap((clause) => [...fieldsOfFilter(clause)])
        : [topLevel(key)],
    ),
  );
}
