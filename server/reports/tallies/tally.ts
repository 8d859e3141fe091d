/**
 * The tally of a reference: additive counts, so that a million attempts stream through in bounded memory and parts counted
 * apart can be merged. It holds no attempt: one row of counts per group, and per scale a histogram of scores.
 */
import type { Answered } from './attempt';
import { everybody, groupsOf, rankedGroups } from './groups';
import { levelSlot, peopleSlots, type Scale, scales, slotCount, topicSlots } from './slots';
import { topicIds, topics } from './topics';

/** Per scale: score -> people of the valid set. Scores are unrounded; the possible ones are few. */
export type Histograms = Record<Scale, Map<number, number>>;

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
 * Counts one submitted attempt, changing the tally in place. Only a code's first attempt of the period counts: in the
 * coverage whatever its quality, in everything else when its answers are valid.
 */
export function add(tally: Tally, attempt: Answered): void {
  if (!attempt.first) return;
  const { verdict } = attempt.result.quality;
  const isValid = verdict === 'valid';
  const slots = isValid ? validSlots(attempt) : [];
  slots.push(peopleSlots.covered, peopleSlots[verdict]);
  const groups = groupsOf(attempt);
  for (const group of groups) {
    const row = rowOf(tally, group);
    for (const slot of slots) row[slot]!++;
  }
  if (!isValid) return;
  for (const group of rankedGroups(groups)) {
    const histograms = histogramsOf(tally, group);
    for (const scale of scales) {
      const { score } = attempt.result.scales[scale];
      if (score !== null) count(histograms[scale], score, 1);
    }
  }
}

function validSlots({ answers, profile, result }: Answered): number[] {
  const slots: number[] = [];
  for (const scale of scales) {
    const { band, label } = result.scales[scale];
    slots.push(levelSlot(scale, band, label));
  }
  for (const topic of topicIds) {
    const outcome = topics[topic].outcome({ answers, profile, result });
    if (outcome !== undefined) slots.push(topicSlots[topic].get(outcome)!);
  }
  return slots;
}

/** A new tally of both parts; neither is changed. */
export function merge(first: Tally, second: Tally): Tally {
  const sum = emptyTally();
  for (const part of [first, second]) {
    for (const [group, row] of part.counts) {
      const into = rowOf(sum, group);
      for (let slot = 0; slot < slotCount; slot++) into[slot]! += row[slot]!;
    }
    for (const [group, histograms] of part.scores) {
      const into = histogramsOf(sum, group);
      for (const scale of scales) {
        for (const [score, people] of histograms[scale]) count(into[scale], score, people);
      }
    }
  }
  return sum;
}

function count(histogram: Map<number, number>, score: number, people: number): void {
  histogram.set(score, (histogram.get(score) ?? 0) + people);
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
