import type { Answers } from '../../../../server/core/definition/types';
import { A, B, C, D, resultOf, skipped } from '../support';

const at = (items: string[], value: number): Answers =>
  Object.fromEntries(items.map((item) => [item, value]));
const low: Answers = { F1: 1, F2: 1, F3: 1, F4: 1 };
const veryHighGambling = at(D, 2);

describe('safeguarding flags', () => {
  it.each<[string, Answers, number, string[]]>([
    ['nobody without cause', {}, 15, []],
    ['a threat once', { E4: 1 }, 25, ['threat']],
    ['no threat', { E4: 0, E1: 4 }, 25, []],
    ['a skipped threat question', { E4: null }, 25, []],
    ['money at 17', { D13: 1 }, 17, ['money']],
    ['money at 18', { D13: 1 }, 18, []],
    ['no money at 17', { D13: 0 }, 17, []],
    ['low wellbeing with an adult', { ...low, G1: 2 }, 25, []],
    ['low wellbeing, adult hardly', { ...low, G1: 1 }, 25, ['lowAlone']],
    ['low wellbeing, adult skipped', { ...low, G1: null }, 25, ['lowAlone']],
    ['wellbeing of 5 without an adult', { ...low, F1: 2, G1: 0 }, 25, []],
    ['wellbeing not scored, without an adult', { ...low, F1: null, G1: 0 }, 25, []],
    ['tension of 5', { F5: 4, F6: 1 }, 25, []],
    ['tension of 6', { F5: 3, F6: 3 }, 25, ['tension']],
    ['tension with one skipped', { F5: 4, F6: null }, 25, []],
    ['very high with an adult', { ...veryHighGambling, G1: 2 }, 25, []],
    ['very high, adult hardly', { ...veryHighGambling, G1: 1 }, 25, ['veryHighAlone']],
    ['very high, adult skipped', { ...veryHighGambling, G1: null }, 25, ['veryHighAlone']],
    ['only high, without an adult', { D13: 1, G1: 0 }, 25, []],
    [
      'very high capped by little harm, without an adult',
      { ...at(C, 4), C6: 0, C8: 0, C10: 0, G1: 0 },
      25,
      [],
    ],
  ])('%s', (_, changes, age, flags) => {
    expect(resultOf(changes, age).flags).toEqual(flags);
  });

  it.each<[string, Answers]>([
    ['A', { ...at(A, 4), A3: 0, A16: 0 }],
    ['B', at(B, 4)],
    ['C', { ...at(C, 4), C10: 0 }],
    ['D', at(D, 4)],
  ])('very high alone is flagged for scale %s', (_, changes) => {
    expect(resultOf({ ...changes, G1: 0 }).flags).toEqual(['veryHighAlone']);
  });

  it('can all be raised at once', () => {
    expect(resultOf({ ...at(D, 4), ...low, D13: 4, E4: 4, F5: 4, F6: 4, G1: 0 }, 14).flags).toEqual([
      'threat',
      'money',
      'lowAlone',
      'tension',
      'veryHighAlone',
    ]);
  });

  it('do not raise money behind closed gates', () => {
    expect(resultOf({ D1: 0, D2: 0, D3: 0, D13: 4 }, 15).flags).toEqual([]);
  });
});

describe('overall', () => {
  it('is the highest band and how many are high or above', () => {
    expect(resultOf().overall).toEqual({ band: 'low', high: 0 });
    expect(resultOf({ D4: 2, D5: 2 }).overall).toEqual({ band: 'moderate', high: 0 });
    expect(resultOf({ D13: 1 }).overall).toEqual({ band: 'high', high: 1 });
    expect(resultOf({ D13: 1, ...at(B, 4), ...at(C, 4) }).overall).toEqual({ band: 'veryHigh', high: 3 });
  });

  it('goes by what could be scored, and is null when nothing was', () => {
    expect(resultOf({ ...skipped(A), D13: 1 }).overall).toEqual({ band: 'high', high: 1 });
    const nothing = { ...skipped([...A, ...B, ...C, ...D]), B1: null, D1: null, D2: null };
    expect(resultOf(nothing).overall).toEqual({ band: null, high: 0 });
  });
});
