import { itemIds } from '../../../../server/core/definition/definition';
import { openItems } from '../../../../server/core/definition/routing';
import type { Answers, Timings } from '../../../../server/core/definition/types';
import { score } from '../../../../server/core/scoring/score';
import { A, C, calm, definition, resultOf, skipped, without } from '../support';

const qualityOf = (changes: Answers = {}, timings: Timings = {}) => resultOf(changes, 25, timings).quality;
const reasons = (changes: Answers = {}, timings: Timings = {}) => qualityOf(changes, timings).reasons;
const same = (items: string[], value: number): Answers =>
  Object.fromEntries(items.map((item) => [item, value]));

describe('a careful person', () => {
  it('gets no point', () => {
    expect(qualityOf()).toEqual({ points: 0, verdict: 'valid', reasons: [], timed: false });
  });
});

describe('the instructed answer', () => {
  it.each([0, 1, 2, 4])('gives a point for %d', (V1) => {
    expect(reasons({ V1 })).toEqual(['instructed']);
  });
  it('gives none when followed or skipped', () => {
    expect(reasons({ V1: 3 })).toEqual([]);
    expect(reasons({ V1: null })).toEqual([]);
  });
});

describe('the impossible statement', () => {
  it('gives a point from 1, none for 0 or a skip', () => {
    expect(reasons({ V2: 1 })).toEqual(['impossible']);
    expect(reasons({ V2: 4 })).toEqual(['impossible']);
    expect(reasons({ V2: 0 })).toEqual([]);
    expect(reasons({ V2: null })).toEqual([]);
  });
});

describe('one’s own honesty', () => {
  it('gives a point up to 1, none from 2 or for a skip', () => {
    expect(reasons({ V4: 0 })).toEqual(['honesty']);
    expect(reasons({ V4: 1 })).toEqual(['honesty']);
    expect(reasons({ V4: 2 })).toEqual([]);
    expect(reasons({ V4: null })).toEqual([]);
  });
});

describe('the virtue claim', () => {
  it.each([0, 1, 2, 3, 4, null])('is style and never a point: %p', (V3) => {
    expect(reasons({ V3 })).toEqual([]);
  });
});

describe('speed', () => {
  it('gives a point for two pages faster than 2 s per shown question', () => {
    expect(reasons({}, { a1: 15_999, a2: 15_999 })).toEqual(['speed']);
  });
  it('gives none at exactly 2 s, nor for one fast page', () => {
    expect(reasons({}, { a1: 16_000, a2: 15_999 })).toEqual([]);
    expect(reasons({}, { a1: 0 })).toEqual([]);
  });
  it('counts only the questions that were shown', () => {
    // With every gate at 0, page d2 shows three of its eight questions.
    const closed: Answers = { B1: 0, D1: 0, D2: 0, D3: 0 };
    expect(openItems(definition, closed, 'd2')).toHaveLength(3);
    expect(reasons(closed, { d2: 6_000, a1: 1 })).toEqual([]);
    expect(reasons(closed, { d2: 5_999, a1: 1 })).toEqual(['speed']);
  });
  it('counts a page on which some questions were skipped', () => {
    expect(reasons({ A1: null, A9: null }, { a1: 15_999, a2: 15_999 })).toEqual(['speed']);
  });
  it('does not count a page on which everything was skipped, nor one that is closed', () => {
    expect(reasons(skipped(A.slice(0, 8)), { a1: 1, a2: 1 })).toEqual([]);
    expect(reasons({ B1: 0 }, { b1: 0, a2: 1 })).toEqual([]);
  });
  it('is not available without timings, which is stored', () => {
    expect(qualityOf({}, {}).timed).toBe(false);
    expect(qualityOf({}, { a1: 60_000 }).timed).toBe(true);
    expect(qualityOf({}, { unknown: 1 }).timed).toBe(false);
  });
});

describe('the contradiction of A1 and A3', () => {
  it.each<[number | null, number | null, boolean]>([
    // Longer than planned, and always leaves easily: A1 - (4 - A3).
    [4, 4, true],
    [3, 4, true],
    [4, 3, true],
    [3, 3, false],
    [2, 4, false],
    [0, 1, true],
    [0, 2, false],
    [0, 4, false],
    [4, 0, false],
    [null, 0, false],
    [4, null, false],
  ])('A1 %p and A3 %p: %p', (A1, A3, isPoint) => {
    // A2 differs from its neighbours, so that no run is involved.
    expect(reasons({ A1, A3, A2: 2 })).toEqual(isPoint ? ['contradiction'] : []);
  });
});

describe('a run of identical answers', () => {
  const twos = same([...A, ...C], 2);
  const tenInA = A.slice(0, 10);

  it('of ten around a reversed item gives a point', () => {
    expect(reasons({ ...same(tenInA, 2), A11: 1 })).toEqual(['contradiction']);
  });

  it('of nine gives none', () => {
    expect(reasons({ ...same(A.slice(0, 9), 2), A10: 1 })).toEqual([]);
  });

  it('without a reversed item gives none', () => {
    expect(reasons({ ...same(A.slice(3, 15), 2), A3: 3, A16: 3 })).toEqual([]);
  });

  it('with the reversed item at its start or its end gives none', () => {
    expect(reasons({ A2: 1, ...same(A.slice(2, 15), 2), A16: 3 })).toEqual([]);
    expect(reasons({ A5: 1, ...same(A.slice(5), 2), C1: 1 })).toEqual([]);
  });

  it('goes on from block A to block C and over pages', () => {
    expect(reasons({ A7: 1, ...same(A.slice(7), 2), C1: 2, C2: 1 })).toEqual(['contradiction']);
  });

  it('is broken by a skip', () => {
    expect(reasons({ ...same(tenInA, 2), A6: null, A11: 1 })).toEqual([]);
  });

  it('is broken by a question that was not reached', () => {
    const notReached = without({ ...calm, ...same(tenInA, 2), A11: 1 }, ['A6']);
    const { result } = score(definition, notReached, { age: 25, timings: {} });
    expect(result.quality.reasons).toEqual([]);
  });

  it('is broken by a check item: C10 is reversed, but V1 follows it', () => {
    expect(reasons({ A16: 1, ...same(C, 3), V1: 3, ...{ B1: 3, D1: 3, D2: 3, D3: 3 } })).toEqual([]);
  });

  it('goes over closed questions, which were not shown', () => {
    // A definition that asks about gaming between the two internet pages.
    const order = ['gates', 'a1', 'b1', 'b2', 'a2', 'c1', 'c2', 'd1', 'd2', 'e', 'f', 'g'];
    const pages = order.map((id) => definition.pages.find((page) => page.id === id)!);
    const reasonsThere = (changes: Answers) =>
      score(
        { ...definition, pages },
        { ...calm, ...same(tenInA, 2), A11: 1, ...changes },
        { age: 25, timings: {} },
      ).result.quality.reasons;
    expect(reasonsThere({ B1: 0 })).toEqual(['contradiction']);
    expect(reasonsThere({ B1: 1 })).toEqual([]);
  });

  it('of zeros gives a point only when speed does too', () => {
    const zeros = { ...same(A, 0), A3: 0, A1: 2, A2: 0 };
    const run = { ...zeros, ...same(C, 0) };
    expect(reasons(run)).toEqual([]);
    expect(reasons(run, { a1: 1, a2: 1 })).toEqual(['speed', 'contradiction']);
  });

  it('and the contradicting pair together give one point', () => {
    expect(qualityOf({ ...same([...A, ...C], 4) })).toMatchObject({ points: 1, reasons: ['contradiction'] });
    expect(reasons(twos)).toEqual(['contradiction']);
  });
});

describe('the verdict', () => {
  it.each<[Answers, number, string]>([
    [{}, 0, 'valid'],
    [{ V1: 0 }, 1, 'valid'],
    [{ V1: 0, V2: 1 }, 2, 'doubtful'],
    [{ V1: 0, V2: 1, V4: 0 }, 3, 'excluded'],
  ])('of %j is %d points', (changes, points, verdict) => {
    expect(qualityOf(changes)).toMatchObject({ points, verdict });
  });

  it('can take all five points', () => {
    const careless = { ...same([...A, ...C], 4), V1: 4, V2: 4, V4: 0 };
    expect(qualityOf(careless, { a1: 1, a2: 1 })).toEqual({
      points: 5,
      verdict: 'excluded',
      reasons: ['instructed', 'impossible', 'speed', 'contradiction', 'honesty'],
      timed: true,
    });
  });

  it('gives no point to someone who skips everything', () => {
    expect(qualityOf(skipped(itemIds(definition)), { a1: 1, a2: 1, c1: 1 })).toMatchObject({ points: 0 });
  });
});
