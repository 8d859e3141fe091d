/** How many of the items were answered at or above a cut-off, in the definition's own levels; a missing one does not count. */
import { isMet } from '../../definition/conditions';
import { type Bounds, levelOf } from '../levels';
import type { Kind } from './kind';

export interface CountScale {
  kind: 'count';
  items: string[];
  atLeast: number;
  /** By the number of items. */
  bounds: Bounds<string>;
}

export type CountResult = { count: number; level: string };

export const count: Kind<CountScale, CountResult> = {
  itemsOf: ({ items }) => ({ difficulties: items, resources: [] }),
  bandsOf: () => [],

  score: ({ items, atLeast, bounds }, { answers, age }) => {
    const found = items.filter((item) => isMet({ item, atLeast }, { answers, age })).length;
    return { count: found, level: levelOf(bounds, found) };
  },
};
