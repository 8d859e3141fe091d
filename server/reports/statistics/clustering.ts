import { type NotComputed, notComputed } from './not-computed';

/** One cluster (a campaign): its size, the sum of its values and of their squares (for a yes/no value both are the number of yes). */
export interface Cluster {
  n: number;
  sum: number;
  sumOfSquares: number;
}

export interface DesignEffect {
  /** Intraclass correlation, 0-1 (a negative estimate counts as 0). */
  icc: number;
  /** Average cluster size, corrected for unequal sizes. */
  m0: number;
  /** 1 + (m0 - 1) ICC: how many times larger the variance is than in a simple random sample. */
  designEffect: number;
}

/**
 * One-way analysis-of-variance estimate of the intraclass correlation with m0 = (N - sum(m^2)/N) / (k - 1) (Donner 1986,
 * Int Stat Rev 54:67-82) and the design effect 1 + (m0 - 1) ICC (Kish 1965, 5.4).
 */
export function designEffect(clusters: readonly Cluster[]): DesignEffect | NotComputed {
  const filled = clusters.filter((cluster) => cluster.n > 0);
  const k = filled.length;
  const n = filled.reduce((sum, cluster) => sum + cluster.n, 0);
  if (n === 0) return notComputed('noAnswers');
  if (k < 2) return notComputed('oneGroup');
  if (n === k) return notComputed('tooFewPeople');
  const mean = filled.reduce((sum, cluster) => sum + cluster.sum, 0) / n;
  let between = 0;
  let within = 0;
  let squaredSizes = 0;
  for (const cluster of filled) {
    between += cluster.n * (cluster.sum / cluster.n - mean) ** 2;
    within += cluster.sumOfSquares - cluster.sum ** 2 / cluster.n;
    squaredSizes += cluster.n ** 2;
  }
  const meanBetween = between / (k - 1);
  const meanWithin = within / (n - k);
  const m0 = (n - squaredSizes / n) / (k - 1);
  const spread = meanBetween + (m0 - 1) * meanWithin;
  if (!(spread > 1e-12)) return notComputed('zeroVariance');
  const icc = Math.max(0, (meanBetween - meanWithin) / spread);
  return { icc, m0, designEffect: 1 + (m0 - 1) * icc };
}
