/** Protective factors: percent of the maximum, prorated for the missing answers that the scale allows. */
import { type Definition, highestAnswer, type ProtectiveScale, scoredValue } from '../definition/definition';
import type { ProtectiveResult, SubmittedAnswers } from '../definition/types';
import { levelOf } from './levels';

export const scoreProtective = (
  definition: Definition,
  scale: ProtectiveScale,
  answers: SubmittedAnswers,
): ProtectiveResult => {
  const { items } = scale;
  const max = items.reduce((sum, item) => sum + highestAnswer(definition, item), 0);
  const values = items
    .map((item) => scoredValue(definition, answers, item))
    .filter((value) => value !== null);
  if (items.length - values.length > scale.missingAllowed)
    return { score: null, max, percent: null, level: null };
  const sum = values.reduce((total, value) => total + value, 0);
  const percent = (100 * items.length * sum) / (values.length * max);
  return {
    score: (items.length * sum) / values.length,
    max,
    percent,
    level: levelOf(scale.bounds, percent),
  };
};
