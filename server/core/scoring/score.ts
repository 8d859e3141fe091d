/** From answers to a result. The phone and the server run this same function; the server's word is final. */
import { defined } from '../defined';
import type { Definition } from '../definition/definition';
import { submittedAnswers } from '../definition/routing';
import {
  type Answers,
  type Band,
  type BandedResult,
  bands,
  type Result,
  type SubmittedAnswers,
  type Timings,
} from '../definition/types';
import { flagsOf } from './flags';
import { scoreScale } from './kinds';
import { bandedOf, isBandFrom } from './levels';
import { qualityOf } from './quality';

/** Stored with every result; raised whenever the same answers and definition would score otherwise. */
export const scoringVersion = '1';

/** The highest band and how many scales are high or above; band null if nothing was scored. */
const overallOf = (banded: BandedResult[], highFrom: Band): Result['overall'] => ({
  band: bands.findLast((band) => banded.some((result) => result.band === band)) ?? null,
  high: banded.filter(({ band }) => band !== null && isBandFrom(band, highFrom)).length,
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
      scoreScale(scale, { asked: definition, answers: submitted, age }),
    ]),
  );
  const banded = definition.overall.scales.map((id) =>
    defined(bandedOf({ scales }, id), `bands of scale ${id}`),
  );
  return {
    answers: submitted,
    result: {
      scales,
      overall: overallOf(banded, definition.overall.highFrom),
      flags: flagsOf(definition, { answers: submitted, age, scales, banded }),
      quality: qualityOf(definition, submitted, age, timings),
    },
  };
};
