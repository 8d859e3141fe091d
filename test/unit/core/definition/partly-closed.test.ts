import type { Answers } from '../../../../server/core/definition/types';
import { feedbackFor } from '../../../../server/core/feedback/feedback';
import { calm, definition, scored } from '../support';

/** A definition in which D3 = 0 closes single items of several scales; whole scales are closed elsewhere. */
const partly = {
  ...definition,
  routing: [{ whenAllZero: ['D3'], close: ['B2', 'D4', 'D13', 'D14', 'E1', 'E5', 'F5', 'F6'] }],
};
const scoreAt = (changes: Answers, age = 17) =>
  scored({ ...calm, D1: 1, D2: 0, D3: 0, ...changes }, { age, rules: partly });

describe('a scale of which only some questions are closed', () => {
  it('counts them as 0 without prorating the others', () => {
    const { B } = scoreAt({ B2: 4, B3: 4, B4: 4 }).result.scales;
    expect(B).toEqual({ score: 8, max: 36, band: 'low', answered: 8, missing: 0 });
  });

  it('counts no criterion for them, in the upper band neither', () => {
    const { D } = scoreAt({ D4: 4, D5: 2, D13: 4 }).result.scales;
    expect(D).toMatchObject({
      score: 2,
      criteria: 1,
      band: 'low',
      bandUpper: 'low',
      answered: 8,
      missing: 0,
    });
  });

  it('says none where everything else was answered never', () => {
    expect(scoreAt({ E1: 4, E5: 4 }).result.scales.E).toEqual({ victim: 'none', aggressor: 'none' });
    expect(scoreAt({ E1: 4, E2: null }).result.scales.E.victim).toBeNull();
  });

  it('adds 0 to sums', () => {
    expect(scoreAt({ F5: 4, F6: 4 }).result.scales.F.distress).toBe('usual');
  });

  it('meets no flag and no text by what had been answered behind the gate', () => {
    const scored = scoreAt({ D13: 4, D14: 4, F5: 4, F6: 4 });
    expect(scored.result.flags).toEqual([]);
    expect(feedbackFor(partly, { ...scored, age: 17 }).extras).toEqual([]);
  });

  it('meets a condition that allows at most so much', () => {
    const closing = { ...definition, routing: [{ whenAllZero: ['D3'], close: ['G1'] }] };
    const low: Answers = { D3: 0, F1: 1, F2: 1, F3: 1, F4: 1, G1: 4 };
    const { result } = scored({ ...calm, ...low }, { rules: closing });
    expect(result.flags).toEqual(['lowAlone']);
  });
});
