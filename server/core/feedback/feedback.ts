/**
 * Which texts a student is shown for a result, and in which order. Nothing here is accusing or alarming: doubtful
 * answers bring the same help, with one more text.
 */
import { defined } from '../defined';
import { bandRules, placeOfBand, reachedBands } from '../definition/bands';
import { type Facts, isMet } from '../definition/conditions';
import type { ChosenSentence, Definition } from '../definition/definition';
import type { BandedResult, Result, SubmittedAnswers } from '../definition/types';
import { bandsOfScale } from '../scoring/kinds';
import { bandedOf } from '../scoring/levels';

export interface ScaleFeedback {
  scale: string;
  band: string | null;
  /** Recommendations in reading order; none for a scale that could not be scored, or whose text stands with another. */
  textIds: string[];
  /** false: words only, neither bar nor score. */
  hasBar: boolean;
}

export interface Feedback {
  /** The item id of the strength told first, or 'none'. */
  strength: string;
  /** The most important scale first. */
  scales: ScaleFeedback[];
  /** Further recommendations, the most important first. */
  extras: string[];
  /** Ids of the sentences that say why help is offered. */
  open: string[];
  /** Id of the sentence that is today's step; null where a text's first step is. */
  today: string | null;
  offerHelp: 'usual' | 'warm';
}

export const baseTextId = (scale: string, band: string): string => `${scale}-${band}`;

const textIdsOf = (definition: Definition, scale: string, { band, label }: BandedResult): string[] => {
  if (band === null) return [];
  return [label && definition.feedback.labelTexts.includes(label) ? label : baseTextId(scale, band)];
};

/** The highest answer wins, the first of equal ones; one that the bands speak against is passed over. */
const strengthOf = (definition: Definition, answers: SubmittedAnswers, reached: string[]): string => {
  const { items, atLeast, onlyBelow } = definition.feedback.strength;
  const isContradicted = (item: string) => {
    const below = onlyBelow[item];
    return below !== undefined && reached.includes(below);
  };
  let strength = 'none';
  let highest = atLeast - 1;
  for (const item of items) {
    const answer = answers[item];
    if (typeof answer === 'number' && answer > highest && !isContradicted(item)) {
      strength = item;
      highest = answer;
    }
  }
  return strength;
};

export interface Answered {
  answers: SubmittedAnswers;
  result: Result;
  /** Years. */
  age: number;
}

const bandedResults = ({ feedback }: Definition, result: Result): BandedResult[] =>
  feedback.scales.map((scale) => defined(bandedOf(result, scale), `bands of scale ${scale}`));

/** All that the choice of words can ask about. */
export const factsOf = (definition: Definition, { answers, result, age }: Answered): Facts => ({
  ...{ answers, age, scales: result.scales, verdict: result.quality.verdict },
  reached: reachedBands(definition, bandedResults(definition, result)),
});

const sentencesMet = (sentences: ChosenSentence[] = [], facts: Facts): string[] =>
  sentences.filter(({ when }) => isMet(when, facts)).map(({ sentence }) => sentence);

export const feedbackFor = (definition: Definition, answered: Answered): Feedback => {
  const { answers, result } = answered;
  const rules = definition.feedback;
  const results = bandedResults(definition, result);
  const banded = rules.scales.map((scale, index) => ({ scale, result: results[index] as BandedResult }));
  const facts = factsOf(definition, answered);
  const open = sentencesMet(rules.open, facts);
  const isWarm =
    result.flags.length + open.length > 0 || bandRules(definition, result.overall.band)?.asksWarmly;
  const placeOf = (one: { result: BandedResult }) => placeOfBand(definition, one.result.band);
  const told = new Set<string>();
  const isFirstTime = (id: string) => {
    const isFirst = !told.has(id);
    told.add(id);
    return isFirst;
  };
  return {
    strength: strengthOf(definition, answers, facts.reached ?? []),
    scales: banded
      // Higher bands first, unscored scales last; scales of equal band keep the definition's order.
      .sort((one, other) => placeOf(other) - placeOf(one))
      .map((one) => ({
        scale: one.scale,
        band: one.result.band,
        // A label's text can fit several scales; it stands with the first of them.
        textIds: textIdsOf(definition, one.scale, one.result).filter(isFirstTime),
        hasBar: !rules.wordsOnly.includes(one.scale),
      })),
    extras: rules.extras.filter(({ when }) => isMet(when, facts)).map(({ text }) => text),
    open,
    today: sentencesMet(rules.today, facts)[0] ?? null,
    offerHelp: isWarm ? 'warm' : 'usual',
  };
};

/** The texts from the most important one down: scales that ask warmly, then further subjects, then the other scales. */
export const readingOrder = (definition: Definition, { scales, extras }: Feedback): string[] => {
  const isFirst = ({ band }: ScaleFeedback) => bandRules(definition, band)?.asksWarmly ?? false;
  const textsOf = (some: ScaleFeedback[]) => some.flatMap(({ textIds }) => textIds);
  return [...textsOf(scales.filter(isFirst)), ...extras, ...textsOf(scales.filter((one) => !isFirst(one)))];
};

/** Texts about the answers themselves: about the test and not about the person. */
export const textsAboutAnswers = ({ feedback }: Definition): string[] =>
  feedback.extras.flatMap(({ text, when }) => ('verdict' in when ? [text] : []));

/** Every recommendation that some result can bring. */
export const recommendationIds = (definition: Definition): string[] => {
  const { scales, labelTexts, extras } = definition.feedback;
  const bandsOf = (scale: string) =>
    bandsOfScale(defined(definition.scales[scale], `rules of scale ${scale}`));
  const base = scales.flatMap((scale) => bandsOf(scale).map((band) => baseTextId(scale, band)));
  return [...base, ...labelTexts, ...extras.map(({ text }) => text)];
};
