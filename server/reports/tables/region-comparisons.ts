/**
 * Each region against all others in the share of high or above, from printed counts only. Regions of fewer than 30 people
 * are not judged; the others are one family per scale for Holm's adjustment.
 */
import { defined } from '../../core/defined';
import { fisherFreemanHalton } from '../statistics/fisher';
import { holm } from '../statistics/holm';
import { isComputed, type NotComputed, notComputed } from '../statistics/not-computed';
import { funnelLimits, type Interval } from '../statistics/proportion';
import { smallestBase } from '../suppression/primary';
import { everybody } from '../tallies/groups';
import { type Scale, scales } from '../tallies/slots';
import { comparedGroup, significance } from './group-comparisons';
import type { Row, Table } from './model';

interface RegionTest {
  p: number;
  /** Adjusted over the regions of this scale. */
  adjusted: number;
  verdict: 'higher' | 'lower' | 'same';
}

export interface RegionComparison {
  scale: Scale;
  /** KATO code. */
  region: string;
  /** 0-100; null when hidden or of fewer than 30 people. */
  percent: number | null;
  /** Fisher's exact test against all other regions. */
  test: RegionTest | NotComputed;
  /** Where a region of this size is expected to lie when it is like the whole, 0-100, with 95 and 99.8 % coverage. */
  limits95: Interval | NotComputed;
  limits998: Interval | NotComputed;
}

/** One comparison per scale and region in the order of the tables. `tables`: as published. */
export function compareRegions(tables: readonly Table[]): RegionComparison[] {
  return scales.flatMap((scale) => {
    const rows = tables.find((table) => table.id === `regions.${scale}`)?.rows ?? [];
    const whole = rows.find((row) => row.key === everybody);
    const comparisons = rows
      .filter((row) => row.key !== everybody)
      .map((row) => compareRegion(scale, row, whole));
    const tests = comparisons.map(({ test }) => test).filter(isComputed);
    const adjusted = holm(tests.map(({ p }) => p));
    tests.forEach((test, index) => {
      test.adjusted = defined(adjusted[index], 'an adjusted p');
      if (test.adjusted >= significance) test.verdict = 'same';
    });
    return comparisons;
  });
}

function compareRegion(scale: Scale, row: Row, whole: Row | undefined): RegionComparison {
  const [own] = comparedGroup(row);
  const [all] = whole ? comparedGroup(whole) : [];
  if (!own || !all) {
    const scored = row.cells.find(({ key }) => key === 'scored')?.n ?? null;
    const because = notComputed(scored !== null && scored < smallestBase ? 'tooFewPeople' : 'hidden');
    const percent = own?.percent ?? null;
    return { scale, region: row.key, percent, test: because, limits95: because, limits998: because };
  }
  const others = { count: all.count - own.count, total: all.total - own.total };
  const exact = fisherFreemanHalton([own, others]);
  const isHigher = own.count * others.total > others.count * own.total;
  const test: RegionComparison['test'] = isComputed(exact)
    ? { p: exact.p, adjusted: exact.p, verdict: isHigher ? 'higher' : 'lower' }
    : exact;
  const limits = (coverage: number) => {
    const shares = funnelLimits(all.count / all.total, own.total, coverage);
    return isComputed(shares) ? (shares.map((share) => 100 * share) as Interval) : shares;
  };
  return {
    scale,
    region: row.key,
    percent: own.percent,
    test,
    limits95: limits(0.95),
    limits998: limits(0.998),
  };
}
