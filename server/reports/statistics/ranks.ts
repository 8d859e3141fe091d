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
  const [own, other] = [sampleOf(first), sampleOf(second)];
  const ties = rank([own, other]);
  const [n1, n2] = [own.size, other.size];
  if (n1 + n2 === 0) return notComputed('noAnswers');
  if (n1 === 0 || n2 === 0) return notComputed('oneGroup');
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 1e-9)) return notComputed('zeroVariance');
  const u = own.rankSum - (n1 * (n1 + 1)) / 2;
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
  const samples = groups.map(sampleOf);
  const ties = rank(samples);
  const filled = samples.filter(({ size }) => size > 0);
  const n = filled.reduce((sum, { size }) => sum + size, 0);
  if (n === 0) return notComputed('noAnswers');
  if (filled.length < 2) return notComputed('oneGroup');
  const correction = 1 - ties / (n * n * n - n);
  if (!(correction > 1e-12)) return notComputed('zeroVariance');
  const sum = filled.reduce((before, { size, rankSum }) => before + (rankSum * rankSum) / size, 0);
  const df = filled.length - 1;
  const h = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / correction;
  return { h, df, p: chiSquareTail(h, df), epsilonSquared: h / (n - 1) };
}

interface Sample {
  frequencies: Frequencies;
  size: number;
  /** Sum of mid-ranks. */
  rankSum: number;
}

const sampleOf = (frequencies: Frequencies): Sample => ({ frequencies, size: 0, rankSum: 0 });

/** Ranks the samples together and fills in their sizes and rank sums. @returns the sum of t^3 - t over runs of t tied values */
function rank(samples: readonly Sample[]): number {
  const scores = samples.flatMap(({ frequencies }) => [...frequencies.keys()]);
  let below = 0;
  let ties = 0;
  for (const score of [...new Set(scores)].sort((a, b) => a - b)) {
    const tied = samples.reduce((sum, { frequencies }) => sum + (frequencies.get(score) ?? 0), 0);
    const midRank = below + (tied + 1) / 2;
    for (const sample of samples) {
      const count = sample.frequencies.get(score) ?? 0;
      sample.size += count;
      sample.rankSum += count * midRank;
    }
    ties += tied ** 3 - tied;
    below += tied;
  }
  return ties;
}
