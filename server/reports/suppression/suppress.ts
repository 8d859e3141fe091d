/** Which counts of a reference are hidden so that no table, and no combination of tables, tells about few people. */
import { defined } from '../../core/defined';
import type { CountedReference } from '../tables/reference.tables';
import { hideComplementary } from './complementary';
import { primaryHidden, smallestLimit } from './primary';
import { systemOf } from './system';

export interface Suppression {
  /** Ids of all hidden cells. */
  hidden: Set<string>;
  /** Those of them that are small themselves; the others protect them. */
  primary: Set<string>;
}

/**
 * `limit`: the smallest count that may be printed and the narrowest interval that a hidden one may be worked out to. At
 * least 10: a smaller one is a programming error.
 */
export function suppress(reference: CountedReference, limit: number = smallestLimit): Suppression {
  if (limit < smallestLimit) throw new RangeError(`The suppression limit may only be raised: ${limit}`);
  const primary = primaryHidden(reference.tables, limit);
  const system = systemOf(reference);
  const numbers = new Map(system.ids.map((id, number) => [id, number]));
  const hidden = hideComplementary(
    system,
    new Set([...primary].map((id) => defined(numbers.get(id), id))),
    limit,
  );
  return {
    hidden: new Set([...hidden].map((cell) => defined(system.ids[cell], 'the id of a cell'))),
    primary,
  };
}
