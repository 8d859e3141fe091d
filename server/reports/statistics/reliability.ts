import { fQuantile } from './distributions';
import { type NotComputed, notComputed } from './not-computed';
import type { Interval } from './proportion';

/** Complete answers to the items of one scale as sums that can be added up across parts of the data. */
export interface ItemSums {
  n: number;
  /** Sum per item (reversed items already turned). */
  sums: readonly number[];
  /** Sum of products per pair of items, symmetric. */
  products: readonly (readonly number[])[];
}

export interface Alpha {
  alpha: number;
  /** Feldt's 95 % interval, clamped to 0-1. */
  interval: Interval;
}

/**
 * Cronbach's alpha (Cronbach 1951, Psychometrika 16:297-334) from the covariances of the items, with the interval of Feldt
 * 1965 (Psychometrika 30:357-370): 1 - (1 - alpha) F with (n-1) and (n-1)(k-1) degrees of freedom.
 */
export function cronbachAlpha(items: ItemSums): Alpha | NotComputed {
  const k = items.sums.length;
  const { n } = items;
  if (n === 0) return notComputed('noAnswers');
  if (k < 2) return notComputed('tooFewItems');
  if (n < 2) return notComputed('tooFewPeople');
  let itemVariance = 0;
  let totalVariance = 0;
  items.products.forEach((row, i) => {
    row.forEach((product, j) => {
      const covariance = (product - (items.sums[i]! * items.sums[j]!) / n) / (n - 1);
      totalVariance += covariance;
      if (i === j) itemVariance += covariance;
    });
  });
  if (!(totalVariance > 1e-12)) return notComputed('zeroVariance');
  const alpha = (k / (k - 1)) * (1 - itemVariance / totalVariance);
  const df1 = n - 1;
  const df2 = (n - 1) * (k - 1);
  const end = (probability: number) => clamp(1 - (1 - alpha) * fQuantile(probability, df1, df2));
  return { alpha, interval: [end(0.975), end(0.025)] };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
