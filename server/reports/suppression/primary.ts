import type { CountTable } from '../tables/model';

/** Counts below this are hidden; a setting may raise it, never lower it. */
export const smallestLimit = 10;
/** Nothing below this many people gets a percentage or a mean, and its zeros are hidden too. */
export const smallestBase = 30;

/**
 * Ids of the counts that must not be printed: 1 to limit - 1 anywhere, and 0 where the group it is counted in has fewer than
 * 30 people (that nobody in a small group answered so tells about each of them). A group of nobody has nothing to hide.
 */
export function primaryHidden(tables: readonly CountTable[], limit: number): Set<string> {
  const counts = new Map<string, number>();
  const cells = tables.flatMap((table) => table.rows.flatMap((row) => row.cells));
  for (const { id, n } of cells) counts.set(id, n);
  const hidden = new Set<string>();
  for (const { id, n, ofId } of cells) {
    const of = ofId === undefined ? undefined : counts.get(ofId);
    const isSmall = n >= 1 && n < limit;
    const isTellingZero = n === 0 && of !== undefined && of > 0 && of < smallestBase;
    if (isSmall || isTellingZero) hidden.add(id);
  }
  return hidden;
}
