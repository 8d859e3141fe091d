import fc from 'fast-check';
import { designEffect } from '../../../server/reports/statistics/clustering';
import { chiSquare } from '../../../server/reports/statistics/contingency';
import { upperGamma } from '../../../server/reports/statistics/distributions';
import { fisherFreemanHalton, type GroupShare } from '../../../server/reports/statistics/fisher';
import { holm } from '../../../server/reports/statistics/holm';
import { isComputed, type NotComputed } from '../../../server/reports/statistics/not-computed';
import { funnelLimits, wilson } from '../../../server/reports/statistics/proportion';
import { type Frequencies, kruskalWallis, mannWhitney } from '../../../server/reports/statistics/ranks';
import { kaplanMeierMedian } from '../../../server/reports/statistics/survival';

/** The reference values were made with R 4.2.2 and psych 2.2.9 and are given to six digits. */
const digits = 6;

function computed<T extends object>(value: T | NotComputed): T {
  if (!isComputed(value)) throw new Error(`not computed: ${JSON.stringify(value)}`);
  return value;
}

function frequencies(values: number[]): Frequencies {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

describe('Wilson interval', () => {
  it('agrees with R for 7 of 120', () => {
    const [low, high] = computed(wilson(7, 120));
    expect(low).toBeCloseTo(0.028541, digits);
    expect(high).toBeCloseTo(0.115526, digits);
  });

  it('starts at exactly 0 when nobody has the trait', () => {
    const [low, high] = computed(wilson(0, 30));
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.113513, digits);
  });

  it('ends at exactly 1 when everybody has it', () => {
    expect(computed(wilson(30, 30))[1]).toBe(1);
  });

  it('is not computed for nobody', () => {
    expect(wilson(0, 0)).toEqual({ because: 'noAnswers' });
  });

  it('holds the share and stays inside 0-1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const count = Math.round(part * n);
          const [low, high] = computed(wilson(count, n));
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(count / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(count / n - 1e-12);
        },
      ),
    );
  });
});

describe('funnel limits', () => {
  it('leave at most the tails outside', () => {
    const [low, high] = computed(funnelLimits(0.2, 100, 0.95));
    // qbinom(c(.025, .975), 100, .2) is 12 and 28; interpolation moves each down by less than one person.
    expect(low * 100).toBeGreaterThan(11);
    expect(low * 100).toBeLessThanOrEqual(12);
    expect(high * 100).toBeGreaterThan(27);
    expect(high * 100).toBeLessThanOrEqual(28);
  });

  it('agree with a table computed by hand for n = 2 and share 0.5', () => {
    // P(0) = .25, P(0..1) = .75, P(0..2) = 1: the 2.5 % point lies below 0 and is clamped, the 97.5 % point is 2 - .1.
    const [low, high] = computed(funnelLimits(0.5, 2, 0.95));
    expect(low).toBe(0);
    expect(high).toBeCloseTo(1.9 / 2, 10);
  });

  it('widen with the coverage', () => {
    const [low95, high95] = computed(funnelLimits(0.3, 200, 0.95));
    const [low998, high998] = computed(funnelLimits(0.3, 200, 0.998));
    expect(low998).toBeLessThan(low95);
    expect(high998).toBeGreaterThan(high95);
  });

  it('are not computed for nobody or when there is no variation', () => {
    expect(funnelLimits(0.3, 0, 0.95)).toEqual({ because: 'noAnswers' });
    expect(funnelLimits(0, 50, 0.95)).toEqual({ because: 'zeroVariance' });
    expect(funnelLimits(1, 50, 0.95)).toEqual({ because: 'zeroVariance' });
  });
});

describe('chi-square', () => {
  it('agrees with R without continuity correction', () => {
    const result = computed(
      chiSquare([
        [30, 70],
        [45, 55],
        [20, 80],
      ]),
    );
    expect(result.chiSquare).toBeCloseTo(14.634146, digits);
    expect(result.p).toBeCloseTo(0.000664, digits);
    expect(result.cramersV).toBeCloseTo(0.220863, digits);
    expect(result.df).toBe(2);
  });

  it('leaves empty rows and columns out', () => {
    expect(
      chiSquare([
        [30, 0, 70],
        [0, 0, 0],
        [45, 0, 55],
      ]),
    ).toEqual(
      chiSquare([
        [30, 70],
        [45, 55],
      ]),
    );
  });

  it('says why it is not computed', () => {
    expect(chiSquare([])).toEqual({ because: 'noAnswers' });
    expect(chiSquare([[0, 0]])).toEqual({ because: 'noAnswers' });
    expect(chiSquare([[3, 4]])).toEqual({ because: 'oneGroup' });
    expect(
      chiSquare([
        [3, 0],
        [4, 0],
      ]),
    ).toEqual({ because: 'zeroVariance' });
  });
});

describe('Fisher-Freeman-Halton', () => {
  it("agrees with Fisher's tea tasting", () => {
    const groups = [
      { count: 3, total: 4 },
      { count: 1, total: 4 },
    ];
    expect(computed(fisherFreemanHalton(groups)).p).toBeCloseTo(0.4857142857, 9);
  });

  it('agrees with adding up all tables', () => {
    const group = fc
      .integer({ min: 0, max: 7 })
      .chain((total) => fc.integer({ min: 0, max: total }).map((count) => ({ count, total })));
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 5 }), (groups) => {
        const result = fisherFreemanHalton(groups);
        if (isComputed(result)) expect(result.p).toBeCloseTo(allTables(groups), 9);
        else expect(allTables(groups)).toBeNaN();
      }),
    );
  });

  it('computes seven groups with a zero among six thousand people', () => {
    const groups = [900, 60, 40, 700, 35, 30, 45].map((total, index) => ({
      count: index === 1 ? 12 : 0,
      total,
    }));
    expect(computed(fisherFreemanHalton(groups)).p).toBeLessThan(1e-9);
  });

  it('gives up on too many tables and says so', () => {
    const groups = [500, 600, 700, 800, 900, 1000].map((total, index) => ({ count: 90 + index, total }));
    expect(fisherFreemanHalton(groups)).toEqual({ because: 'tooManyTables' });
  });

  it('says why it is not computed', () => {
    expect(fisherFreemanHalton([])).toEqual({ because: 'noAnswers' });
    expect(fisherFreemanHalton([{ count: 2, total: 5 }])).toEqual({ because: 'oneGroup' });
    expect(
      fisherFreemanHalton([
        { count: 0, total: 5 },
        { count: 0, total: 7 },
      ]),
    ).toEqual({ because: 'zeroVariance' });
  });
});

/** Definition of the test, with every table written out; NaN where no test exists. */
function allTables(groups: GroupShare[]): number {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  const traits = groups.reduce((sum, group) => sum + group.count, 0);
  const people = groups.reduce((sum, group) => sum + group.total, 0);
  const filled = groups.filter((group) => group.total > 0);
  if (filled.length < 2 || traits === 0 || traits === people) return Number.NaN;
  const observed = filled.reduce((product, group) => product * choose(group.total, group.count), 1);
  let sum = 0;
  const visit = (index: number, left: number, product: number): void => {
    if (index === filled.length) {
      if (left === 0 && product <= observed * (1 + 1e-7)) sum += product;
      return;
    }
    const { total } = filled[index]!;
    for (let count = 0; count <= Math.min(total, left); count++) {
      visit(index + 1, left - count, product * choose(total, count));
    }
  };
  visit(0, traits, 1);
  return sum / choose(people, traits);
}

describe('rank tests', () => {
  const first = frequencies([3, 5, 8, 8, 12, 14, 20]);
  const second = frequencies([1, 2, 2, 5, 6, 8, 9, 9]);
  const third = frequencies([4, 7, 7, 10, 15]);

  it('Mann-Whitney agrees with R, with and without continuity correction', () => {
    const result = computed(mannWhitney(first, second));
    expect(result.u).toBe(41.5);
    expect(result.p).toBeCloseTo(0.130039, digits);
    expect(result.pUncorrected).toBeCloseTo(0.115909, digits);
    expect(result.cliffsDelta).toBeCloseTo(0.482143, digits);
  });

  it('Mann-Whitney turned round changes the sign of the effect only', () => {
    const result = computed(mannWhitney(second, first));
    expect(result.p).toBeCloseTo(0.130039, digits);
    expect(result.cliffsDelta).toBeCloseTo(-0.482143, digits);
  });

  it('Kruskal-Wallis agrees with R', () => {
    const result = computed(kruskalWallis([first, second, third]));
    expect(result.h).toBeCloseTo(3.113088, digits);
    expect(result.p).toBeCloseTo(0.210864, digits);
    expect(result.epsilonSquared).toBeCloseTo(0.163847, digits);
  });

  it('say why they are not computed', () => {
    const none = frequencies([]);
    const same = frequencies([4, 4, 4]);
    expect(mannWhitney(none, none)).toEqual({ because: 'noAnswers' });
    expect(mannWhitney(first, none)).toEqual({ because: 'oneGroup' });
    expect(mannWhitney(same, same)).toEqual({ because: 'zeroVariance' });
    expect(kruskalWallis([])).toEqual({ because: 'noAnswers' });
    expect(kruskalWallis([first, none])).toEqual({ because: 'oneGroup' });
    expect(kruskalWallis([same, same])).toEqual({ because: 'zeroVariance' });
    expect(kruskalWallis([frequencies([1]), frequencies([1])])).toEqual({ because: 'zeroVariance' });
  });
});

describe('Holm', () => {
  it('agrees with R', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, index) => {
      expect(adjusted[index]).toBeCloseTo(p, 12);
    });
  });

  it('never exceeds 1 and keeps an empty family empty', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('Kaplan-Meier median', () => {
  it('counts open cases as waiting', () => {
    const cases = [
      { duration: 2, ended: true },
      { duration: 4, ended: false },
      { duration: 6, ended: true },
      { duration: 8, ended: true },
      { duration: 9, ended: false },
    ];
    // still waiting: 4/5 after 2, 4/5 x 2/3 = .533 after 6, half of that after 8
    expect(kaplanMeierMedian(cases)).toEqual({ median: 8 });
  });

  it('is the earliest duration at which half have ended', () => {
    const cases = [1, 2, 3, 4].map((duration) => ({ duration, ended: true }));
    expect(kaplanMeierMedian(cases)).toEqual({ median: 2 });
  });

  it('says why it is not computed', () => {
    expect(kaplanMeierMedian([])).toEqual({ because: 'noAnswers' });
    expect(kaplanMeierMedian([{ duration: 3, ended: false }])).toEqual({ because: 'medianNotReached' });
  });
});

describe('clustering', () => {
  const cluster = (n: number, yes: number) => ({ n, sum: yes, sumOfSquares: yes });

  it('gives the intraclass correlation and the design effect of unequal clusters', () => {
    // By hand: MSB = (10(.2-.4)^2 + 20(.5-.4)^2) / 1 = .6, MSW = (1.6 + 5) / 28, m0 = (30 - 500/30) / 1.
    const result = computed(designEffect([cluster(10, 2), cluster(20, 10)]));
    const within = 6.6 / 28;
    const m0 = 30 - 500 / 30;
    expect(result.m0).toBeCloseTo(m0, 12);
    expect(result.icc).toBeCloseTo((0.6 - within) / (0.6 + (m0 - 1) * within), 12);
    expect(result.designEffect).toBeCloseTo(1 + (m0 - 1) * result.icc, 12);
  });

  it('takes a negative correlation as none', () => {
    const result = computed(designEffect([cluster(10, 5), cluster(10, 5)]));
    expect(result.icc).toBe(0);
    expect(result.designEffect).toBe(1);
  });

  it('says why it is not computed', () => {
    expect(designEffect([])).toEqual({ because: 'noAnswers' });
    expect(designEffect([cluster(9, 3), cluster(0, 0)])).toEqual({ because: 'oneGroup' });
    expect(designEffect([cluster(1, 1), cluster(1, 0)])).toEqual({ because: 'tooFewPeople' });
    expect(designEffect([cluster(9, 0), cluster(9, 0)])).toEqual({ because: 'zeroVariance' });
  });
});

describe('distributions', () => {
  it('agree with closed forms', () => {
    for (const x of [0.01, 0.7, 3, 40]) expect(upperGamma(1, x)).toBeCloseTo(Math.exp(-x), 12);
  });
});
