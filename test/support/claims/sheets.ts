/**
 * Sheets of answers of the shipped questionnaire: every pair of what its scales, flags, ages and skipped questions can come
 * to, and seeded ones by chance. Each is scored once.
 */
import type { Profile } from '../../../server/core/attempt/profile-fields';
import { itemIds } from '../../../server/core/definition/definition';
import { highestAnswer } from '../../../server/core/definition/items';
import type { Answers, Result, SubmittedAnswers } from '../../../server/core/definition/types';
import { score } from '../../../server/core/scoring/score';
import { randomFrom } from '../builders/random';
import { shipped } from '../questionnaires';

const { definition } = shipped;

export interface Sheet {
  answers: SubmittedAnswers;
  result: Result;
  profile: Pick<Profile, 'age' | 'status'>;
}

type Below = (limit: number) => number;
/** Answers as symptoms: of a question that is turned round they are turned round later. */
type Part = (below: Below) => Record<string, number | null>;

const numbered = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}${from + index}`);
const same = (items: string[], answer: number | null) =>
  Object.fromEntries(items.map((item) => [item, answer]));

/** A total from `least` on, below `most`, spread by chance; some answers stand already. */
function spread(
  items: string[],
  [least, most]: [number, number],
  fixed: Record<string, number | null> = {},
): Part {
  return (below) => {
    const answers: Record<string, number | null> = { ...same(items, 0), ...fixed };
    const free = items.filter((item) => !(item in fixed));
    let left = least + below(most - least) - items.reduce((sum, item) => sum + (fixed[item] ?? 0), 0);
    while (left > 0 && free.some((item) => answers[item]! < 4)) {
      const item = free[below(free.length)]!;
      if (answers[item]! === 4) continue;
      answers[item]! += 1;
      left -= 1;
    }
    return answers;
  };
}

/** What a sum scale can come to: bounds of moderate, high and very high, its harm items, how many may be missing. */
function sumParts(items: string[], [moderate, high, veryHigh]: number[], harm: string[], allowed: number) {
  const top = items.length * 4;
  const harmless = same(harm, 1);
  const most = top - 3 * harm.length;
  return {
    low: spread(items, [0, moderate!]),
    lowWithHarm: spread(items, [4, moderate!], { [harm[0]!]: 4 }),
    moderate: spread(items, [moderate!, high!]),
    littleHarm: spread(items, [high!, most], harmless),
    high: spread(items, [high!, veryHigh!], { [harm[0]!]: 3 }),
    harmUnknown: spread(items, [high!, veryHigh!], { ...harmless, [harm[0]!]: null }),
    veryHigh: spread(items, [veryHigh!, top], { [harm[0]!]: 4 }),
    skipped: (below: Below) => ({
      ...spread(items, [0, top])(below),
      ...same(items.slice(0, allowed + 1), null),
    }),
  };
}

const [A, B, C, D] = [numbered('A', 1, 16), numbered('B', 2, 10), numbered('C', 1, 10), numbered('D', 4, 12)];
const plays = { D1: 1, D2: 1, D3: 1 };

const gaming = sumParts(B, [13, 18, 26], ['B6', 'B7', 'B10'], 1);

const parts: Record<string, Record<string, Part>> = {
  A: sumParts(A, [23, 32, 45], ['A9', 'A13', 'A14'], 3),
  B: {
    ...Object.fromEntries(
      Object.entries(gaming).map(([name, part]) => [name, (below: Below) => ({ B1: 1, ...part(below) })]),
    ),
    noGaming: () => ({ B1: 0 }),
    gateSkipped: () => ({ B1: null, ...same(B, 0) }),
    manyStrong: () => ({ B1: 4, ...same(B, 0), ...same(['B2', 'B3', 'B4', 'B6', 'B7'], 3) }),
  },
  C: sumParts(C, [14, 20, 28], ['C6', 'C8'], 2),
  D: {
    noGambling: () => ({ D1: 0, D2: 0, D13: 0 }),
    moneyWithout: () => ({ D1: 0, D2: 0, D3: 2, D13: 1 }),
    low: (below) => ({ ...plays, ...spread(D, [0, 2])(below) }),
    trouble: () => ({ ...plays, ...same(D, 0), D11: 3 }),
    lottery: () => ({ D1: 2, D2: 0, D3: 0, ...same(D, 0) }),
    oneBet: () => ({ D1: 0, D2: 1, D3: 0, ...same(D, 0) }),
    bets: () => ({ D1: 0, D2: 2, D3: 0, ...same(D, 0) }),
    moderate: (below) => ({ ...plays, ...spread(D, [4, 6])(below) }),
    high: () => ({ ...plays, ...same(D, 0), ...same(D.slice(0, 4), 2) }),
    money: () => ({ ...plays, ...same(D, 0), D13: 1 }),
    veryHigh: (below) => ({ ...plays, ...same(D, 2 + below(3)) }),
    skipped: () => ({ ...plays, ...same(D, null) }),
    gatesSkipped: () => ({ D1: null, D2: null, D3: null, ...same(D, 0) }),
  },
  loot: {
    none: () => ({ D14: 1, D15: 0 }),
    once: () => ({ D3: 1, D14: 2, D15: 0 }),
    both: () => ({ D3: 3, D14: 4, D15: 3 }),
  },
  victim: {
    none: () => ({ E1: 0, E2: 0, E3: 0, E4: 0 }),
    once: (below) => ({ E1: 0, E2: 0, E3: 0, E4: 0, [`E${1 + below(3)}`]: 1 }),
    repeated: () => ({ E1: 3, E2: 0, E3: 1, E4: 0 }),
    twoForms: () => ({ E1: 2, E2: 4, E3: 0, E4: null }),
    threat: () => ({ E1: 0, E2: 0, E3: 0, E4: 1 }),
    skipped: () => ({ E1: 0, E2: null, E3: 0, E4: null }),
  },
  aggressor: {
    none: () => ({ E5: 0, E6: 0 }),
    once: () => ({ E5: 1, E6: 1 }),
    repeated: () => ({ E5: 0, E6: 2 }),
    skipped: () => ({ E5: 0, E6: null }),
  },
  mood: {
    good: () => ({ F1: 3, F2: 3, F3: 3, F4: 3 }),
    uneven: () => ({ F1: 0, F2: 4, F3: 4, F4: 0 }),
    reduced: () => ({ F1: 2, F2: 1, F3: 2, F4: 2 }),
    low: () => ({ F1: 1, F2: 1, F3: 1, F4: 1 }),
    skipped: () => ({ F1: 0, F2: null, F3: 0, F4: 0 }),
  },
  strain: {
    none: () => ({ F5: 0, F6: 0 }),
    often: () => ({ F5: 3, F6: 0 }),
    raised: () => ({ F5: 2, F6: 2 }),
    tension: () => ({ F5: 4, F6: 3 }),
    oneSkipped: () => ({ F5: 3, F6: null }),
    skipped: () => ({ F5: null, F6: null }),
  },
  adult: Object.fromEntries([0, 1, 3, 4, null].map((G1) => [`${G1}`, () => ({ G1 })])),
  support: {
    few: () => same(numbered('G', 2, 5), 1),
    rules: () => ({ G2: 4, G3: 1, G4: 1, G5: 1 }),
    control: () => ({ G2: 2, G3: 2, G4: 2, G5: 4 }),
    strong: () => same(numbered('G', 2, 5), 4),
    skipped: () => same(numbered('G', 2, 5), null),
  },
  readiness: Object.fromEntries([0, 1, 2, 3, 4, null].map((G6) => [`${G6}`, () => ({ G6 })])),
  checks: {
    fit: () => ({ V1: 3, V2: 0, V4: 4 }),
    doubtful: () => ({ V1: 0, V2: 2, V4: 4 }),
    excluded: () => ({ V1: 0, V2: 2, V4: 0 }),
  },
};

const ages = [13, 16, 17, 18, 20, 21, 45];
const statuses = [
  'school-lower',
  'school-upper',
  'college',
  'university',
  'working',
  'state-servant',
] as const;
const chosen: Record<string, string[]> = {
  ...Object.fromEntries(Object.entries(parts).map(([name, levels]) => [name, Object.keys(levels)])),
  age: ages.map(String),
  status: [...statuses],
};

/** As it is answered. */
function scored(symptoms: Record<string, number | null>, profile: Sheet['profile']): Sheet {
  const answers: Answers = Object.fromEntries(
    Object.entries(symptoms).map(([item, symptom]) => {
      const isTurned = symptom !== null && definition.items[item]!.reversed;
      return [item, isTurned ? highestAnswer(definition, item) - symptom : symptom];
    }),
  );
  return { ...score(definition, answers, { age: profile.age, timings: {} }), profile };
}

function sheetOf(levels: Record<string, string>, below: Below): Sheet {
  const symptoms = Object.assign(
    {},
    ...Object.entries(parts).map(([name, all]) => all[levels[name]!]!(below)),
  );
  const profile = { age: Number(levels.age), status: levels.status as Profile['status'] };
  return scored(symptoms, profile);
}

const byChance = (below: Below): Record<string, string> =>
  Object.fromEntries(Object.entries(chosen).map(([name, levels]) => [name, levels[below(levels.length)]!]));

/** Each value of each part with each value of each other one: what an earlier sheet has both of is not made again. */
export function* everyPair(): Generator<Sheet> {
  const below = randomFrom(1);
  const names = Object.keys(chosen);
  const seen = new Set<string>();
  const pairsOf = (levels: Record<string, string>) =>
    names.flatMap((one, index) =>
      names.slice(index + 1).map((other) => `${one} ${levels[one]} ${other} ${levels[other]}`),
    );
  for (const [index, one] of names.entries())
    for (const other of names.slice(index + 1))
      for (const first of chosen[one]!)
        for (const second of chosen[other]!) {
          if (seen.has(`${one} ${first} ${other} ${second}`)) continue;
          const levels = { ...byChance(below), [one]: first, [other]: second };
          for (const pair of pairsOf(levels)) seen.add(pair);
          yield sheetOf(levels, below);
        }
}

/** Half of them from the parts above, half with each question by itself, of which a few skip everything. */
export function* seeded(howMany: number): Generator<Sheet> {
  for (let seed = 0; seed < howMany; seed += 1) {
    const below = randomFrom(seed + 1);
    const levels = byChance(below);
    if (seed % 2 === 0) yield sheetOf(levels, below);
    else {
      const [lowest, range] = [below(4), 1 + below(5)];
      const skips = seed % 100 === 1 ? 1 : [4, 12, 1000][below(3)]!;
      const symptoms = itemIds(definition).map((item): [string, number | null] => [
        item,
        below(skips) === 0 ? null : Math.min(highestAnswer(definition, item), lowest + below(range)),
      ]);
      const profile = { age: Number(levels.age), status: levels.status as Profile['status'] };
      yield scored(Object.fromEntries(symptoms), profile);
    }
  }
}
