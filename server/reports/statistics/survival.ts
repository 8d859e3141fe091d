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
  const sorted = [...cases].sort((a, b) => a.duration - b.duration);
  let stillWaiting = 1;
  for (let start = 0; start < sorted.length; ) {
    const { duration } = sorted[start]!;
    let end = start;
    let ended = 0;
    for (; end < sorted.length && sorted[end]!.duration === duration; end++) {
      if (sorted[end]!.ended) ended++;
    }
    stillWaiting *= 1 - ended / (sorted.length - start);
    // A product of fractions such as 3/4 x 2/3 may miss one half by a rounding error.
    if (stillWaiting <= 0.5 + 1e-12) return { median: duration };
    start = end;
  }
  return notComputed('medianNotReached');
}
