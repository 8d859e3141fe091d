/**
 * A short wellbeing sum (higher is better, any missing answer: not scored), and distress by a few questions beside it: raised
 * by what was answered, and unknown where a skipped one could still raise it.
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

/** @param atWorst with every skipped question answered by its highest option */
const distressOf = ({ raisedFrom }: WellbeingScale['distress'], strain: number, atWorst: number) => {
  if (strain >= raisedFrom) return 'raised';
  return atWorst < raisedFrom ? 'usual' : null;
};

export const wellbeing: Kind<WellbeingScale, WellbeingResult> = {
  itemsOf: ({ items, distress }) => ({ difficulties: distress.items, resources: items }),
  bandsOf: () => [],

  score: ({ items, bounds, distress }, { asked, answers }) => {
    const isScored = !items.some((item) => isMissing(answers, item));
    const score = isScored ? sumOfAnswered(answers, items) : null;
    const strain = sumOfAnswered(answers, distress.items) ?? 0;
    const skipped = distress.items.filter((item) => isMissing(answers, item));
    return {
      score,
      max: highestSum(asked, items),
      level: score === null ? null : levelOf(bounds, score),
      distress: distressOf(distress, strain, strain + highestSum(asked, skipped)),
    };
  },
};
