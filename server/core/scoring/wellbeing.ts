/** Wellbeing (higher is better, any missing answer: not scored) and distress (of whatever was answered). */
import { sumOfAnswered } from '../definition/conditions';
import { type Definition, highestAnswer, isMissing, type WellbeingScale } from '../definition/definition';
import type { SubmittedAnswers, WellbeingResult } from '../definition/types';
import { levelOf } from './levels';

export const scoreWellbeing = (
  definition: Definition,
  scale: WellbeingScale,
  answers: SubmittedAnswers,
): WellbeingResult => {
  const max = scale.items.reduce((sum, item) => sum + highestAnswer(definition, item), 0);
  const isScored = !scale.items.some((item) => isMissing(answers, item));
  const score = isScored ? sumOfAnswered(answers, scale.items) : null;
  const distress = sumOfAnswered(answers, scale.distress.items);
  return {
    score,
    max,
    level: score === null ? null : levelOf(scale.bounds, score),
    distress: distress === null ? null : distress >= scale.distress.raisedFrom ? 'raised' : 'usual',
  };
};
