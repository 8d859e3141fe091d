/** Builders of attempts as the tally takes them. */

import type { Profile } from '../../../server/core/attempt/profile-fields';
import { regions } from '../../../server/core/attempt/regions';
import type { Result } from '../../../server/core/definition/types';
import type { Answered } from '../../../server/reports/tallies/attempt';
import type { Band } from '../../../server/reports/tallies/slots';
import { aProfile } from '../../support/builders/attempts';

export interface Person {
  profile?: Partial<Profile>;
  bands?: Partial<Record<'A' | 'B' | 'C' | 'D', Band | null>>;
  labels?: Partial<Record<'A' | 'B' | 'C' | 'D', string>>;
  scores?: Partial<Record<'A' | 'B' | 'C' | 'D', number | null>>;
  result?: Partial<Result>;
  attempt?: Partial<Answered>;
  verdict?: 'valid' | 'doubtful' | 'excluded';
}

const scoreOf: Record<Band, number> = { low: 3, moderate: 15, high: 22, veryHigh: 30 };

export function answered(person: Person = {}): Answered {
  const scale = (id: 'A' | 'B' | 'C' | 'D', max: number) => {
    const band = person.bands?.[id] === undefined ? 'low' : person.bands[id];
    const label = person.labels?.[id];
    return {
      score: person.scores?.[id] ?? (band === null ? null : scoreOf[band]),
      max,
      band,
      ...(label && { label }),
      answered: band === null ? 0 : 9,
      missing: band === null ? 9 : 0,
    };
  };
  return {
    submittedDay: '2026-10-05',
    campaignId: null,
    language: 'kk',
    answers: {},
    ...person.attempt,
    profile: {
      ...aProfile,
      region: '100000000',
      ...person.profile,
    },
    result: {
      scales: {
        A: scale('A', 64),
        B: scale('B', 36),
        C: scale('C', 40),
        D: { ...scale('D', 36), bandUpper: null, criteria: null },
        loot: { count: 0, level: 'none' },
        E: { victim: 'none', aggressor: 'none' },
        F: { score: 12, max: 16, level: 'usual', distress: 'usual' },
        G: { score: 15, max: 20, percent: 75, level: 'strong' },
      },
      overall: { band: 'low', high: 0 },
      flags: [],
      quality: { points: 0, verdict: person.verdict ?? 'valid', reasons: [], timed: true },
      ...person.result,
    },
  };
}

/** A small reproducible generator (mulberry32), 0 <= value < 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A believable crowd: mostly pupils, few older people, regions of unequal size, high bands rare. */
export function crowd(size: number, seed = 1): Answered[] {
  const random = randomFrom(seed);
  const pick = <T>(weighted: [T, number][]): T => {
    let left = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return weighted[0]![0];
  };
  const unequal = regions.map((code, index): [string, number] => [code, 1 / (index + 1)]);
  return Array.from({ length: size }, () => {
    const age = pick<number>([
      [13, 10],
      [14, 30],
      [15, 40],
      [16, 40],
      [17, 30],
      [18, 10],
      [20, 8],
      [24, 3],
      [29, 1],
      [36, 0.8],
      [50, 0.4],
      [61, 0.1],
    ]);
    const adult: [Profile['status'], number][] = [
      ['university', 5],
      ['working', 3],
      ['state-servant', 0.3],
      ['budget-employee', 1],
      ['business', 0.3],
      ['ngo', 0.2],
      ['unemployed', 0.6],
    ];
    const band = () =>
      pick<Band | null>([
        ['low', 60],
        ['moderate', 25],
        ['high', 11],
        ['veryHigh', 3],
        [null, 1],
      ]);
    const gambling = pick<Band | null>([
      ['low', 92],
      ['moderate', 5],
      ['high', 1.6],
      ['veryHigh', 0.6],
      [null, 0.8],
    ]);
    const bands = { A: band(), B: band(), C: band(), D: gambling };
    const labels: Person['labels'] = {};
    if (bands.B === 'low' && random() < 0.4) labels.B = 'noGaming';
    if (bands.D === 'low' && random() < 0.9) labels.D = 'noGambling';
    if (bands.A === 'moderate' && random() < 0.1) labels.A = 'littleHarm';
    if (bands.C === 'high' && random() < 0.05) labels.C = 'harmUnknown';
    if (bands.D === 'moderate' && random() < 0.3) labels.D = 'underAgePlay';
    return answered({
      bands,
      labels,
      verdict: pick([
        ['valid', 93],
        ['doubtful', 5],
        ['excluded', 2],
      ]),
      profile: {
        sex: pick([
          ['m', 46],
          ['f', 52],
          ['none', 2],
        ]),
        age,
        region: pick(unequal),
        settlement: pick([
          ['urban', 55],
          ['rural', 45],
        ]),
        status: age < 18 ? 'school-upper' : pick(adult),
        tags: random() < 0.02 ? ['disability'] : [],
      },
      attempt: {
        language: pick([
          ['kk', 65],
          ['ru', 35],
        ]),
        submittedDay: `2026-10-${String(1 + Math.floor(random() * random() * 30)).padStart(2, '0')}`,
        campaignId: random() < 0.8 ? `c${Math.floor(random() * 60)}` : null,
      },
    });
  });
}
