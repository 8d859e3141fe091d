import fc from 'fast-check';
import { itemIds } from '../../../server/core/definition/definition';
import { findItem, highestAnswer } from '../../../server/core/definition/items';
import { checkAnswers } from '../../../server/core/definition/page-check';
import { closedItems, progress } from '../../../server/core/definition/routing';
import type { Answers } from '../../../server/core/definition/types';
import { feedbackFor, recommendationIds } from '../../../server/core/feedback/feedback';
import { score } from '../../../server/core/scoring/score';
import {
  A,
  answerScored,
  B,
  type Band,
  bands,
  C,
  D,
  definition,
  type ShippedResult,
  scored,
} from './support';

const all = itemIds(definition);

/** Anything a phone may send: each item answered, skipped or not reached; gates often closed. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...all.map((item) =>
      fc.oneof(
        { arbitrary: fc.integer({ min: 0, max: highestAnswer(definition, item) }), weight: 12 },
        { arbitrary: fc.constant(null), weight: 1 },
        { arbitrary: fc.constant(undefined), weight: 1 },
      ),
    ),
    fc.subarray(['B1', 'D1', 'D2', 'D3']),
  )
  .map((drawn) => {
    const closedGates = drawn.pop() as string[];
    const answers: Answers = {};
    for (const [index, item] of all.entries()) {
      const answer = closedGates.includes(item) ? 0 : (drawn[index] as number | null | undefined);
      if (answer !== undefined) answers[item] = answer;
    }
    return answers;
  });

const anyAge = fc.integer({ min: 13, max: 99 });
const anyTimings = fc.dictionary(fc.constantFrom(...definition.pages.map(({ id }) => id)), fc.nat(100_000));
const scoreAt = (answers: Answers, age = 25) => scored(answers, { age });
const rank = (band: string | null) => bands.indexOf(band as Band);

const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
};

describe('whatever is answered', () => {
  it('the order in which answers arrive never matters', () => {
    fc.assert(
      fc.property(anyAnswers, anyAge, anyTimings, fc.array(fc.nat()), (answers, age, timings, keys) => {
        const shuffled = Object.fromEntries(
          Object.entries(answers)
            .map((entry, index) => ({ entry, key: keys[index] ?? index }))
            .sort((one, other) => one.key - other.key)
            .map(({ entry }) => entry),
        );
        const one = score(definition, answers, { age, timings });
        const other = score(definition, shuffled, { age, timings });
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
    );
  });

  it('no number is NaN, infinite or outside its range', () => {
    fc.assert(
      fc.property(anyAnswers, anyAge, anyTimings, (answers, age, timings) => {
        const { result } = score(definition, answers, { age, timings });
        expect(numbersIn(result).filter((number) => !Number.isFinite(number) || number < 0)).toEqual([]);
        for (const scale of Object.values(result.scales))
          if (typeof scale.score === 'number') expect(scale.score).toBeLessThanOrEqual(scale.max as number);
      }),
    );
  });

  it('a band is null exactly where the score is, but for a gambling band that stands', () => {
    fc.assert(
      fc.property(anyAnswers, anyAge, (answers, age) => {
        const { A: a, B: b, C: c, D: d } = scoreAt(answers, age).result.scales;
        for (const scale of [a, b, c]) expect(scale.band === null).toBe(scale.score === null);
        if (d.band === null) expect([d.score, d.bandUpper, d.criteria]).toEqual([null, null, null]);
        else if (d.score === null) expect(d.missing > 1 && rank(d.band) >= rank('high')).toBe(true);
      }),
    );
  });

  it('the upper gambling band is never below the band', () => {
    fc.assert(
      fc.property(anyAnswers, anyAge, (answers, age) => {
        const { band, bandUpper } = scoreAt(answers, age).result.scales.D;
        expect(rank(bandUpper)).toBeGreaterThanOrEqual(rank(band));
      }),
    );
  });

  it('answered, missing and closed questions add up to the items of the scale', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { answers: stored, result } = scoreAt(answers);
        for (const [scale, items] of Object.entries({ A, B, C, D })) {
          const { answered, missing } = result.scales[scale as 'A'];
          const closed = items.filter((item) => stored[item] === 'S').length;
          expect(answered + missing + closed).toBe(items.length);
        }
      }),
    );
  });

  it('a structural zero, an answered zero and a missing answer are never confused', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { answers: stored } = scoreAt(answers);
        const closed = closedItems(definition, answers);
        for (const item of all) {
          if (closed.has(item)) expect(stored[item]).toBe('S');
          else expect(stored[item]).toBe(answers[item]);
        }
      }),
    );
  });

  it('answers behind a closed gate change nothing', () => {
    fc.assert(
      fc.property(anyAnswers, anyAge, fc.nat(4), (answers, age, value) => {
        const closed = closedItems(definition, answers);
        const behind = Object.fromEntries([...closed].map((item) => [item, value]));
        expect(scoreAt({ ...answers, ...behind }, age)).toEqual(scoreAt(answers, age));
        expect(progress(definition, { ...answers, ...behind })).toEqual(progress(definition, answers));
      }),
    );
  });

  it('no gaming and no gambling are said exactly when the gates were answered 0', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { scales } = scoreAt(answers).result;
        expect(scales.B.label === 'noGaming').toBe(answers.B1 === 0);
        expect(scales.D.label === 'noGambling').toBe(answers.D1 === 0 && answers.D2 === 0);
      }),
    );
  });

  it('what the engine scores, the check accepts', () => {
    fc.assert(fc.property(anyAnswers, (answers) => checkAnswers(definition, answers).ok));
  });

  it('the feedback names only known recommendations, each once, and none for a scale that was not scored', () => {
    const known = recommendationIds(definition);
    fc.assert(
      fc.property(anyAnswers, anyAge, (answers, age) => {
        const scored = scoreAt(answers, age);
        const feedback = feedbackFor(definition, { ...scored, age });
        const shown = [...feedback.scales.flatMap(({ textIds }) => textIds), ...feedback.extras];
        expect(shown.filter((id) => !known.includes(id))).toEqual([]);
        expect(new Set(shown).size).toBe(shown.length);
        for (const { band, textIds } of feedback.scales)
          expect(textIds.length).toBeLessThanOrEqual(band === null ? 0 : 1);
      }),
    );
  });
});

describe('more symptoms', () => {
  /** The same person with one answered item a step worse. */
  const worse = (answers: Answers, item: string): Answers | null => {
    const answer = answers[item];
    if (typeof answer !== 'number') return null;
    const scored = findItem(definition, item)?.reversed ? 4 - answer : answer;
    return scored === 4 ? null : { ...answers, [item]: answerScored(item, scored + 1) };
  };
  const bandOf = (result: ShippedResult, scale: string) => rank(result.scales[scale as 'A'].band);

  it.each<[string, string[]]>([
    ['A', A],
    ['B', B],
    ['C', C],
    ['D', [...D, 'D13']],
  ])('never lower a band of %s', (scale, items) => {
    fc.assert(
      fc.property(anyAnswers, anyAge, fc.constantFrom(...items), (answers, age, item) => {
        const more = worse(answers, item);
        fc.pre(more !== null);
        expect(bandOf(scoreAt(more, age).result, scale)).toBeGreaterThanOrEqual(
          bandOf(scoreAt(answers, age).result, scale),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never lower it either with many symptoms, where the harm rule decides', () => {
    const strong = fc
      .tuple(...A.map(() => fc.oneof(fc.constant(2), fc.constant(3), fc.constant(4), fc.constant(null))))
      .map((values) => Object.fromEntries(A.map((item, index) => [item, values[index] ?? null])));
    fc.assert(
      fc.property(
        strong,
        fc.nat(4),
        fc.nat(4),
        fc.nat(4),
        fc.constantFrom(...A),
        (base, A9, A13, A14, item) => {
          const answers = { ...base, A9, A13, A14 };
          const more = worse(answers, item);
          fc.pre(more !== null);
          expect(bandOf(scoreAt(more).result, 'A')).toBeGreaterThanOrEqual(
            bandOf(scoreAt(answers).result, 'A'),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never take a flag away, save by what they say about an adult or wellbeing', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        anyAge,
        fc.constantFrom('E4', 'D13', 'F5', 'F6', ...D),
        (answers, age, item) => {
          const more = worse(answers, item);
          fc.pre(more !== null);
          expect(scoreAt(more, age).result.flags).toEqual(
            expect.arrayContaining(scoreAt(answers, age).result.flags),
          );
        },
      ),
    );
  });

  it('of bullying never lower its level', () => {
    const order = [null, 'none', 'occasional', 'repeated', 'severe'];
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom('E1', 'E2', 'E3', 'E4', 'E5', 'E6'), (answers, item) => {
        const more = worse(answers, item);
        fc.pre(more !== null);
        const [before, after] = [scoreAt(answers).result.scales.E, scoreAt(more).result.scales.E];
        expect(order.indexOf(after.victim)).toBeGreaterThanOrEqual(order.indexOf(before.victim));
        expect(order.indexOf(after.aggressor)).toBeGreaterThanOrEqual(order.indexOf(before.aggressor));
      }),
    );
  });
});
