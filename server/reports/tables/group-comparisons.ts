/**
 * Do groups differ in the share of high or above? Tests are computed from printed counts only, so that a test can tell
 * nothing that its table does not. All tests of all scales and dimensions are one family for Holm's adjustment.
 */
import { noAnswer } from '../../core/attempt/profile';
import { defined } from '../../core/defined';
import { type DesignEffect, designEffect } from '../statistics/clustering';
import { chiSquare } from '../statistics/contingency';
import { fisherFreemanHalton, type GroupShare } from '../statistics/fisher';
import { holm } from '../statistics/holm';
import { isComputed, type NotComputed, notComputed } from '../statistics/not-computed';
import { kruskalWallis, mannWhitney } from '../statistics/ranks';
import { smallestBase } from '../suppression/primary';
import { type Dimension, everybody, groupKey, levelDimensions } from '../tallies/groups';
import { campaignClusters, scoreFrequencies } from '../tallies/read';
import { type Scale, scales } from '../tallies/slots';
import type { Tally } from '../tallies/tally';
import { levelId } from './level.tables';
import { findCell, type Row, type Table } from './model';

/** Every test is two-sided at this level, after adjustment. */
export const significance = 0.05;
/** Below this expected count the exact test takes the place of chi-square (Cochran 1954, Biometrics 10:417-451). */
const smallestExpected = 5;

export interface ComparedGroup extends GroupShare {
  group: string;
  /** 0-100. */
  percent: number;
}

type Effect = { name: 'cliffsDelta' | 'epsilonSquared'; value: number } | NotComputed;

interface GroupTest {
  kind: 'chiSquare' | 'fisherFreemanHalton';
  /** Of chi-square; absent for the exact test. */
  statistic?: number;
  df?: number;
  p: number;
  /** Adjusted over all printed tests of the section. */
  adjusted: number;
  cramersV: number;
}

export interface GroupComparison {
  scale: Scale;
  dimension: Dimension;
  /** Groups in the test: known, printed and of at least 30 people. */
  groups: ComparedGroup[];
  test: GroupTest | NotComputed;
  /** Of the scores, by rank. With two groups positive when the first scores higher. */
  effect: Effect;
}

/** One comparison per scale and dimension. `tables`: as published. */
export function compareGroups(tally: Tally, tables: readonly Table[]): GroupComparison[] {
  const comparisons = scales.flatMap((scale) =>
    levelDimensions.map((dimension): GroupComparison => {
      const rows = tables.find((table) => table.id === `levels.${scale}.${dimension}`)?.rows ?? [];
      const groups = rows.filter((row) => ![noAnswer, everybody].includes(row.key)).flatMap(comparedGroup);
      return {
        scale,
        dimension,
        groups,
        test: testOf(groups),
        effect: effectOf(tally, scale, dimension, groups, rows),
      };
    }),
  );
  const tests = comparisons.map(({ test }) => test).filter(isComputed);
  const adjusted = holm(tests.map(({ p }) => p));
  tests.forEach((test, index) => {
    test.adjusted = defined(adjusted[index], 'an adjusted p');
  });
  return comparisons;
}

/** The row's printed numbers, or nothing where one is hidden or the group is small. */
export function comparedGroup(row: Row): ComparedGroup[] {
  const cell = row.cells.find(({ key }) => key === 'highOrAbove');
  if (!cell || cell.n === null || cell.of === null || cell.of < smallestBase) return [];
  return [{ group: row.key, count: cell.n, total: cell.of, percent: (100 * cell.n) / cell.of }];
}

function testOf(groups: readonly ComparedGroup[]): GroupTest | NotComputed {
  const chi = chiSquare(groups.map(({ count, total }) => [count, total - count]));
  if (!isComputed(chi)) return chi;
  const { cramersV } = chi;
  if (chi.smallestExpected >= smallestExpected) {
    return { kind: 'chiSquare', statistic: chi.chiSquare, df: chi.df, p: chi.p, adjusted: chi.p, cramersV };
  }
  const exact = fisherFreemanHalton(groups);
  if (!isComputed(exact)) return exact;
  return { kind: 'fisherFreemanHalton', p: exact.p, adjusted: exact.p, cramersV };
}

function effectOf(
  tally: Tally,
  scale: Scale,
  dimension: Dimension,
  groups: readonly ComparedGroup[],
  rows: readonly Row[],
): Effect {
  const isPrinted = ({ group }: ComparedGroup) =>
    rows.some((row) => row.key === group && row.cells.every((cell) => !cell.hidden));
  if (!groups.every(isPrinted)) return notComputed('hidden');
  const samples = groups.map(({ group }) => scoreFrequencies(tally, scale, groupKey(dimension, group)));
  const [first, second, ...further] = samples;
  if (first && second && further.length === 0) {
    const result = mannWhitney(first, second);
    return isComputed(result) ? { name: 'cliffsDelta', value: result.cliffsDelta } : result;
  }
  const result = kruskalWallis(samples);
  return isComputed(result) ? { name: 'epsilonSquared', value: result.epsilonSquared } : result;
}

/**
 * How much answering by campaigns widens the true uncertainty of the share of high or above, among the attempts that came
 * through a campaign; the others came one by one.
 */
export function campaignEffects(
  tally: Tally,
  tables: readonly Table[],
): Record<Scale, DesignEffect | NotComputed> {
  const effectOn = (scale: Scale) => {
    const cell = findCell(tables, levelId(scale, everybody, 'highOrAbove'));
    if (!cell || cell.percent === null) return notComputed(cell?.hidden ? 'hidden' : 'tooFewPeople');
    return designEffect(campaignClusters(tally, scale));
  };
  return { A: effectOn('A'), B: effectOn('B'), C: effectOn('C'), D: effectOn('D') };
}
