/**
 * A short wellbeing sum (higher is better, any missing answer: not scored), and distress by a few questions beside it (of
 * whatever was answered).
 */
import { highestSum, isMissing, sumOfAnswered } from '../answers';
import { type Bounds, levelOf } from '../levels';
import type { Kind } from './kind';

type Level = 'low' | 'reduced' | 'usual';

export interface WellbeingScale {
  kind: 'wellbeing';
  items: string[];
  bounds: Bounds<Level>;
  distress: { items: string[]; raisedFrom: number };
}

export type WellbeingResult = {
  score: number | null;
  max: number;
  level: Level | null;
  distress: 'usual' | 'raised' | null;
};

export const wellbeing: Kind<WellbeingScale, WellbeingResult> = {
  itemsOf: ({ items, distress }) => ({ difficulties: distress.items, resources: items }),
  bandsOf: () => [],

  score: ({ items, bounds, distress }, { asked, answers }) => {
    const isScored = !items.some((item) => isMissing(answers, item));
    const score = isScored ? sumOfAnswered(answers, items) : null;
    const strain = sumOfAnswered(answers, distress.items);
    return {
      score,
      max: highestSum(asked, items),
      level: score === null ? null : levelOf(bounds, score),
      distress: strain === null ? null : strain >= distress.raisedFrom ? 'raised' : 'usual',
    };
  },
};
