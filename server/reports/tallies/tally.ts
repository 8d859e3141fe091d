/**
 * The tally of a reference: counts, so that a million attempts stream through in bounded memory. It holds no attempt: one
 * row of counts per group, and per scale a histogram of scores.
 */
import { defined } from '../../core/defined';
import type { BandedResult, Result } from '../../core/definition/types';
import { bandedOf } from '../../core/scoring/levels';
import type { Answered } from './attempt';
import { everybody, groupsOf, rankedGroups } from './groups';
import { levelSlot, peopleSlots, type Scale, scales, slotCount, topicSlots } from './slots';
import { topicIds, topics } from './topics';

/** Per scale: score -> people of the valid set. Scores are unrounded; the possible ones are few. */
type Histograms = Record<Scale, Map<number, number>>;

export interface Tally {
  /** Group key -> counts by slot. */
  counts: Map<string, Float64Array>;
  /** Group key -> scores; only for the groups that are compared by rank. */
  scores: Map<string, Histograms>;
}

export function emptyTally(): Tally {
  return { counts: new Map([[everybody, new Float64Array(slotCount)]]), scores: new Map() };
}

/**
 * Counts one submitted attempt, changing the tally in place: in the coverage whatever its quality, in everything else when
 * its answers are valid. Only a code's first attempt of the period may be given.
 */
export function add(tally: Tally, attempt: Answered): void {
  const { verdict } = attempt.result.quality;
  const isValid = verdict === 'valid';
  const slots = isValid ? validSlots(attempt) : [];
  slots.push(peopleSlots.covered, peopleSlots[verdict]);
  const groups = groupsOf(attempt);
  for (const group of groups) {
    const row = rowOf(tally, group);
    for (const slot of slots) row[slot] = defined(row[slot], 'a slot of the row') + 1;
  }
  if (!isValid) return;
  for (const group of rankedGroups(groups)) {
    const histograms = histogramsOf(tally, group);
    for (const scale of scales) {
      const { score } = bandedResult(attempt.result, scale);
      if (score !== null) histograms[scale].set(score, (histograms[scale].get(score) ?? 0) + 1);
    }
  }
}

function validSlots({ answers, profile, result }: Answered): number[] {
  const slots: number[] = [];
  for (const scale of scales) {
    const { band, label } = bandedResult(result, scale);
    slots.push(levelSlot(scale, band, label));
  }
  for (const topic of topicIds) {
    const outcome = topics[topic].outcome({ answers, profile, result });
    if (outcome !== undefined) slots.push(defined(topicSlots[topic].get(outcome), 'the slot of an outcome'));
  }
  return slots;
}

function bandedResult(result: Result, scale: Scale): BandedResult {
  return defined(bandedOf(result, scale), `bands of scale ${scale}`);
}

function rowOf(tally: Tally, group: string): Float64Array {
  let row = tally.counts.get(group);
  if (!row) {
    row = new Float64Array(slotCount);
    tally.counts.set(group, row);
  }
  return row;
}

function histogramsOf(tally: Tally, group: string): Histograms {
  let histograms = tally.scores.get(group);
  if (!histograms) {
    histograms = { A: new Map(), B: new Map(), C: new Map(), D: new Map() };
    tally.scores.set(group, histograms);
  }
  return histograms;
}
