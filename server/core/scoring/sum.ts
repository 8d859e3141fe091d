/**
 * Sum scales (internet, gaming, social networks): reversed items turned round, a few missing answers prorated as
 * items * sum / answered, four bands, and the harm rule: a high band must be confirmed by reported harm.
 */
import {
  type Definition,
  highestAnswer,
  isMissing,
  type SumScale,
  scoredValue,
} from '../definition/definition';
import type { Band, ScaleLabel, SubmittedAnswers, SumScaleResult } from '../definition/types';
import { higherBand, isBandFrom, levelOf } from './levels';

const isConfirmed = (scale: SumScale, values: number[]): boolean =>
  scale.harm.confirmedBy.some(
    ({ items, atLeast }) => values.filter((value) => value >= atLeast).length >= items,
  );

/** Not confirmed caps the band; it is unknown while a missing harm answer could still confirm, then the band stays. */
const withHarmRule = (
  definition: Definition,
  scale: SumScale,
  answers: SubmittedAnswers,
  band: Band,
): { band: Band; label?: ScaleLabel } => {
  if (!isBandFrom(band, scale.harm.from)) return { band };
  const harmItems = scale.items.filter((item) => definition.items[item]?.harm);
  const known = harmItems.map((item) => scoredValue(definition, answers, item));
  if (
    isConfirmed(
      scale,
      known.filter((value) => value !== null),
    )
  )
    return { band };
  const atWorst = harmItems.map((item, index) => known[index] ?? highestAnswer(definition, item));
  if (isConfirmed(scale, atWorst)) return { band, label: 'harmUnknown' };
  return { band: scale.harm.cap, label: 'littleHarm' };
};

const bandOf = (scale: SumScale, score: number, values: number[]): Band => {
  const band = levelOf(scale.bounds, score);
  const lift = scale.manyStrong;
  if (!lift) return band;
  const strong = values.filter((value) => value >= lift.atLeast).length;
  return strong >= lift.items ? higherBand(band, lift.band) : band;
};

/** `score` is 0 to `max`, unrounded; null with `band` when more answers are missing than the scale allows. */
export const scoreSum = (
  definition: Definition,
  scale: SumScale,
  answers: SubmittedAnswers,
): SumScaleResult => {
  const { items } = scale;
  const max = items.reduce((sum, item) => sum + highestAnswer(definition, item), 0);
  const closed = items.filter((item) => answers[item] === 'S').length;
  const missing = items.filter((item) => isMissing(answers, item)).length;
  const answered = items.length - closed - missing;
  if (closed === items.length)
    return {
      score: 0,
      max,
      band: 'low',
      ...(scale.closedLabel && { label: scale.closedLabel }),
      answered,
      missing,
    };
  if (missing > scale.missingAllowed) return { score: null, max, band: null, answered, missing };
  const values = items
    .map((item) => scoredValue(definition, answers, item))
    .filter((value) => value !== null);
  const sum = values.reduce((total, value) => total + value, 0);
  const score = (items.length * sum) / values.length;
  const band = bandOf(scale, score, values);
  return { score, max, ...withHarmRule(definition, scale, answers, band), answered, missing };
};
