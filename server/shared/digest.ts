/** Digests of plain data: the same content always has the same one, in whatever order its keys stand. */
import { createHash } from 'node:crypto';

const withSortedKeys = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** SHA-256 (hex) of a value that JSON can hold. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(withSortedKeys(value)).digest('hex');

/** Tells versions of one thing apart, where an attempt or a file names one. */
export const shortDigestOf = (value: unknown): string => digestOf(value).slice(0, 16);
