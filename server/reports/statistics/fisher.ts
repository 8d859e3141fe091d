import { defined } from '../../core/defined';
import { logChoose } from './distributions';
import { type NotComputed, notComputed } from './not-computed';

/** One group: how many of its `total` people have the trait. */
export interface GroupShare {
  count: number;
  total: number;
}

/** Steps after which the exact test gives up: under a tenth of a second. */
const maxSteps = 200_000;
/** Tables as probable as the observed one up to rounding count as "not more probable" (as R's fisher.test does). */
const tolerance = 1e-7;

/**
 * Exact test of k groups x 2 outcomes with all margins fixed (Fisher 1935; Freeman & Halton 1951, Biometrika 38:141-149):
 * the probability of all tables that are not more probable than the observed one. For two groups it is Fisher's
 * two-sided test.
 *
 * Groups are added one after the other; partial tables with the same sum and probability are merged, and a partial table
 * whose every completion is rare enough is counted whole (Mehta & Patel 1983, J Am Stat Assoc 78:427-434). Past a
 * bounded number of steps: not computed, because there are too many tables.
 */
export function fisherFreemanHalton(groups: readonly GroupShare[]): { p: number } | NotComputed {
  const filled = groups.filter((group) => group.total > 0).sort((a, b) => a.total - b.total);
  const people = filled.reduce((sum, group) => sum + group.total, 0);
  const withTrait = filled.reduce((sum, group) => sum + group.count, 0);
  if (people === 0) return notComputed('noAnswers');
  if (filled.length < 2) return notComputed('oneGroup');
  if (withTrait === 0 || withTrait === people) return notComputed('zeroVariance');
  // The rarer of the two outcomes gives the same test with fewer tables.
  const flip = withTrait * 2 > people;
  const chosen = flip ? people - withTrait : withTrait;
  const observed = filled.reduce(
    (sum, group) => sum + logChoose(group.total, flip ? group.total - group.count : group.count),
    0,
  );
  const limit = observed + Math.log1p(tolerance);
  const totals = filled.map((group) => group.total);
  const best = mostProbableRest(totals, chosen);
  const all = logChoose(people, chosen);

  let p = 0;
  let steps = 0;
  let restPeople = people;
  let layer: Layer = new Map([[chosen, new Map([[0, { log: 0, times: 1 }]])]]);
  for (const [index, total] of totals.entries()) {
    restPeople -= total;
    const ownLogs = logChooseRow(total, chosen);
    const restLogs = logChooseRow(restPeople, chosen);
    const bestRest = defined(best[index + 1], 'what the later groups can hold');
    const next: Layer = new Map();
    for (const [remaining, partials] of layer) {
      const from = Math.max(0, remaining - restPeople);
      const to = Math.min(total, remaining);
      for (let count = from; count <= to; count++) {
        const own = defined(ownLogs[count], 'the tables of the group');
        const left = remaining - count;
        const rest = defined(restLogs[left], 'the tables of the later groups');
        const bestLeft = defined(bestRest[left], 'the most probable later tables');
        for (const partial of partials.values()) {
          if (++steps > maxSteps) return notComputed('tooManyTables');
          const log = partial.log + own;
          if (log + bestLeft <= limit) {
            p += partial.times * Math.exp(log + rest - all);
          } else if (log <= limit && index < totals.length - 1) {
            remember(next, left, log, partial.times);
          }
        }
      }
    }
    layer = next;
  }
  return { p: Math.min(1, p) };
}

/** log C(n, x) for x = 0 .. min(n, upTo). */
function logChooseRow(n: number, upTo: number): number[] {
  let log = 0;
  const row = [log];
  for (let x = 0; x < Math.min(n, upTo); x++) {
    log += Math.log((n - x) / (x + 1));
    row.push(log);
  }
  return row;
}

/** People with the trait left to place -> log of the product so far, in 1e-9 -> how many partial tables share it. */
type Layer = Map<number, Map<number, { log: number; times: number }>>;

function remember(layer: Layer, left: number, log: number, times: number): void {
  let partials = layer.get(left);
  if (!partials) {
    partials = new Map();
    layer.set(left, partials);
  }
  const key = Math.round(log * 1e9);
  const same = partials.get(key);
  if (same) same.times += times;
  else partials.set(key, { log, times });
}

/**
 * For each group index i and count r: the log of the largest product of binomial coefficients by which groups i, i+1, ...
 * can hold r people with the trait. log C(n, x) is concave in x, so the r largest increments log((n-x)/(x+1)) add up to it.
 */
function mostProbableRest(totals: readonly number[], chosen: number): number[][] {
  const best: number[][] = [[0]];
  let increments: number[] = [];
  for (const total of [...totals].reverse()) {
    for (let x = 0; x < Math.min(total, chosen); x++) increments.push(Math.log((total - x) / (x + 1)));
    increments = increments.sort((a, b) => b - a).slice(0, chosen);
    let sum = 0;
    best.unshift([
      sum,
      ...increments.map((increment) => {
        sum += increment;
        return sum;
      }),
    ]);
  }
  return best;
}
