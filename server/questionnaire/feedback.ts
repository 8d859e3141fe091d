/**
 * Which texts a student is shown for a result, and in which order. Nothing here is accusing or alarming: doubtful
 * answers bring the same help, with one more text.
 */
import { isMet } from './conditions';
import type { Definition } from './definition';
import { isBandFrom } from './scoring/levels';
import { type Band, type BandedResult, bands, type Result, type SubmittedAnswers } from './types';

export interface ScaleFeedback {
  scale: string;
  /** Recommendations in reading order; none for a scale that could not be scored, which has a sentence of its own. */
  textIds: string[];
  /** false: words first, the score behind a tap, no bar. */
  hasBar: boolean;
}

export interface Feedback {
  /** The item id of the strength told first, or 'none'. */
  strength: string;
  /** The most important scale first. */
  scales: ScaleFeedback[];
  /** Further recommendations, the most important first. */
  extras: string[];
  offerHelp: 'usual' | 'warm';
}

export const baseTextId = (scale: string, band: Band): string => `${scale}-${band}`;

const textIdsOf = (definition: Definition, scale: string, { band, label }: BandedResult): string[] => {
  if (band === null) return [];
  return [label && definition.feedback.labelTexts.includes(label) ? label : baseTextId(scale, band)];
};

/** Higher bands first, unscored scales last; scales of equal band keep the definition's order. */
const byImportance = (one: Band | null, other: Band | null): number =>
  (other === null ? -1 : bands.indexOf(other)) - (one === null ? -1 : bands.indexOf(one));

const strengthOf = (definition: Definition, answers: SubmittedAnswers): string => {
  const { items, atLeast } = definition.feedback.strength;
  let strength = 'none';
  let highest = atLeast - 1;
  for (const item of items) {
    const answer = answers[item];
    if (typeof answer === 'number' && answer > highest) {
      strength = item;
      highest = answer;
    }
  }
  return strength;
};

export const feedbackFor = (
  definition: Definition,
  { answers, result, age }: { answers: SubmittedAnswers; result: Result; age: number },
): Feedback => {
  const rules = definition.feedback;
  const scales = { ...result.scales } as Record<string, Result['scales'][keyof Result['scales']]>;
  const banded = rules.scales.map((scale) => ({ scale, result: scales[scale] as BandedResult }));
  const facts = {
    answers,
    age,
    scales,
    banded: banded.map((one) => one.result),
    verdict: result.quality.verdict,
  };
  const isWarm =
    result.flags.length > 0 ||
    (result.overall.band !== null && isBandFrom(result.overall.band, rules.warmFrom));
  return {
    strength: strengthOf(definition, answers),
    scales: banded
      .sort((one, other) => byImportance(one.result.band, other.result.band))
      .map((one) => ({
        scale: one.scale,
        textIds: textIdsOf(definition, one.scale, one.result),
        hasBar: !rules.wordsOnly.includes(one.scale),
      })),
    extras: rules.extras.filter(({ when }) => isMet(when, facts)).map(({ text }) => text),
    offerHelp: isWarm ? 'warm' : 'usual',
  };
};

/** Every recommendation that some result can bring. */
export const recommendationIds = (definition: Definition): string[] => {
  const { scales, labelTexts, extras } = definition.feedback;
  const base = scales.flatMap((scale) => bands.map((band) => baseTextId(scale, band)));
  return [...base, ...labelTexts, ...extras.map(({ text }) => text)];
};
