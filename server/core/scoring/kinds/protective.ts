/** Protective factors as a percentage of the maximum, prorated for the missing answers that the scale allows. */
import { highestSum, scoredValue } from '../answers';
import { type Bounds, levelOf } from '../levels';
import type { Kind } from './kind';

type Level = 'few' | 'some' | 'strong';

export interface ProtectiveScale {
  kind: 'protective';
  items: string[];
  missingAllowed: number;
  /** In percent of the maximum. */
  bounds: Bounds<Level>;
}

export type ProtectiveResult = {
  score: number | null;
  max: number;
  percent: number | null;
  level: Level | null;
};

export const protective: Kind<ProtectiveScale, ProtectiveResult> = {
  itemsOf: ({ items }) => ({ difficulties: [], resources: items }),
  bandsOf: () => [],

  score: ({ items, missingAllowed, bounds }, { asked, answers }) => {
    const max = highestSum(asked, items);
    const values = items.map((item) => scoredValue(asked, answers, item)).filter((value) => value !== null);
    if (items.length - values.length > missingAllowed)
      return { score: null, max, percent: null, level: null };
    const sum = values.reduce((total, value) => total + value, 0);
    const percent = (100 * items.length * sum) / (values.length * max);
    return { score: (items.length * sum) / values.length, max, percent, level: levelOf(bounds, percent) };
  },
};
