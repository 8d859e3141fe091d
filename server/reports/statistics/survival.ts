import { type NotComputed, notComputed } from './not-computed';

/** One case: how long it has waited, and whether the waiting has ended (false: still open, so it waits at least so long). */
export interface Waiting {
  duration: number;
  ended: boolean;
}

/**
 * Median waiting by Kaplan & Meier 1958 (J Am Stat Assoc 53:457-481): the earliest duration at which the estimated share of
 * those still waiting is at most one half, in the unit of `duration`. Cases open at a duration count as waiting there.
 * Not computed when more than half would still be waiting at the longest duration seen.
 */
export function kaplanMeierMedian(cases: readonly Waiting[]): { median: number } | NotComputed {
  if (cases.length === 0) return notComputed('noAnswers');
  const byDuration = new Map<number, { all: number; ended: number }>();
  for (const { duration, ended } of cases) {
    const so = byDuration.get(duration) ?? { all: 0, ended: 0 };
    byDuration.set(duration, { all: so.all + 1, ended: so.ended + (ended ? 1 : 0) });
  }
  let atRisk = cases.length;
  let stillWaiting = 1;
  for (const [duration, { all, ended }] of [...byDuration].sort(([a], [b]) => a - b)) {
    stillWaiting *= 1 - ended / atRisk;
    // A product of fractions such as 3/4 x 2/3 may miss one half by a rounding error.
    if (stillWaiting <= 0.5 + 1e-12) return { median: duration };
    atRisk -= all;
  }
  return notComputed('medianNotReached');
}
