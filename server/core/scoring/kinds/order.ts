/**
 * Which of several profiles, such as interests, are the strongest: an order and no risk. The sum of each, prorated for the
 * missing answers that are allowed; with more missing in any of them there is no order. Of equal ones the first named wins.
 */
import { scoredValue } from '../answers';
import type { Answered, Kind } from './kind';

export interface OrderScale {
  kind: 'order';
  /** The items of each. */
  profiles: Record<string, string[]>;
  /** In each profile. */
  missingAllowed: number;
}

/** The three strongest, and the score of each profile under its name. */
export type OrderResult = {
  first: string | null;
  second: string | null;
  third: string | null;
  [profile: string]: string | number | null;
};

const sumOf = (items: string[], missingAllowed: number, { asked, answers }: Answered): number | null => {
  const values = items.map((item) => scoredValue(asked, answers, item)).filter((value) => value !== null);
  if (items.length - values.length > missingAllowed) return null;
  return (items.length * values.reduce((total, value) => total + value, 0)) / values.length;
};

export const order: Kind<OrderScale, OrderResult> = {
  itemsOf: () => ({ difficulties: [], resources: [] }),
  bandsOf: () => [],

  score: ({ profiles, missingAllowed }, answered) => {
    const sums = Object.entries(profiles).map(([name, items]) => ({
      name,
      sum: sumOf(items, missingAllowed, answered),
    }));
    const isScored = sums.every(({ sum }) => sum !== null);
    const [first, second, third] = isScored
      ? [...sums].sort((one, other) => Number(other.sum) - Number(one.sum)).map(({ name }) => name)
      : [];
    return {
      ...Object.fromEntries(sums.map(({ name, sum }) => [name, sum])),
      ...{ first: first ?? null, second: second ?? null, third: third ?? null },
    };
  },
};
