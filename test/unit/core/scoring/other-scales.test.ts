import type { Answers } from '../../../../server/core/definition/types';
import { resultOf } from '../support';

describe('cyberbullying', () => {
  it.each<[string, Answers, string | null]>([
    ['all answered never', {}, 'none'],
    ['never, but one skipped', { E3: null }, null],
    ['all skipped', { E1: null, E2: null, E3: null, E4: null }, null],
    ['one form once or twice', { E1: 1 }, 'occasional'],
    ['three forms once or twice', { E1: 1, E2: 1, E3: 1 }, 'occasional'],
    [
      'once or twice, others skipped, as a lower bound',
      { E1: 1, E2: null, E3: null, E4: null },
      'occasional',
    ],
    ['one form monthly', { E2: 2 }, 'repeated'],
    ['one form more often than weekly', { E2: 4, E1: 1 }, 'repeated'],
    ['one form monthly, others skipped, as a lower bound', { E2: 2, E3: null }, 'repeated'],
    ['two forms monthly', { E1: 2, E3: 2 }, 'severe'],
    ['a threat once', { E4: 1 }, 'severe'],
    ['a threat once, others skipped', { E1: null, E2: null, E3: null, E4: 1 }, 'severe'],
  ])('as a victim, %s', (_, changes, level) => {
    expect(resultOf(changes).scales.E).toEqual({ victim: level, aggressor: 'none' });
  });

  it.each<[string, Answers, string | null]>([
    ['never', {}, 'none'],
    ['never, but one skipped', { E6: null }, null],
    ['once or twice', { E5: 1 }, 'occasional'],
    ['once or twice, the other skipped', { E5: 1, E6: null }, 'occasional'],
    ['both weekly, which has no level above', { E5: 3, E6: 3 }, 'repeated'],
    ['monthly', { E6: 2 }, 'repeated'],
  ])('as an aggressor, %s', (_, changes, level) => {
    expect(resultOf(changes).scales.E).toEqual({ victim: 'none', aggressor: level });
  });
});

describe('wellbeing', () => {
  const mood = (total: number): Answers => ({
    F1: Math.min(4, total),
    F2: Math.min(4, Math.max(0, total - 4)),
    F3: Math.min(4, Math.max(0, total - 8)),
    F4: Math.max(0, total - 12),
  });

  it.each([
    [0, 'low'],
    [3, 'low'],
    [4, 'low'],
    [5, 'reduced'],
    [6, 'reduced'],
    [7, 'reduced'],
    [8, 'usual'],
    [9, 'usual'],
    [16, 'usual'],
  ])('of %d is %s', (total, level) => {
    expect(resultOf(mood(total)).scales.F).toEqual({ score: total, max: 16, level, distress: 'usual' });
  });

  it.each(['F1', 'F2', 'F3', 'F4'])('is not scored without %s', (item) => {
    expect(resultOf({ [item]: null }).scales.F).toMatchObject({ score: null, level: null });
  });

  it.each<[Answers, string | null]>([
    [{ F5: 2, F6: 1 }, 'usual'],
    [{ F5: 2, F6: 2 }, 'raised'],
    [{ F5: 4, F6: 1 }, 'raised'],
    [{ F5: 4, F6: null }, 'raised'],
    [{ F5: null, F6: 0 }, null],
    [{ F5: null, F6: 3 }, null],
    [{ F5: 3, F6: null }, null],
    [{ F5: null, F6: null }, null],
  ])('with %j has a distress that is %s', (changes, distress) => {
    expect(resultOf(changes).scales.F.distress).toBe(distress);
  });
});

describe('protective factors', () => {
  it.each<[string, Answers, number | null, string | null]>([
    ['35 %', { G1: 4, G2: 3, G3: 0, G4: 0, G5: 0 }, 35, 'few'],
    ['40 %', { G1: 4, G2: 4, G3: 0, G4: 0, G5: 0 }, 40, 'some'],
    ['45 %', { G1: 4, G2: 4, G3: 1, G4: 0, G5: 0 }, 45, 'some'],
    ['65 %', { G1: 4, G2: 4, G3: 4, G4: 1, G5: 0 }, 65, 'some'],
    ['70 %', { G1: 4, G2: 4, G3: 4, G4: 2, G5: 0 }, 70, 'strong'],
    ['75 %', { G1: 4, G2: 4, G3: 4, G4: 3, G5: 0 }, 75, 'strong'],
    ['one missing, prorated', { G1: 4, G2: 2, G3: 1, G4: 0, G5: null }, 43.75, 'some'],
    ['one missing, 68.75 % is not rounded up', { G1: 4, G2: 4, G3: 3, G4: 0, G5: null }, 68.75, 'some'],
    ['two missing', { G1: null, G2: null }, null, null],
  ])('of %s', (_, changes, percent, level) => {
    const result = resultOf(changes).scales.G;
    expect(result).toEqual({ score: percent === null ? null : percent / 5, max: 20, percent, level });
  });

  it('leave out the readiness to change', () => {
    expect(resultOf({ G6: 0 }).scales.G).toEqual(resultOf({ G6: 4 }).scales.G);
  });
});
