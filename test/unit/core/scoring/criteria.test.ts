import type { Answers } from '../../../../server/core/definition/types';
import { type Band, D, definition, resultOf, skipped } from '../support';

/** Nothing of the age rule: occasional play at 25. */
const gambling = (changes: Answers, age = 25) => resultOf({ D1: 1, D2: 1, ...changes }, age).scales.D;

/** So many criteria just met, each by its lowest answer. */
const criteria = (count: number): Answers => Object.fromEntries(D.slice(0, count).map((item) => [item, 2]));

describe('gambling', () => {
  it.each<[string, Answers, Band, number, number]>([
    ['nothing', {}, 'low', 0, 0],
    ['one criterion', { D4: 2 }, 'low', 1, 2],
    ['a sum of 3', { D4: 1, D5: 1, D6: 1 }, 'low', 0, 3],
    ['one criterion and a sum of 3', { D4: 3 }, 'low', 1, 3],
    ['a sum of 4 without two criteria', { D4: 1, D5: 1, D6: 1, D7: 1 }, 'moderate', 0, 4],
    ['one criterion and a sum of 4', { D4: 4 }, 'moderate', 1, 4],
    ['two criteria and a sum of 2', { D11: 1, D12: 1 }, 'moderate', 2, 2],
    ['three criteria', criteria(3), 'moderate', 3, 6],
    ['three criteria and a sum of 10', { D4: 4, D5: 4, D6: 2 }, 'moderate', 3, 10],
    ['three criteria and a sum of 11', { D4: 4, D5: 4, D6: 3 }, 'high', 3, 11],
    ['four criteria and a sum of 8', criteria(4), 'high', 4, 8],
    ['five criteria', criteria(5), 'high', 5, 10],
    ['five criteria and a sum of 20', { D4: 4, D5: 4, D6: 4, D7: 4, D8: 4 }, 'high', 5, 20],
    ['six criteria', criteria(6), 'veryHigh', 6, 12],
    ['six criteria with the two that count from 1', { ...criteria(4), D11: 1, D12: 1 }, 'veryHigh', 6, 10],
    ['all nine', criteria(9), 'veryHigh', 9, 18],
    ['money that was not theirs to use, and nothing else', { D13: 1 }, 'high', 0, 0],
    ['such money and six criteria', { ...criteria(6), D13: 4 }, 'veryHigh', 6, 12],
  ])('with %s', (_, changes, band, count, sum) => {
    expect(gambling(changes)).toEqual({
      score: sum,
      max: 36,
      band,
      bandUpper: band,
      criteria: count,
      answered: 9,
      missing: 0,
    });
  });

  it.each(D)('counts %s from its own cut-off', (item) => {
    const from = ['D11', 'D12'].includes(item) ? 1 : 2;
    expect(gambling({ [item]: from }).criteria).toBe(1);
    expect(gambling({ [item]: from - 1 }).criteria).toBe(0);
  });
});

describe('the age rule', () => {
  it.each<[string, number, Answers, Band, 'underAgePlay' | undefined]>([
    ['20, any game monthly, which may be a lottery', 20, { D1: 2, D2: 0 }, 'low', undefined],
    ['17, any game monthly', 17, { D1: 2, D2: 0 }, 'moderate', 'underAgePlay'],
    ['20, online bets monthly', 20, { D1: 0, D2: 2 }, 'moderate', 'underAgePlay'],
    ['20, both once or twice', 20, { D1: 1, D2: 1 }, 'low', undefined],
    ['21, both almost daily', 21, { D1: 4, D2: 4 }, 'low', undefined],
    ['17, online bets once', 17, { D1: 0, D2: 1 }, 'moderate', 'underAgePlay'],
    ['18, online bets once', 18, { D1: 0, D2: 1 }, 'low', undefined],
    ['17, any game once', 17, { D1: 1, D2: 0 }, 'low', undefined],
    ['17, and two criteria say moderate too', 17, { D2: 1, D4: 2, D5: 2 }, 'moderate', undefined],
    ['17, and the sum says moderate too', 17, { D2: 1, D4: 4 }, 'moderate', undefined],
    ['17, and high by criteria', 17, { D2: 1, ...criteria(4) }, 'high', undefined],
    ['17, and high by money', 17, { D2: 1, D13: 1 }, 'high', undefined],
  ])('at %s', (_, age, changes, band, label) => {
    const result = gambling(changes, age);
    expect(result.band).toBe(band);
    expect(result.label).toBe(label);
  });
});

describe('missing gambling answers', () => {
  it('are 0 in the band and 4 in the upper band, and nothing is prorated', () => {
    expect(gambling({ D4: 2, D5: null })).toMatchObject({
      score: 2,
      criteria: 1,
      band: 'low',
      bandUpper: 'moderate',
      answered: 8,
      missing: 1,
    });
    expect(gambling({ ...criteria(3), D7: null })).toMatchObject({
      score: 6,
      band: 'moderate',
      bandUpper: 'high',
    });
    expect(gambling({ ...criteria(5), D9: null })).toMatchObject({ band: 'high', bandUpper: 'veryHigh' });
  });

  it('include the money question and the gates in the upper band', () => {
    expect(gambling({ D13: null })).toMatchObject({ band: 'low', bandUpper: 'high', missing: 0 });
    expect(gambling({ D2: null }, 17)).toMatchObject({ band: 'low', bandUpper: 'moderate' });
    expect(gambling({ D2: null }, 25)).toMatchObject({ band: 'low', bandUpper: 'low' });
  });

  it('leave the scale unscored when two are missing and the rest is below high', () => {
    expect(gambling({ ...criteria(3), D10: null, D11: null })).toEqual({
      score: null,
      max: 36,
      band: null,
      bandUpper: null,
      criteria: null,
      answered: 7,
      missing: 2,
    });
    expect(gambling({ D2: 1, ...skipped(D) }, 15)).toMatchObject({ score: null, band: null });
  });

  it('do not take back a band that is already high: it stands, without a score', () => {
    expect(gambling({ ...criteria(4), D10: null, D11: null })).toEqual({
      score: null,
      max: 36,
      band: 'high',
      bandUpper: 'veryHigh',
      criteria: 4,
      answered: 7,
      missing: 2,
    });
    expect(gambling({ ...criteria(6), D10: null, D11: null, D12: null })).toMatchObject({ band: 'veryHigh' });
    expect(gambling({ ...skipped(D), D13: 1 })).toMatchObject({ band: 'high', score: null, criteria: 0 });
  });
});

describe('no gambling', () => {
  const everything = { ...Object.fromEntries(D.map((item) => [item, 4])), D1: 0, D2: 0 };

  it('is low and labelled, whatever had been answered behind the gates', () => {
    expect(resultOf(everything, 15).scales.D).toEqual({
      score: 0,
      max: 36,
      band: 'low',
      bandUpper: 'low',
      criteria: 0,
      label: 'noGambling',
      answered: 0,
      missing: 0,
    });
  });

  it('is never banded by the money question, which flags instead', () => {
    const result = resultOf({ ...everything, D3: 2, D13: 4 }, 15);
    expect(result.scales.D).toMatchObject({ band: 'low', bandUpper: 'low', label: 'noGambling' });
    expect(result.flags).toEqual(['money']);
  });

  it('is not said while one of the two gates was skipped', () => {
    expect(resultOf({ D1: 0, D2: null }).scales.D.label).toBeUndefined();
    expect(resultOf({ D1: null, D2: 0, ...skipped(D) }).scales.D.band).toBeNull();
  });
});

describe('loot boxes', () => {
  it.each<[Answers, number, string]>([
    [{ D14: 1, D15: 1 }, 0, 'none'],
    [{ D14: 2, D15: 1 }, 1, 'tip'],
    [{ D14: null, D15: 2 }, 1, 'tip'],
    [{ D14: 2, D15: 2 }, 2, 'moderateTip'],
    [{ D3: 0, D14: 4, D15: 4 }, 0, 'none'],
  ])('%j are %i signs, %s, and leave the band of gambling alone', (changes, count, level) => {
    const { D: gambling, loot } = resultOf({ D1: 1, D2: 1, ...changes }).scales;
    expect(loot).toEqual({ count, level });
    expect(gambling.band).toBe('low');
  });

  it('D16 and D17 are context only', () => {
    expect(gambling({ D16: 4, D17: 4 })).toEqual(gambling({}));
    expect(definition.scales.D?.kind).toBe('criteria');
  });
});
