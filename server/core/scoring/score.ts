/** From answers to a result. The phone and the server run this same function; the server's word is final. */
import type { Definition, Scale } from '../definition/definition';
import { submittedAnswers } from '../definition/routing';
import {
  type Answers,
  type BandedResult,
  bands,
  type Result,
  type ScaleResult,
  type SubmittedAnswers,
  type Timings,
} from '../definition/types';
import { scoreCriteria } from './criteria';
import { scoreExposure } from './exposure';
import { flagsOf } from './flags';
import { isBandFrom } from './levels';
import { scoreProtective } from './protective';
import { qualityOf } from './quality';
import { scoreSum } from './sum';
import { scoreWellbeing } from './wellbeing';

/** Stored with every result; raised whenever the same answers and definition would score otherwise. */
export const scoringVersion = '1';

const scoreScale = (
  definition: Definition,
  scale: Scale,
  answers: SubmittedAnswers,
  age: number,
): ScaleResult => {
  switch (scale.kind) {
    case 'sum':
      return scoreSum(definition, scale, answers);
    case 'criteria':
      return scoreCriteria(definition, scale, answers, age);
    case 'exposure':
      return scoreExposure(scale, answers);
    case 'wellbeing':
      return scoreWellbeing(definition, scale, answers);
    case 'protective':
      return scoreProtective(definition, scale, answers);
  }
};

/** The highest band and how many scales are high or above; band null if nothing was scored. */
const overallOf = (banded: BandedResult[]): Result['overall'] => ({
  band: bands.findLast((band) => banded.some((result) => result.band === band)) ?? null,
  high: banded.filter(({ band }) => band !== null && isBandFrom(band, 'high')).length,
});

/**
 * Scores answers that `checkAnswers` accepted, complete or not. `age` in years, `timings` in milliseconds per page.
 * The returned answers are what is stored: structural zeros marked, answers behind closed gates dropped.
 */
export const score = (
  definition: Definition,
  answers: Answers,
  { age, timings }: { age: number; timings: Timings },
): { answers: SubmittedAnswers; result: Result } => {
  const submitted = submittedAnswers(definition, answers);
  const scales = Object.fromEntries(
    Object.entries(definition.scales).map(([id, scale]) => [
      id,
      scoreScale(definition, scale, submitted, age),
    ]),
  );
  const banded = definition.overall.map((id) => scales[id] as BandedResult);
  return {
    answers: submitted,
    result: {
      // The definition's schema has checked which kinds of scale stand under which name.
      scales: scales as unknown as Result['scales'],
      overall: overallOf(banded),
      flags: flagsOf(definition, { answers: submitted, age, scales, banded }),
      quality: qualityOf(definition, submitted, age, timings),
    },
  };
};
