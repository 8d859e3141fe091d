/**
 * Holm's step-down adjustment (Holm 1979, Scand J Stat 6:65-70) over one family of tests. Takes p values in any order and
 * gives the adjusted ones in the same order, each at most 1.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 0);
  let largest = 0;
  order.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = largest;
  });
  return adjusted;
}
