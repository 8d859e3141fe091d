/**
 * Conclusions of a reference by rules, from what is printed and nothing else: coverage against the plan, levels per scale,
 * differences between groups, regions, and how far the campaigns blur the picture. Each says what the numbers allow.
 */
import type { DesignEffect } from '../statistics/clustering';
import { isComputed, type NotComputed } from '../statistics/not-computed';
import { coverageId } from '../tables/coverage.tables';
import { type GroupComparison, significance } from '../tables/group-comparisons';
import { levelId } from '../tables/level.tables';
import { findCell, type Table } from '../tables/model';
import type { RegionComparison } from '../tables/region-comparisons';
import { everybody } from '../tallies/groups';
import { type Scale, scales } from '../tallies/slots';
import type { Sentence } from './sentence';

export interface ConclusionsInput {
  /** As published. */
  tables: readonly Table[];
  groups: readonly GroupComparison[];
  regions: readonly RegionComparison[];
  campaigns: Readonly<Record<Scale, DesignEffect | NotComputed>>;
  /** People that the grant asks for; null when there is no plan. */
  plannedCoverage: number | null;
}

/** From here on answers within a campaign are alike enough to say that intervals are too narrow: a tenth wider. */
const telling = 1.21;

export function conclude(input: ConclusionsInput): Sentence[] {
  return [
    coverage(input),
    ...scales.flatMap((scale) => levels(input.tables, scale)),
    ...differences(input.groups),
    ...scales.flatMap((scale) => regions(input.regions, scale)),
    ...clustering(input.campaigns),
  ];
}

function coverage({ tables, plannedCoverage }: ConclusionsInput): Sentence {
  const id = 'coverage';
  const n = findCell(tables, coverageId(everybody))?.n ?? null;
  if (n === null) return { id, key: 'conclusions:coverage.hidden', values: {} };
  if (plannedCoverage === null || plannedCoverage <= 0) {
    return { id, key: 'conclusions:coverage.noPlan', values: { count: n } };
  }
  const values = { count: n, plan: plannedCoverage, share: { percent: (100 * n) / plannedCoverage } };
  if (n >= plannedCoverage) return { id, key: 'conclusions:coverage.planMet', values };
  return { id, key: 'conclusions:coverage.planNotMet', values };
}

function levels(tables: readonly Table[], scale: Scale): Sentence[] {
  const id = `levels.${scale}`;
  const cell = findCell(tables, levelId(scale, everybody, 'highOrAbove'));
  if (!cell || cell.percent === null || cell.interval === null || cell.of === null) {
    return [{ id, key: 'conclusions:levels.tooFew', values: { scale: { scale } } }];
  }
  const sentences: Sentence[] = [
    {
      id,
      key: 'conclusions:levels.share',
      values: {
        scale: { scale },
        share: { percent: cell.percent },
        interval: { interval: cell.interval },
        count: cell.of,
      },
    },
  ];
  const never = findCell(tables, levelId(scale, everybody, 'structural'));
  if (never && never.percent !== null) {
    const share = { share: { percent: never.percent } };
    if (scale === 'B')
      sentences.push({ id: `${id}.never`, key: 'conclusions:levels.neverGame', values: share });
    if (scale === 'D')
      sentences.push({ id: `${id}.never`, key: 'conclusions:levels.neverGamble', values: share });
  }
  return sentences;
}

/** Cramer's V of a two-column table: .1 small, .3 medium, .5 large (Cohen 1988, 7.2). */
function size(cramersV: number): 'verySmall' | 'small' | 'medium' | 'large' {
  if (cramersV < 0.1) return 'verySmall';
  if (cramersV < 0.3) return 'small';
  return cramersV < 0.5 ? 'medium' : 'large';
}

const differenceKeys = {
  verySmall: 'conclusions:differences.verySmall',
  small: 'conclusions:differences.small',
  medium: 'conclusions:differences.medium',
  large: 'conclusions:differences.large',
} as const;

function differences(comparisons: readonly GroupComparison[]): Sentence[] {
  const tested = comparisons.filter(({ test }) => isComputed(test));
  if (tested.length === 0)
    return [{ id: 'differences', key: 'conclusions:differences.notTested', values: {} }];
  const found = tested.flatMap(({ scale, dimension, groups, test }): Sentence[] => {
    if (!isComputed(test) || test.adjusted >= significance) return [];
    const ranked = [...groups].sort((a, b) => b.percent - a.percent);
    return [
      {
        id: `differences.${scale}.${dimension}`,
        key: differenceKeys[size(test.cramersV)],
        values: {
          scale: { scale },
          dimension: { dimension },
          groups: { groups: ranked.map(({ group, percent }) => ({ dimension, group, percent })) },
          p: { p: test.adjusted },
          effect: { decimal: test.cramersV },
        },
      },
    ];
  });
  if (found.length > 0) return found;
  return [{ id: 'differences', key: 'conclusions:differences.none', values: { count: tested.length } }];
}

function regions(comparisons: readonly RegionComparison[], scale: Scale): Sentence[] {
  const own = comparisons.filter((comparison) => comparison.scale === scale);
  const judged = own.filter(({ test }) => isComputed(test));
  if (judged.length === 0) {
    return own.length === 0
      ? []
      : [{ id: `regions.${scale}`, key: 'conclusions:regions.tooFew', values: { scale: { scale } } }];
  }
  const called = (verdict: 'higher' | 'lower') =>
    judged
      .flatMap(({ region, percent, test }) => {
        const isCalled = isComputed(test) && test.verdict === verdict;
        return isCalled && percent !== null ? [{ dimension: 'region', group: region, percent }] : [];
      })
      .sort((a, b) => (verdict === 'higher' ? b.percent - a.percent : a.percent - b.percent));
  const [higher, lower] = [called('higher'), called('lower')];
  const sentences: Sentence[] = [];
  if (higher.length > 0) {
    sentences.push({
      id: `regions.${scale}.higher`,
      key: 'conclusions:regions.higher',
      values: { scale: { scale }, groups: { groups: higher } },
    });
  }
  if (lower.length > 0) {
    sentences.push({
      id: `regions.${scale}.lower`,
      key: 'conclusions:regions.lower',
      values: { scale: { scale }, groups: { groups: lower } },
    });
  }
  if (sentences.length > 0) return sentences;
  const values = { scale: { scale }, count: judged.length };
  return [{ id: `regions.${scale}`, key: 'conclusions:regions.alike', values }];
}

function clustering(campaigns: ConclusionsInput['campaigns']): Sentence[] {
  const widest = scales
    .map((scale) => campaigns[scale])
    .filter(isComputed)
    .reduce((most, { designEffect }) => Math.max(most, designEffect), 1);
  if (widest < telling) return [];
  return [
    { id: 'clustering', key: 'conclusions:clustering', values: { times: { decimal: Math.sqrt(widest) } } },
  ];
}
