/** People in known states, for the tests of the questionnaire engine. */
import { join } from 'node:path';
import { itemIds } from '../../../server/core/definition/definition';
import { findItem, highestAnswer } from '../../../server/core/definition/items';
import type {
  Answers,
  BandedResult,
  Result,
  SubmittedAnswers,
  Timings,
} from '../../../server/core/definition/types';
import type { CountResult } from '../../../server/core/scoring/kinds/count';
import type { CriteriaResult } from '../../../server/core/scoring/kinds/criteria';
import type { ExposureResult } from '../../../server/core/scoring/kinds/exposure';
import type { ProtectiveResult } from '../../../server/core/scoring/kinds/protective';
import type { WellbeingResult } from '../../../server/core/scoring/kinds/wellbeing';
import { score } from '../../../server/core/scoring/score';
import { shipped } from '../../support/questionnaires';

export const projectRoot = join(__dirname, '..', '..', '..');

export const { definition } = shipped;

const numbered = (letter: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}${from + index}`);

export const A = numbered('A', 1, 16);
export const B = numbered('B', 2, 10);
export const C = numbered('C', 1, 10);
export const D = numbered('D', 4, 12);

/** No symptom anywhere and every gate open (answered 1 or more), attentive and well: each scored value is 0. */
export const calm: Answers = {
  ...Object.fromEntries(
    itemIds(definition).map((item) => [
      item,
      findItem(definition, item)?.reversed ? highestAnswer(definition, item) : 0,
    ]),
  ),
  ...{ B1: 1, D1: 1, D2: 1, D3: 1 },
  ...{ F1: 4, F2: 4, F3: 4, F4: 4, G1: 4, G2: 4, G3: 4, G4: 4, G5: 4, G6: 2 },
  ...{ V1: 3, V2: 0, V3: 2, V4: 4 },
};

/** The answer that is scored as `value`. */
export const answerScored = (item: string, value: number): number =>
  findItem(definition, item)?.reversed ? highestAnswer(definition, item) - value : value;

/** Answers whose scored values fill the items one after another until the total is reached. */
export const withTotal = (items: string[], total: number): Answers => {
  let left = total;
  const answers: Answers = {};
  for (const item of items) {
    const value = Math.min(4, left);
    answers[item] = answerScored(item, value);
    left -= value;
  }
  if (left > 0) throw new RangeError(`${items.length} items cannot reach ${total}`);
  return answers;
};

export const skipped = (items: string[]): Answers => Object.fromEntries(items.map((item) => [item, null]));

export const without = (answers: Answers, items: string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([item]) => !items.includes(item)));

/** The shipped questionnaire's, from the calmest up. */
export const bands = ['low', 'moderate', 'high', 'veryHigh'] as const;
export type Band = (typeof bands)[number];

/** Of the shipped questionnaire's scales, by their kinds. */
export type ShippedScales = {
  A: BandedResult;
  B: BandedResult;
  C: BandedResult;
  D: CriteriaResult;
  loot: CountResult;
  E: ExposureResult;
  F: WellbeingResult;
  G: ProtectiveResult;
};
export type ShippedResult = Result & { scales: ShippedScales };

/** As `score`, with the result of each scale by its kind. */
export const scored = (
  answers: Answers,
  {
    age = 25,
    timings = {},
    rules = definition,
  }: { age?: number; timings?: Timings; rules?: typeof definition } = {},
): { answers: SubmittedAnswers; result: ShippedResult } =>
  score(rules, answers, { age, timings }) as { answers: SubmittedAnswers; result: ShippedResult };

/** The result of a calm person of 25 with these differences. */
export const resultOf = (changes: Answers = {}, age = 25, timings: Timings = {}): ShippedResult =>
  scored({ ...calm, ...changes }, { age, timings }).result;
