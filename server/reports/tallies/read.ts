/** Reading a tally in the words of the tables. A group that nobody belongs to counts 0 everywhere. */
import type { Cluster } from '../statistics/clustering';
import type { Frequencies } from '../statistics/ranks';
import { type Band, bands, labels, levelSlot, peopleSlots, type Scale } from './slots';
import type { Tally } from './tally';

/** Labels that stand for a closed gate: the person does not do it at all. */
const closedLabels: readonly string[] = ['noGaming', 'noGambling'];

/** People of the valid set by level on one scale. */
export interface LevelCounts {
  /** Does not game or gamble at all (a structural zero); not part of `low`. */
  structural: number;
  low: number;
  moderate: number;
  high: number;
  veryHigh: number;
  highOrAbove: number;
  belowHigh: number;
  /** Scored people whose gates are open. */
  open: number;
  scored: number;
  /** Too many answers missing for a band. */
  notScored: number;
}

export function people(tally: Tally, group: string, which: keyof typeof peopleSlots): number {
  return countAt(tally, group, peopleSlots[which]);
}

export function levelCounts(tally: Tally, scale: Scale, group: string): LevelCounts {
  const inBand = (band: Band | null, wanted: (label?: string) => boolean) =>
    [undefined, ...labels]
      .filter(wanted)
      .reduce((sum, label) => sum + countAt(tally, group, levelSlot(scale, band, label)), 0);
  const isOpen = (label?: string) => label === undefined || !closedLabels.includes(label);
  const [low, moderate, high, veryHigh] = bands.map((band) => inBand(band, isOpen)) as [
    number,
    number,
    number,
    number,
  ];
  const structural = bands.reduce((sum, band) => sum + inBand(band, (label) => !isOpen(label)), 0);
  const open = low + moderate + high + veryHigh;
  return {
    structural,
    low,
    moderate,
    high,
    veryHigh,
    highOrAbove: high + veryHigh,
    belowHigh: structural + low + moderate,
    open,
    scored: structural + open,
    notScored: inBand(null, () => true),
  };
}

/** People of the valid set with a label on a scale, in whatever band. */
export function labelCount(tally: Tally, scale: Scale, label: string, group: string): number {
  return bands.reduce((sum, band) => sum + countAt(tally, group, levelSlot(scale, band, label)), 0);
}

/** The groups of a dimension that anybody belongs to, in code order. */
export function groupsPresent(tally: Tally, dimension: string): string[] {
  return [...tally.counts.keys()]
    .filter((key) => key.startsWith(`${dimension}:`))
    .map((key) => key.slice(dimension.length + 1))
    .sort();
}

/** Scores of the group on a scale, for rank comparisons. */
export function scoreFrequencies(tally: Tally, scale: Scale, group: string): Frequencies {
  return tally.scores.get(group)?.[scale] ?? new Map();
}

/** Campaigns as clusters of "high or above" (1) and the rest (0) on one scale. */
export function campaignClusters(tally: Tally, scale: Scale): Cluster[] {
  return groupsPresent(tally, 'campaign').map((campaign) => {
    const { scored, highOrAbove } = levelCounts(tally, scale, `campaign:${campaign}`);
    return { n: scored, sum: highOrAbove, sumOfSquares: highOrAbove };
  });
}

function countAt(tally: Tally, group: string, slot: number): number {
  return tally.counts.get(group)?.[slot] ?? 0;
}
