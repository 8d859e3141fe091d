/** From answers to a result. The phone and the server run this same function; the server's word is final. */
import { defined } from '../defined';
import { bandRules, reachedBands } from '../definition/bands';
import type { Definition } from '../definition/definition';
import { submittedAnswers } from '../definition/routing';
import type { Answers, BandedResult, Result, SubmittedAnswers, Timings } from '../definition/types';
import { flagsOf } from './flags';
import { scoreScale } from './kinds';
import { bandedOf } from './levels';
import { qualityOf } from './quality';

/** Stored with every result; raised whenever the same answers and definition would score otherwise. */
export const scoringVersion = '2';

/** Band null if nothing was scored. */
const overallOf = (definition: Definition, banded: BandedResult[]): Result['overall'] => ({
  band: reachedBands(definition, banded).at(-1) ?? null,
  high: banded.filter(({ band }) => bandRules(definition, band)?.isHigh).length,
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
      overall: overallOf(definition, banded),
      flags: flagsOf(definition, {
        answers: submitted,
        age,
        scales,
        reached: reachedBands(definition, banded),
      }),
      quality: qualityOf(definition, submitted, age, timings),
    },
  };
};
