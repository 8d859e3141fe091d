/** Two references whose people differ by a few would let anyone subtract one from the other. */
import { smallestLimit } from './primary';

export interface Difference {
  /** People of the new set that the earlier one does not have. */
  added: number;
  /** People of the earlier set that the new one does not have. */
  removed: number;
}

export function difference(current: ReadonlySet<string>, earlier: ReadonlySet<string>): Difference {
  let added = 0;
  for (const person of current) if (!earlier.has(person)) added++;
  return { added, removed: earlier.size - (current.size - added) };
}

/**
 * Whether a reference over `current` must be refused because of an earlier frozen one: it differs by at least one and fewer
 * than `limit` people. The same people again are no danger. Members are opaque hashes, made alike for both sets.
 */
export function differsByFew(
  current: ReadonlySet<string>,
  earlier: ReadonlySet<string>,
  limit: number = smallestLimit,
): boolean {
  const { added, removed } = difference(current, earlier);
  return added + removed > 0 && added + removed < limit;
}
