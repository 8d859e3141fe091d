import { logChoose } from './distributions';
import { type NotComputed, notComputed } from './not-computed';

/** The 97.5 % point of the normal distribution: every 95 % interval of the reference uses it. */
const z95 = 1.959964;

/** Lower and upper end, as shares 0-1. */
export type Interval = [number, number];

/**
 * 95 % score interval of a share (Wilson 1927, J Am Stat Assoc 22:209-212), clamped to 0-1.
 * `count` of `n` people, unweighted. n = 0: not computed.
 */
export function wilson(count: number, n: number): Interval | NotComputed {
  if (n <= 0) return notComputed('noAnswers');
  const share = count / n;
  const z2 = z95 * z95;
  const centre = share + z2 / (2 * n);
  const half = z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

/**
 * The shares between which a group of `n` people is expected with the given coverage (0.95 or 0.998) when its true share
 * is `share`: exact binomial quantiles with interpolation between counts (Spiegelhalter 2005, Stat Med 24:1185-1202,
 * appendix A.1.1). Not computed for n = 0 or when nobody or everybody has the trait.
 */
export function funnelLimits(share: number, n: number, coverage: number): Interval | NotComputed {
  if (n <= 0) return notComputed('noAnswers');
  if (!(share > 0 && share < 1)) return notComputed('zeroVariance');
  const tail = (1 - coverage) / 2;
  return [binomialPoint(share, n, tail), binomialPoint(share, n, 1 - tail)];
}

/** Smallest count r with P(X <= r) >= probability, moved down by the part of P(X = r) that overshoots, as a share of n. */
function binomialPoint(share: number, n: number, probability: number): number {
  let below = 0;
  for (let count = 0; count <= n; count++) {
    const mass = Math.exp(logChoose(n, count) + count * Math.log(share) + (n - count) * Math.log1p(-share));
    if (below + mass >= probability) {
      return Math.max(0, count - (below + mass - probability) / mass) / n;
    }
    below += mass;
  }
  return 1;
}
