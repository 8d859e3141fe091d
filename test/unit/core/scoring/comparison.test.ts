import fc from 'fast-check';
import type { Answers, Result } from '../../../../server/core/definition/types';
import {
  compareScale,
  comparisonOf,
  monthsOf,
  reliableChange,
  type SubmittedAttempt,
} from '../../../../server/core/scoring/comparison';
import { dayOf } from '../../../../server/core/text/days';
import { A, C, definition, resultOf, skipped, withTotal } from '../support';

const noon = (day: string) => `${day}T12:00:00+05:00`;

const submitted = (day: string, result: Result = resultOf(), changes: Partial<SubmittedAttempt> = {}) => ({
  questionnaire: 'self-diagnosis/v1',
  submittedAt: day.includes('T') ? day : noon(day),
  result,
  ...changes,
});

/** With the sum on the internet scale. */
const sumA = (total: number) => resultOf(withTotal(A, total));

const oneStart = '2026-10-05';
const threeMonthsLater = '2027-01-05';

describe('the windows of the scales', () => {
  it.each([
    ['A', 3],
    ['C', 3],
    ['B', 12],
    ['D', 12],
    ['E', null],
    ['Z', null],
  ])('of %s are %p months', (scale, months) => {
    expect(monthsOf(definition, scale)).toBe(months);
  });

  it('are told for every scale that a result compares', () => {
    expect(definition.feedback.scales.filter((scale) => monthsOf(definition, scale) === null)).toEqual([]);
  });

  it('of unknown length compare nothing', () => {
    const pages = definition.pages.map((page) => ({ ...page, window: 'always' }));
    const outcome = compareScale({ ...definition, pages }, 'A', submitted(oneStart), submitted('2030-01-01'));
    expect(outcome).toEqual({ kind: 'notComparable', hindrance: 'notScored' });
  });
});

describe('a difference', () => {
  it('is expected to be larger on a longer scale', () => {
    expect(reliableChange(64)).toBeCloseTo(12.37, 2);
    expect(reliableChange(40)).toBeCloseTo(7.73, 2);
    expect(reliableChange(36)).toBeCloseTo(6.96, 2);
  });

  it.each([
    [20, 20, { kind: 'noClearChange' }],
    [20, 32, { kind: 'noClearChange' }],
    [20, 33, { kind: 'change', direction: 'up' }],
    [33, 21, { kind: 'noClearChange' }],
    [33, 20, { kind: 'change', direction: 'down' }],
    [0, 64, { kind: 'change', direction: 'up' }],
  ])('of %i and %i out of 64 points is called what it is', (before, after, outcome) => {
    const one = compareScale(
      definition,
      'A',
      submitted(oneStart, sumA(before)),
      submitted(threeMonthsLater, sumA(after)),
    );
    expect(one).toEqual({ ...outcome, since: oneStart });
  });

  it('is compared unrounded where answers are missing', () => {
    // 15 of 16 answered with a sum of 30 and of 18 are 32 and 19.2 points: 12.8 apart.
    const oneMissing = (total: number) =>
      resultOf({ ...withTotal(A.slice(1), total), ...skipped(A.slice(0, 1)) });
    const later = submitted(threeMonthsLater, oneMissing(18));
    expect(compareScale(definition, 'A', submitted(oneStart, oneMissing(30)), later).kind).toBe('change');
    expect(compareScale(definition, 'A', submitted(oneStart, oneMissing(29)), later).kind).toBe(
      'noClearChange',
    );
  });
});

describe('attempts too near each other', () => {
  it.each([
    ['A', oneStart, '2027-01-04', 'tooSoon'],
    ['A', oneStart, '2027-01-05', 'noClearChange'],
    ['B', oneStart, '2027-01-05', 'tooSoon'],
    ['B', oneStart, '2027-10-04', 'tooSoon'],
    ['D', oneStart, '2027-10-05', 'noClearChange'],
    ['C', '2026-11-30', '2027-02-28', 'tooSoon'],
    ['C', '2026-11-30', '2027-03-01', 'noClearChange'],
    ['D', '2028-02-29', '2029-02-28', 'tooSoon'],
    ['D', '2028-02-29', '2029-03-01', 'noClearChange'],
    // Midnight in the country is 19:00 UTC.
    ['A', '2026-10-05T19:00:00Z', '2027-01-05T18:59:59Z', 'tooSoon'],
    ['A', '2026-10-05T18:59:59Z', '2027-01-04T19:00:00Z', 'noClearChange'],
  ])('on %s, %s and %s, are told apart by the calendar: %s', (scale, before, after, kind) => {
    expect(compareScale(definition, scale, submitted(before), submitted(after)).kind).toBe(kind);
  });

  it('are told from when on they can be compared', () => {
    expect(compareScale(definition, 'A', submitted('2026-11-30'), submitted('2026-12-01'))).toEqual({
      kind: 'tooSoon',
      from: '2027-03-01',
    });
  });
});

describe('what cannot be compared', () => {
  const later = submitted('2028-01-01');
  it.each<[string, Partial<SubmittedAttempt>, string, string]>([
    ['another version', { questionnaire: 'self-diagnosis/v2' }, 'A', 'otherVersion'],
    ['too few answers', { result: resultOf(skipped(A)) }, 'A', 'notScored'],
    ['doubtful answers', { result: resultOf({ V1: 0, V2: 1 }) }, 'A', 'doubtful'],
    ['answers that were excluded', { result: resultOf({ V1: 0, V2: 1, V4: 0 }) }, 'A', 'doubtful'],
  ])('is named: %s, in either attempt', (_name, changes, scale, hindrance) => {
    const odd = submitted(oneStart, resultOf(), changes);
    const outcome = { kind: 'notComparable', hindrance };
    expect(compareScale(definition, scale, odd, later)).toEqual(outcome);
    const oddLater = { ...odd, submittedAt: later.submittedAt };
    expect(compareScale(definition, scale, submitted(oneStart), oddLater)).toEqual(outcome);
  });

  it('is one scale, while the others are compared', () => {
    const halfEmpty = submitted('2027-02-01', resultOf(skipped(C)));
    const kinds = comparisonOf(definition, halfEmpty, [submitted(oneStart)]).map(
      (one) => `${one.scale} ${one.kind}`,
    );
    expect(kinds).toEqual(['A noClearChange', 'B tooSoon', 'C notComparable', 'D tooSoon']);
  });
});

describe('an attempt among those of its code', () => {
  const outcomeOf = (scale: string, attempt: SubmittedAttempt, others: SubmittedAttempt[]) =>
    comparisonOf(definition, attempt, others).find((one) => one.scale === scale);

  it('has nothing beside it when it is the first', () => {
    const first = submitted(oneStart);
    expect(comparisonOf(definition, first, [])).toEqual([]);
    expect(comparisonOf(definition, first, [first, submitted('2027-05-01')])).toEqual([]);
  });

  it('is compared with the latest one that is far enough', () => {
    const others = ['2026-10-05', '2027-03-01', '2027-05-20'].map((day) => submitted(day));
    const last = submitted('2027-06-01');
    expect(outcomeOf('A', last, others)).toMatchObject({ kind: 'noClearChange', since: '2027-03-01' });
    expect(outcomeOf('B', last, others)).toMatchObject({ kind: 'tooSoon', from: '2027-10-05' });
  });

  it('passes over one that cannot be compared', () => {
    const others = [
      submitted('2026-10-05', sumA(40)),
      submitted('2027-01-20', resultOf({ V1: 0, V2: 1 })),
      submitted('2027-01-21', resultOf(), { questionnaire: 'self-diagnosis/v0' }),
    ];
    const last = submitted('2027-06-01', sumA(10));
    expect(outcomeOf('A', last, others)).toMatchObject({ direction: 'down', since: '2026-10-05' });
  });

  it('gets the same answer from moments as text and in whatever order the others come', () => {
    const anyDay = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
    const anyScore: fc.Arbitrary<Answers> = fc
      .integer({ min: 0, max: 64 })
      .map((total) => withTotal(A, total));
    const anyAttempt = fc
      .tuple(anyDay, anyScore)
      .map(([submittedAt, answers]) => ({ ...submitted(oneStart, resultOf(answers)), submittedAt }));
    fc.assert(
      fc.property(fc.array(anyAttempt, { minLength: 2, maxLength: 5 }), ([one, ...others]) => {
        // Two at the very same moment have no order.
        fc.pre(new Set(others.map(({ submittedAt }) => submittedAt.getTime())).size === others.length);
        const asSent = (attempt: SubmittedAttempt) => JSON.parse(JSON.stringify(attempt)) as SubmittedAttempt;
        const told = comparisonOf(definition, one!, others);
        expect(comparisonOf(definition, asSent(one!), others.toReversed().map(asSent))).toEqual(told);
        for (const outcome of told) {
          if (outcome.kind === 'tooSoon') expect(outcome.from > dayOf(one!.submittedAt)).toBe(true);
          else expect(outcome.kind).not.toBe('notComparable');
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says the opposite when the two change places', () => {
    const anyTotal = fc.integer({ min: 0, max: 64 });
    fc.assert(
      fc.property(anyTotal, anyTotal, (one, other) => {
        const there = outcomeOf('A', submitted('2027-06-01', sumA(other)), [submitted(oneStart, sumA(one))]);
        const back = outcomeOf('A', submitted('2027-06-01', sumA(one)), [submitted(oneStart, sumA(other))]);
        const turned = { up: 'down', down: 'up' } as const;
        if (there?.kind === 'change') expect(back).toMatchObject({ direction: turned[there.direction] });
        else expect(back).toEqual(there);
      }),
      { numRuns: 60 },
    );
  });
});
