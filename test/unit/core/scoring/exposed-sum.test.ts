import type { SubmittedAnswers } from '../../../../server/core/definition/types';
import { type ExposedSumScale, exposedSum } from '../../../../server/core/scoring/kinds/exposed-sum';

/** What two kinds of events left behind: asked of everybody, counted where the event happened twice and once. */
const rules: ExposedSumScale = {
  kind: 'exposedSum',
  parts: [
    { exposure: 'quarrels', atLeast: 2, items: ['Q1', 'Q2', 'Q3'] },
    { exposure: 'moves', atLeast: 1, items: ['M1', 'M2'] },
  ],
  missingAllowed: 1,
  bounds: [
    { level: 'little', from: 0 },
    { level: 'some', from: 5 },
    { level: 'much', from: 12 },
  ],
  closedLabel: 'nothingHappened',
};
const asked = {
  answerSets: { often: 5 },
  items: Object.fromEntries(
    ['quarrels', 'moves', 'Q1', 'Q2', 'Q3', 'M1', 'M2'].map((item) => [
      item,
      { answers: 'often', construct: item, reversed: item === 'Q3' },
    ]),
  ),
};

const strong = { Q1: 4, Q2: 4, Q3: 0, M1: 4, M2: 4 };
const both = { quarrels: 2, moves: 1 };

describe('a sum that counts with exposure only', () => {
  it.each<[string, SubmittedAnswers, number | null, string | null, number, number]>([
    ['both parts', { ...both, ...strong }, 20, 'much', 5, 0],
    [
      'both parts with nothing left behind',
      { ...both, Q1: 0, Q2: 0, Q3: 4, M1: 0, M2: 0 },
      0,
      'little',
      5,
      0,
    ],
    ['the first part alone', { quarrels: 4, moves: 0, ...strong }, 12, 'much', 3, 0],
    [
      'the second part alone, the first one below its limit',
      { quarrels: 1, moves: 1, ...strong },
      8,
      'some',
      2,
      0,
    ],
    ['a part that a gate closed', { quarrels: 'S', moves: 3, ...strong }, 8, 'some', 2, 0],
    ['one item skipped, prorated', { ...both, ...strong, Q2: null, M1: 0 }, 15, 'much', 4, 1],
    [
      'a skipped item of a part that does not count',
      { quarrels: 0, moves: 1, ...strong, Q1: null },
      8,
      'some',
      2,
      0,
    ],
    ['two items skipped', { ...both, ...strong, Q1: null, Q2: null }, null, null, 3, 2],
    ['an exposure that is not known', { moves: 1, quarrels: null, ...strong }, null, null, 2, 3],
    ['one below a limit', { ...both, Q1: 1, Q2: 1, Q3: 4, M1: 1, M2: 1 }, 4, 'little', 5, 0],
    ['at a limit', { ...both, Q1: 1, Q2: 1, Q3: 3, M1: 1, M2: 1 }, 5, 'some', 5, 0],
  ])('%s', (_, answers, score, band, answered, missing) => {
    const scored = exposedSum.score(rules, { asked, answers, age: 15 });
    expect(scored).toEqual({ score, max: 20, band, answered, missing });
  });

  it.each<[string, SubmittedAnswers]>([
    ['below both limits', { quarrels: 1, moves: 0, ...strong }],
    ['closed by gates', { quarrels: 'S', moves: 'S' }],
  ])('is closed without any exposure: %s', (_, answers) => {
    expect(exposedSum.score(rules, { asked, answers, age: 15 })).toEqual({
      ...{ score: 0, max: 20, band: 'little', label: 'nothingHappened', answered: 0, missing: 0 },
    });
  });

  it('is not closed where one exposure is not known', () => {
    const answers = { quarrels: null, moves: 0, ...strong };
    expect(exposedSum.score(rules, { asked, answers, age: 15 })).toMatchObject({ band: null });
  });

  it('takes its items as difficulties, and what exposes as neither', () => {
    expect(exposedSum.itemsOf(rules)).toEqual({
      difficulties: ['Q1', 'Q2', 'Q3', 'M1', 'M2'],
      resources: [],
    });
    expect(exposedSum.bandsOf(rules)).toEqual(['little', 'some', 'much']);
  });
});
