/**
 * The results of 300 chance people, pinned by their digests: whoever reworks the engine sees whether the shipped
 * questionnaire still says the same. A change of its rules is meant to change these lines.
 */

import { itemIds } from '../../../server/core/definition/definition';
import { highestAnswer } from '../../../server/core/definition/items';
import type { Answers, Timings } from '../../../server/core/definition/types';
import { feedbackFor, readingOrder, recommendationIds } from '../../../server/core/feedback/feedback';
import { score } from '../../../server/core/scoring/score';
import { digestOf } from '../../../server/shared/digest';
import { randomFrom } from '../../support/builders/random';
import { definition } from './support';

const gates = new Set(definition.routing.flatMap(({ whenAllZero }) => whenAllZero));

/** From nothing at all to nearly everything, some with closed gates, with skips and with pages not reached. */
function aPerson(seed: number): { answers: Answers; age: number; timings: Timings } {
  const below = randomFrom(seed);
  const [lowest, spread] = [below(4), 1 + below(5)];
  const reached = below(4) === 0 ? below(75) : 75;
  const answers: Answers = {};
  for (const item of itemIds(definition).slice(0, reached)) {
    const highest = highestAnswer(definition, item);
    const symptom = Math.min(highest, gates.has(item) ? below(3) : lowest + below(spread));
    const option = definition.items[item]?.reversed ? highest - symptom : symptom;
    answers[item] = below(15) === 0 ? null : option;
  }
  const timings = Object.fromEntries(definition.pages.map(({ id }) => [id, below(60_000)]));
  return { answers, age: 13 + below(20), timings: below(3) === 0 ? {} : timings };
}

const people = Array.from({ length: 300 }, (_, seed) => aPerson(seed)).map(({ answers, age, timings }) => {
  const scored = score(definition, answers, { age, timings });
  return { ...scored, feedback: feedbackFor(definition, { ...scored, age }) };
});
const pinned = (part: (person: (typeof people)[number]) => unknown) =>
  digestOf(people.map(part)).slice(0, 16);

it('brings every text, flag and reason among these people', () => {
  const texts = recommendationIds(definition);
  const flags = definition.flags.map(({ flag }) => flag);
  const reasons = definition.quality.points.map(({ point }) => point);
  const seen = JSON.stringify(people);
  expect([...texts, ...flags, ...reasons].filter((id) => !seen.includes(`"${id}"`))).toEqual([]);
});

it.each<[string, (person: (typeof people)[number]) => unknown, string]>([
  ['stored answers', ({ answers }) => answers, '9d45e017cfa83d29'],
  ['scales', ({ result }) => result.scales, 'dceb1fe21e1822c4'],
  ['overall bands', ({ result }) => result.overall, 'c66ce1ba296a5c41'],
  ['flags', ({ result }) => result.flags, '1a70d2508e7b3487'],
  ['quality', ({ result }) => result.quality, '62402fc9f224c429'],
  ['feedback', ({ feedback }) => feedback, '8cc6e642eeebf7d6'],
  ['reading order', ({ feedback }) => readingOrder(definition, feedback), '47a21532b82a0c2e'],
])('%s: unchanged', (_name, part, digest) => {
  expect(pinned(part)).toBe(digest);
});
