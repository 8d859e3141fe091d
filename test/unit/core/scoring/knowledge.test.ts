import type { SubmittedAnswers } from '../../../../server/core/definition/types';
import { type KnowledgeScale, knowledge } from '../../../../server/core/scoring/kinds/knowledge';

const rules: KnowledgeScale = {
  kind: 'knowledge',
  right: { K1: 0, K2: 2, K3: 1, K4: 3, K5: 0 },
  missingAllowed: 2,
  bounds: [
    { level: 'little', from: 0 },
    { level: 'half', from: 40 },
    { level: 'much', from: 80 },
  ],
};
const asked = {
  answerSets: { options: 4 },
  items: Object.fromEntries(
    Object.keys(rules.right).map((item) => [item, { answers: 'options', construct: item }]),
  ),
};
const allRight: SubmittedAnswers = rules.right;

describe('knowledge', () => {
  it.each<[string, SubmittedAnswers, number | null, string | null]>([
    ['everything right', allRight, 5, 'much'],
    ['one wrong, just at the upper level', { ...allRight, K2: 3 }, 4, 'much'],
    ['two wrong', { ...allRight, K2: 3, K5: 1 }, 3, 'half'],
    ['two right, just at the middle level', { ...allRight, K1: 1, K2: 3, K5: 1 }, 2, 'half'],
    ['one right', { K1: 0, K2: 0, K3: 0, K4: 0, K5: 1 }, 1, 'little'],
    ['nothing right', { K1: 1, K2: 0, K3: 0, K4: 0, K5: 1 }, 0, 'little'],
    ['a skipped question, which counts as not known', { ...allRight, K4: null }, 4, 'much'],
    ['two skipped questions', { ...allRight, K4: null, K1: null }, 3, 'half'],
    ['one question more skipped than allowed', { ...allRight, K4: null, K1: null, K2: null }, null, null],
    ['a question that was not put', { ...allRight, K1: 'S', K2: 'S', K3: 'S' }, null, null],
    ['a question that was not reached', { K1: 0, K2: 2 }, null, null],
  ])('with %s', (_, answers, known, level) => {
    const percent = known === null ? null : known * 20;
    expect(knowledge.score(rules, { asked, answers, age: 15 })).toEqual({ known, of: 5, percent, level });
  });

  it('is no difficulty, no resource and no risk', () => {
    expect(knowledge.itemsOf(rules)).toEqual({ difficulties: [], resources: [] });
    expect(knowledge.bandsOf(rules)).toEqual([]);
  });
});
