/**
 * A published version never changes: attempts refer to it. `published.json` beside the definition holds a digest of
 * every part of what is asked and how it is scored, so that an edit is named with its file and line. Comments and
 * layout may change; recommendations and guides have versions of their own in the library.
 */
import { z } from 'zod';
import { shortDigestOf } from '../shared/digest';

const digests = z.record(z.string(), z.string());

export const publicationSchema = z.strictObject({
  date: z.iso.date('the date must be written as 2026-01-31'),
  /** By file, then by part (`items.A1`). */
  parts: z.record(z.string(), digests),
});

export type Publication = z.output<typeof publicationSchema>;

const isGroup = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Digests of a file's parts, two levels deep: `title`, `items.A1`. */
export function partsOf(content: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) =>
      isGroup(value)
        ? Object.entries(value).map(([key, part]) => [`${name}.${key}`, shortDigestOf(part)])
        : [[name, shortDigestOf(value)]],
    ),
  );
}

/** What was changed, added or taken away since the publication, by its part. */
export function editedParts(published: Record<string, string>, content: object): string[] {
  const now = partsOf(content);
  const names = new Set([...Object.keys(published), ...Object.keys(now)]);
  return [...names].filter((name) => published[name] !== now[name]);
}
