import type { Answers } from '../../../../server/core/definition/types';
import { feedbackFor, recommendationIds } from '../../../../server/core/feedback/feedback';
import { score } from '../../../../server/core/scoring/score';
import { A, B, C, calm, D, definition, skipped } from '../support';

const feedbackOf = (changes: Answers = {}, age = 25) => {
  const scored = score(definition, { ...calm, ...changes }, { age, timings: {} });
  return feedbackFor(definition, { ...scored, age });
};
const at = (items: string[], value: number): Answers =>
  Object.fromEntries(items.map((item) => [item, value]));
const textsOf = (changes: Answers, scale: string, age?: number) =>
  feedbackOf(changes, age).scales.find((one) => one.scale === scale)?.textIds;

describe('the texts of a scale', () => {
  it('are the recommendation for its band', () => {
    expect(textsOf({}, 'A')).toEqual(['A-low']);
    expect(textsOf(at(B, 4), 'B')).toEqual(['B-veryHigh']);
    expect(textsOf({ D13: 1 }, 'D')).toEqual(['D-high']);
  });

  it('speak of not playing instead of playing little', () => {
    expect(textsOf({ B1: 0 }, 'B')).toEqual(['noGaming']);
    expect(textsOf({ D1: 0, D2: 0 }, 'D')).toEqual(['noGambling']);
  });

  it('speak of the age where only the age is the reason', () => {
    expect(textsOf({ D2: 1 }, 'D', 17)).toEqual(['underAgePlay']);
    expect(textsOf({ D2: 1, D4: 4 }, 'D', 17)).toEqual(['D-moderate']);
  });

  it('speak of little harm instead of a moderate level', () => {
    expect(textsOf({ ...at(C, 4), C6: 0, C8: 0 }, 'C')).toEqual(['littleHarm']);
  });

  it('stay with the band where harm is unknown', () => {
    expect(textsOf({ ...at(C, 4), C6: 0, C8: null }, 'C')).toEqual(['C-veryHigh']);
  });

  it('are none for a scale that was not scored', () => {
    expect(textsOf(skipped(A), 'A')).toEqual([]);
  });
});

describe('the order of scales', () => {
  it('is the most important first, equal ones as listed, unscored ones last', () => {
    expect(feedbackOf().scales.map(({ scale }) => scale)).toEqual(['A', 'B', 'C', 'D']);
    expect(feedbackOf({ D13: 1 }).scales.map(({ scale }) => scale)).toEqual(['D', 'A', 'B', 'C']);
    const mixed = { ...skipped(A), ...at(C, 4), D4: 2, D5: 2 };
    expect(feedbackOf(mixed).scales.map(({ scale }) => scale)).toEqual(['C', 'D', 'B', 'A']);
  });

  it('gives every scale a bar but gambling, which is told in words first', () => {
    expect(feedbackOf().scales.filter(({ hasBar }) => !hasBar)).toMatchObject([{ scale: 'D' }]);
  });
});

describe('further texts', () => {
  it.each<[string, Answers, string[]]>([
    ['nothing', {}, []],
    ['bullied once or twice', { E1: 1 }, ['bullied']],
    ['bullied by a threat', { E4: 1 }, ['bullied']],
    ['perhaps bullied, perhaps not', { E1: null }, []],
    ['bullying others', { E6: 1 }, ['bullying']],
    ['reduced wellbeing', { F1: 1, F2: 2, F3: 2, F4: 2 }, ['lowWellbeing']],
    ['low wellbeing', { F1: 0, F2: 0, F3: 0, F4: 0 }, ['lowWellbeing']],
    ['distress only', { F5: 4 }, ['lowWellbeing']],
    ['a loot box tip', { D14: 2 }, ['lootBoxes']],
    ['a moderate loot box tip', { D14: 2, D15: 2 }, ['lootBoxes']],
    ['money without gambling went into loot boxes', { D1: 0, D2: 0, D3: 1, D13: 1 }, ['lootBoxes']],
    ['money with gambling belongs to gambling', { D13: 1 }, []],
    ['doubtful answers', { V1: 0, V2: 1 }, ['doubtfulAnswers']],
    ['answers kept out of the reference', { V1: 0, V2: 1, V4: 0 }, ['doubtfulAnswers']],
    [
      'everything',
      { E1: 1, E5: 1, F5: 4, D14: 2, V1: 0, V2: 1 },
      ['bullied', 'lowWellbeing', 'lootBoxes', 'bullying', 'doubtfulAnswers'],
    ],
  ])('%s', (_, changes, extras) => {
    expect(feedbackOf(changes).extras).toEqual(extras);
  });
});

describe('the strength', () => {
  it.each<[Answers, string]>([
    [{}, 'G1'],
    [{ G1: 3 }, 'G2'],
    [{ G1: 3, G2: 3, G3: 3, G4: 3, G5: 4 }, 'G5'],
    [{ G1: null, G2: 3, G3: 3, G4: 2, G5: 2 }, 'G2'],
    [{ G1: 2, G2: 2, G3: 2, G4: 2, G5: 2 }, 'none'],
    [skipped(['G1', 'G2', 'G3', 'G4', 'G5']), 'none'],
    [{ ...at(['G1', 'G2', 'G3', 'G4', 'G5'], 0), G6: 4 }, 'none'],
  ])('of %j is %s', (changes, strength) => {
    expect(feedbackOf(changes).strength).toBe(strength);
  });
});

describe('the offer of help', () => {
  it('is warmer with a flag or a high band', () => {
    expect(feedbackOf().offerHelp).toBe('usual');
    expect(feedbackOf({ D4: 2, D5: 2 }).offerHelp).toBe('usual');
    expect(feedbackOf({ E4: 1 }).offerHelp).toBe('warm');
    expect(feedbackOf(at(D, 1)).offerHelp).toBe('usual');
    expect(feedbackOf({ D13: 1 }).offerHelp).toBe('warm');
    expect(feedbackOf(at(B, 4)).offerHelp).toBe('warm');
  });

  it('stands for someone who skipped everything too', () => {
    expect(feedbackOf(skipped(Object.keys(calm)))).toMatchObject({
      strength: 'none',
      extras: [],
      offerHelp: 'usual',
    });
  });
});

describe('the list of recommendations', () => {
  it('has each scale and band and every further text once', () => {
    const ids = recommendationIds(definition);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(16 + 4 + 5);
  });
});
