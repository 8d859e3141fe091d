/**
 * A sum whose items count only where the person was exposed: each part has an item that says so, from one answer on, such as
 * how much something that happened weighs. Items of a part without exposure are no zeros and not missing: they do not count.
 * Where it is unknown whether there was exposure, the part's items are missing. A few missing ones are prorated.
 */
import type { BandedResult, SubmittedAnswers } from '../../definition/types';
import { highestSum, isMissing, scoredValue } from '../answers';
import { type Bounds, levelOf } from '../levels';
import type { Kind } from './kind';

interface Part {
  /** The item that says whether there was exposure: from `atLeast` on. */
  exposure: string;
  atLeast: number;
  items: string[];
}

export interface ExposedSumScale {
  kind: 'exposedSum';
  parts: Part[];
  missingAllowed: number;
  /** Its bands, from the lowest. */
  bounds: Bounds<string>;
  /** Where there was no exposure in any part. */
  closedLabel: string;
}

const isUnexposed = ({ exposure, atLeast }: Part, answers: SubmittedAnswers): boolean => {
  if (isMissing(answers, exposure)) return false;
  return answers[exposure] === 'S' || Number(answers[exposure]) < atLeast;
};

export const exposedSum: Kind<ExposedSumScale, BandedResult> = {
  itemsOf: ({ parts }) => ({ difficulties: parts.flatMap(({ items }) => items), resources: [] }),
  bandsOf: ({ bounds }) => bounds.map(({ level }) => level),

  score: ({ parts, missingAllowed, bounds, closedLabel }, { asked, answers }) => {
    const max = highestSum(
      asked,
      parts.flatMap(({ items }) => items),
    );
    const counted = parts.filter((part) => !isUnexposed(part, answers));
    if (counted.length === 0)
      return { score: 0, max, band: levelOf(bounds, 0), label: closedLabel, answered: 0, missing: 0 };
    const values = counted.flatMap(({ exposure, items }) =>
      items.map((item) => (isMissing(answers, exposure) ? null : scoredValue(asked, answers, item))),
    );
    const known = values.filter((value) => value !== null);
    const [answered, missing] = [known.length, values.length - known.length];
    if (missing > missingAllowed) return { score: null, max, band: null, answered, missing };
    const score = (values.length * known.reduce((sum, value) => sum + value, 0)) / answered;
    return { score, max, band: levelOf(bounds, score), answered, missing };
  },
};
