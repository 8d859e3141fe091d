/**
 * A sum with bands: reversed items turned round, a few missing answers prorated as items * sum / answered. With a
 * harm rule, a high band must be confirmed by reported harm.
 */
import { highestAnswer, type Items } from '../../definition/items';
import type { BandedResult, SubmittedAnswers } from '../../definition/types';
import { highestSum, isMissing, scoredValue } from '../answers';
import { type Bounds, isLevelFrom, levelOf } from '../levels';
import type { Kind } from './kind';

interface HarmRule {
  /** From this band on harm must confirm; not confirmed, the band is capped at `cap`. */
  from: string;
  cap: string;
  /** Confirmed when any of these is met by the scale's harm items. */
  confirmedBy: { items: number; atLeast: number }[];
  /** Of a band that was capped. */
  cappedLabel: string;
  /** Of a band that stays because a missing harm answer could still confirm it. */
  unknownLabel: string;
}

export interface SumScale {
  kind: 'sum';
  items: string[];
  missingAllowed: number;
  /** Its bands, from the lowest. */
  bounds: Bounds<string>;
  /** Lifts the band to `band` when at least `items` answers are at or above `atLeast`. */
  manyStrong?: { band: string; items: number; atLeast: number };
  harm?: HarmRule;
  /** Where gates have closed every item. */
  closedLabel?: string;
}

type LabelledBand = Pick<BandedResult, 'label'> & { band: string };

const isConfirmed = ({ confirmedBy }: HarmRule, values: number[]): boolean =>
  confirmedBy.some(({ items, atLeast }) => values.filter((value) => value >= atLeast).length >= items);

const bandsOf = ({ bounds }: SumScale): string[] => bounds.map(({ level }) => level);

const withHarmRule = (
  scale: SumScale,
  asked: Items,
  answers: SubmittedAnswers,
  band: string,
): LabelledBand => {
  const { items, harm } = scale;
  if (!harm || !isLevelFrom(bandsOf(scale), band, harm.from)) return { band };
  const harmItems = items.filter((item) => asked.items[item]?.role === 'harm');
  const known = harmItems.map((item) => scoredValue(asked, answers, item));
  const given = known.filter((value) => value !== null);
  if (isConfirmed(harm, given)) return { band };
  const atWorst = harmItems.map((item, index) => known[index] ?? highestAnswer(asked, item));
  if (isConfirmed(harm, atWorst)) return { band, label: harm.unknownLabel };
  return { band: harm.cap, label: harm.cappedLabel };
};

const bandOf = (scale: SumScale, score: number, values: number[]): string => {
  const band = levelOf(scale.bounds, score);
  const lift = scale.manyStrong;
  if (!lift) return band;
  const strong = values.filter((value) => value >= lift.atLeast).length;
  return strong < lift.items || isLevelFrom(bandsOf(scale), band, lift.band) ? band : lift.band;
};

export const sum: Kind<SumScale, BandedResult> = {
  itemsOf: ({ items }) => ({ difficulties: items, resources: [] }),
  bandsOf,

  score: (scale, { asked, answers }) => {
    const { items, closedLabel } = scale;
    const max = highestSum(asked, items);
    const closed = items.filter((item) => answers[item] === 'S').length;
    const missing = items.filter((item) => isMissing(answers, item)).length;
    const answered = items.length - closed - missing;
    if (closed === items.length)
      return {
        ...{ score: 0, max, band: levelOf(scale.bounds, 0) },
        ...(closedLabel && { label: closedLabel }),
        ...{ answered, missing },
      };
    if (missing > scale.missingAllowed) return { score: null, max, band: null, answered, missing };
    const values = items.map((item) => scoredValue(asked, answers, item)).filter((value) => value !== null);
    const total = values.reduce((before, value) => before + value, 0);
    const score = (items.length * total) / values.length;
    const band = bandOf(scale, score, values);
    return { score, max, ...withHarmRule(scale, asked, answers, band), answered, missing };
  },
};
