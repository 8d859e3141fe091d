import { chiSquareTail, normalTwoSided } from './distributions';
import { type NotComputed, notComputed } from './not-computed';

/** Score -> number of people: a histogram stands for the sample, so that a million people need no more room than a hundred. */
export type Frequencies = ReadonlyMap<number, number>;

export interface MannWhitney {
  /** Mann-Whitney U of the first sample: pairs in which it is higher, ties as half. */
  u: number;
  /** Two-sided, normal approximation corrected for ties and continuity. */
  p: number;
  /** The same without the continuity correction. */
  pUncorrected: number;
  /** Cliff's delta, -1 to 1: positive when the first sample tends to be higher. */
  cliffsDelta: number;
}

export interface KruskalWallis {
  /** H, corrected for ties. */
  h: number;
  df: number;
  p: number;
  /** Epsilon squared, 0-1. */
  epsilonSquared: number;
}

/**
 * Mann & Whitney 1947 (Ann Math Stat 18:50-60) with the tie correction of Lehmann 1975, (1.37), and Cliff's delta (Cliff
 * 1993, Psychol Bull 114:494-509) = 2U / (n1 n2) - 1.
 */
export function mannWhitney(first: Frequencies, second: Frequencies): MannWhitney | NotComputed {
  const ranked = rank([first, second]);
  const [n1, n2] = ranked.sizes as [number, number];
  if (n1 + n2 === 0) return notComputed('noAnswers');
  if (n1 === 0 || n2 === 0) return notComputed('oneGroup');
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ranked.ties / (n * (n - 1)));
  if (!(variance > 1e-9)) return notComputed('zeroVariance');
  const u = ranked.rankSums[0]! - (n1 * (n1 + 1)) / 2;
  const distance = Math.abs(u - (n1 * n2) / 2);
  return {
    u,
    p: normalTwoSided(Math.max(0, distance - 0.5) / Math.sqrt(variance)),
    pUncorrected: normalTwoSided(distance / Math.sqrt(variance)),
    cliffsDelta: (2 * u) / (n1 * n2) - 1,
  };
}

/**
 * Kruskal & Wallis 1952 (J Am Stat Assoc 47:583-621) with tie correction; epsilon squared = H / (n - 1) (Tomczak &
 * Tomczak 2014, Trends Sport Sci 1:19-25). Empty groups are left out.
 */
export function kruskalWallis(groups: readonly Frequencies[]): KruskalWallis | NotComputed {
  const ranked = rank(groups);
  const filled = ranked.sizes.filter((size) => size > 0).length;
  const n = ranked.sizes.reduce((sum, size) => sum + size, 0);
  if (n === 0) return notComputed('noAnswers');
  if (filled < 2) return notComputed('oneGroup');
  const correction = 1 - ranked.ties / (n * n * n - n);
  if (!(correction > 1e-12)) return notComputed('zeroVariance');
  let sum = 0;
  ranked.rankSums.forEach((rankSum, group) => {
    if (ranked.sizes[group]! > 0) sum += (rankSum * rankSum) / ranked.sizes[group]!;
  });
  const h = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / correction;
  return { h, df: filled - 1, p: chiSquareTail(h, filled - 1), epsilonSquared: h / (n - 1) };
}

interface Ranked {
  sizes: number[];
  /** Sum of mid-ranks per group. */
  rankSums: number[];
  /** Sum of t^3 - t over runs of t tied values. */
  ties: number;
}

function rank(groups: readonly Frequencies[]): Ranked {
  const values = [...new Set(groups.flatMap((group) => [...group.keys()]))].sort((a, b) => a - b);
  const sizes = groups.map(() => 0);
  const rankSums = groups.map(() => 0);
  let below = 0;
  let ties = 0;
  for (const value of values) {
    const counts = groups.map((group) => group.get(value) ?? 0);
    const tied = counts.reduce((sum, count) => sum + count, 0);
    const midRank = below + (tied + 1) / 2;
    counts.forEach((count, group) => {
      sizes[group]! += count;
      rankSums[group]! += count * midRank;
    });
    ties += tied ** 3 - tied;
    below += tied;
  }
  return { sizes, rankSums, ties };
}
