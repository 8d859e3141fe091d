import type { Answers } from '../../../../server/core/definition/types';
import { score } from '../../../../server/core/scoring/score';
import {
  A,
  answerScored,
  B,
  type Band,
  C,
  calm,
  definition,
  resultOf,
  skipped,
  without,
  withTotal,
} from '../support';

/**
 * Harm confirmed (one item at 3), the rest of the total dealt round the other items, so that no score comes from a few
 * strong answers (gaming has a rule of its own for those).
 */
const spread = (items: string[], harm: string, total: number): Answers => {
  const others = items.filter((item) => item !== harm);
  const values: Record<string, number> = { [harm]: Math.min(3, total) };
  for (let left = total - values[harm]!, turn = 0; left > 0; left -= 1, turn += 1) {
    const item = others[turn % others.length]!;
    values[item] = (values[item] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(values).map(([item, value]) => [item, answerScored(item, value)]));
};

const cases: [scale: 'A' | 'B' | 'C', items: string[], harm: string, cuts: [number, number, number]][] = [
  ['A', A, 'A9', [23, 32, 45]],
  ['B', B, 'B6', [13, 18, 26]],
  ['C', C, 'C6', [14, 20, 28]],
];

describe.each(cases)('the sum scale %s', (scale, items, harm, [moderate, high, veryHigh]) => {
  it.each<[number, Band]>([
    [0, 'low'],
    [moderate - 1, 'low'],
    [moderate, 'moderate'],
    [moderate + 1, 'moderate'],
    [high - 1, 'moderate'],
    [high, 'high'],
    [high + 1, 'high'],
    [veryHigh - 1, 'high'],
    [veryHigh, 'veryHigh'],
    [veryHigh + 1, 'veryHigh'],
  ])('bands a score of %d as %s', (total, band) => {
    expect(resultOf(spread(items, harm, total)).scales[scale]).toEqual({
      score: total,
      max: items.length * 4,
      band,
      answered: items.length,
      missing: 0,
    });
  });
});

describe('reversed items', () => {
  it.each(['A3', 'A16', 'C10'])('%s counts 4 minus the answer', (item) => {
    const scale = item.startsWith('A') ? 'A' : 'C';
    expect(resultOf({ [item]: 0 }).scales[scale].score).toBe(4);
    expect(resultOf({ [item]: 1 }).scales[scale].score).toBe(3);
    expect(resultOf({ [item]: 4 }).scales[scale].score).toBe(0);
  });
});

describe('missing answers', () => {
  it.each<['A' | 'B' | 'C', string[], number]>([
    ['A', A, 3],
    ['B', B, 1],
    ['C', C, 2],
  ])('scale %s allows so many and no more', (scale, items, allowed) => {
    const atLimit = resultOf(skipped(items.slice(0, allowed))).scales[scale];
    expect(atLimit).toMatchObject({
      score: 0,
      band: 'low',
      missing: allowed,
      answered: items.length - allowed,
    });
    const over = resultOf(skipped(items.slice(0, allowed + 1))).scales[scale];
    expect(over).toEqual({
      score: null,
      max: items.length * 4,
      band: null,
      answered: items.length - allowed - 1,
      missing: allowed + 1,
    });
  });

  it('treats a question that was not reached like a skipped one', () => {
    const notReached = score(definition, without(calm, ['A1']), { age: 25, timings: {} });
    expect(notReached.result.scales.A).toEqual(resultOf({ A1: null }).scales.A);
  });

  it.each<[string, Answers, 'A' | 'B', number, Band]>([
    // 13 answered: 16 * 26 / 13 is exactly the high cut-off.
    [
      'exactly 32',
      { ...skipped(['A1', 'A2', 'A4']), A9: 4, A10: 4, A11: 4, A12: 4, A13: 4, A14: 4, A15: 2 },
      'A',
      32,
      'high',
    ],
    [
      '22.86, not rounded to 23',
      { ...withTotal(A.slice(2), 20), ...skipped(['A1', 'A2']) },
      'A',
      320 / 14,
      'low',
    ],
    ['22.4, one below the next reachable', { ...withTotal(A.slice(1), 21), A1: null }, 'A', 22.4, 'low'],
    ['23.47', { ...withTotal(A.slice(1), 22), A1: null }, 'A', (16 * 22) / 15, 'moderate'],
    [
      '16.875',
      { B2: 2, B3: 2, B4: 2, B5: 2, B6: 3, B7: 2, B8: 2, B9: 0, B10: null },
      'B',
      16.875,
      'moderate',
    ],
    ['exactly 18', { B2: 2, B3: 2, B4: 2, B5: 2, B6: 3, B7: 2, B8: 2, B9: 1, B10: null }, 'B', 18, 'high'],
  ])('prorates to %s and compares unrounded', (_, changes, scale, score, band) => {
    const result = resultOf(changes).scales[scale];
    expect(result.score).toBeCloseTo(score, 12);
    expect(result.band).toBe(band);
  });
});

describe('the harm rule', () => {
  const noHarm = withTotal(['A1', 'A2', 'A4', 'A5', 'A6', 'A7', 'A8', 'A10', 'A11', 'A12', 'A15'], 44);

  it.each<[string, Answers, Band, string | undefined]>([
    ['no harm caps very high at moderate', { ...noHarm, A3: 0 }, 'moderate', 'littleHarm'],
    ['one at 2 is not enough', { A9: 2 }, 'moderate', 'littleHarm'],
    ['one at 2 and one at 1 is not enough', { A9: 2, A13: 1 }, 'moderate', 'littleHarm'],
    ['two at 2 confirm', { A9: 2, A13: 2 }, 'veryHigh', undefined],
    ['one at 3 confirms', { A14: 3 }, 'veryHigh', undefined],
    ['a skipped one could still confirm', { A9: null }, 'veryHigh', 'harmUnknown'],
    ['a skipped one beside a weak one could still confirm', { A9: 1, A13: null }, 'veryHigh', 'harmUnknown'],
    ['a skipped one does not matter once confirmed', { A9: 3, A13: null }, 'veryHigh', undefined],
  ])('%s', (_, changes, band, label) => {
    const result = resultOf({ ...noHarm, A3: 0, ...changes }).scales.A;
    expect(result.band).toBe(band);
    expect(result.label).toBe(label);
  });

  it('leaves moderate and low alone', () => {
    expect(resultOf(withTotal(['A1', 'A2', 'A4', 'A5', 'A6', 'A7'], 23)).scales.A).toMatchObject({
      band: 'moderate',
    });
    expect(resultOf(withTotal(['A1', 'A2', 'A4', 'A5', 'A6', 'A7'], 23)).scales.A.label).toBeUndefined();
  });

  it.each<['B' | 'C', string[], string[]]>([
    ['B', B, ['B6', 'B7', 'B10']],
    ['C', C, ['C6', 'C8']],
  ])('holds for %s with its own harm items', (scale, items, harmItems) => {
    const others = withTotal(
      items.filter((item) => !harmItems.includes(item)),
      24,
    );
    expect(resultOf(others).scales[scale]).toMatchObject({ band: 'moderate', label: 'littleHarm' });
    for (const item of harmItems) {
      expect(resultOf({ ...others, [item]: 3 }).scales[scale].label).toBeUndefined();
      expect(resultOf({ ...others, [item]: null }).scales[scale]).toMatchObject({ label: 'harmUnknown' });
    }
    expect(
      resultOf({ ...others, [harmItems[0]!]: 2, [harmItems[1]!]: 2 }).scales[scale].label,
    ).toBeUndefined();
  });
});

describe('gaming', () => {
  it('is high with five answers at 3, though the score of 15 is moderate', () => {
    expect(resultOf({ B2: 3, B3: 3, B4: 3, B5: 3, B6: 3 }).scales.B).toMatchObject({
      score: 15,
      band: 'high',
    });
    expect(resultOf({ B2: 3, B3: 3, B4: 3, B6: 4, B5: 2 }).scales.B).toMatchObject({
      score: 15,
      band: 'moderate',
    });
  });

  it('confirms that high band by harm like any other', () => {
    expect(resultOf({ B2: 3, B3: 3, B4: 3, B5: 3, B8: 3 }).scales.B).toMatchObject({
      band: 'moderate',
      label: 'littleHarm',
    });
  });

  it('does not lower a very high band by it', () => {
    expect(resultOf(Object.fromEntries(B.map((item) => [item, 3]))).scales.B.band).toBe('veryHigh');
  });

  it('is not scored with two missing, however strong the others are', () => {
    expect(
      resultOf({ ...Object.fromEntries(B.map((item) => [item, 4])), B2: null, B3: null }).scales.B,
    ).toMatchObject({
      score: null,
      band: null,
    });
  });

  it('is low and labelled when the gate is 0, whatever had been answered behind it', () => {
    expect(resultOf({ ...Object.fromEntries(B.map((item) => [item, 4])), B1: 0 }).scales.B).toEqual({
      score: 0,
      max: 36,
      band: 'low',
      label: 'noGaming',
      answered: 0,
      missing: 0,
    });
  });

  it('is missing, not zero, when gate and follow-ups were skipped', () => {
    expect(resultOf({ B1: null, ...skipped(B) }).scales.B).toMatchObject({
      score: null,
      band: null,
      missing: 9,
    });
  });
});
