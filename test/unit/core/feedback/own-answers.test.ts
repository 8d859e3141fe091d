import { strongestAnswers } from '../../../../server/core/feedback/own-answers';
import { shipped } from '../../../support/questionnaires';
import { calm } from '../support';

const { definition, texts } = shipped;
const told = (scale: string, answers: Record<string, number | null>) =>
  strongestAnswers(definition, texts.ru, scale, { ...calm, ...answers });

describe('a student’s own answers', () => {
  it('are told with harm first, then the strongest, three at most', () => {
    const { items, answers } = texts.ru;
    expect(told('A', { A1: 4, A5: 2, A9: 2, A14: 3, A15: 3 })).toEqual([
      { item: items.A14, answer: answers.frequency![3] },
      { item: items.A9, answer: answers.frequency![2] },
      { item: items.A1, answer: answers.frequency![4] },
    ]);
  });

  it('are told as they were given, also where the question is turned round', () => {
    expect(told('A', { A3: 0 })).toEqual([
      { item: texts.ru.items.A3, answer: texts.ru.answers.frequency![0] },
    ]);
  });

  it('are none of those that were skipped, seldom or closed', () => {
    expect(told('A', { A1: null, A2: 1 })).toEqual([]);
    expect(strongestAnswers(definition, texts.ru, 'B', { ...calm, B2: 'S' })).toEqual([]);
  });

  it('are in the words of their own options', () => {
    expect(told('D', { D4: 2 })).toEqual([
      { item: texts.ru.items.D4, answer: texts.ru.answers.gambling![2] },
    ]);
  });
});
