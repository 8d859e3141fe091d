import { changeByPage, readAnswers } from '../../../../server/core/attempt/page-answers';
import type { StudentSession } from '../../../../server/core/attempt/session';
import { stepOf } from '../../../../server/core/attempt/steps';
import { itemIds } from '../../../../server/core/definition/definition';
import type { Answers } from '../../../../server/core/definition/types';
import { formatScore } from '../../../../server/core/pages/result/result.view';
import type { Attempt } from '../../../../server/screening/attempt.types';
import { withNewAttempt } from '../../../../server/screening/questions/student-session';
import { shipped } from '../../../support/questionnaires';

const { definition } = shipped;

const attempt = (changes: Partial<Attempt> = {}) =>
  ({ answers: {}, unclear: [], timings: {}, submittedAt: null, ...changes }) as Attempt;

const ready: StudentSession = {
  assent: true,
  isSharedPhone: false,
  attemptId: 'id',
  code: 'code',
  hasSavedCode: true,
};
const everything: Answers = Object.fromEntries(itemIds(definition).map((item) => [item, 1]));

describe('the step at which a student is', () => {
  it.each<[string, StudentSession, Attempt | null, unknown]>([
    ['nothing yet', {}, null, { name: 'about' }],
    ['assent', { assent: true }, null, { name: 'phone' }],
    ['the device', { ...ready, hasSavedCode: undefined }, null, { name: 'profile' }],
    ['the facts', { ...ready, hasSavedCode: undefined }, attempt(), { name: 'code' }],
    ['the code', ready, attempt(), { name: 'page', page: 'a1' }],
    ['a page', { ...ready, page: 'c1' }, attempt(), { name: 'page', page: 'c1' }],
    ['the facts again', { ...ready, page: 'profile' }, attempt(), { name: 'profile' }],
    ['a page that does not exist', { ...ready, page: 'zz' }, attempt(), { name: 'page', page: 'a1' }],
    [
      'a page that a gate closed',
      { ...ready, page: 'b1' },
      attempt({ answers: { B1: 0 } }),
      { name: 'page', page: 'a1' },
    ],
    ['every answer', ready, attempt({ answers: everything }), { name: 'check' }],
    ['the check page', { ...ready, page: 'check' }, attempt(), { name: 'check' }],
    ['the submission', ready, attempt({ submittedAt: new Date(0) }), { name: 'result' }],
    [
      'the submission, on another device',
      { attemptId: 'id', code: 'code' },
      attempt({ submittedAt: new Date(0) }),
      { name: 'result' },
    ],
  ])('after %s', (_name, session, stored, step) => {
    expect(stepOf(session, stored, shipped)).toEqual(step);
  });

  it('a code that the person has is kept for a new attempt', () => {
    expect(withNewAttempt({ code: 'mine' }).code).toBe('mine');
    expect(withNewAttempt({}).code).toMatch(/^[0-9A-Z]{16}$/);
  });
});

describe('a page’s form', () => {
  it('tells answers, skips and what was left alone apart', () => {
    expect(readAnswers(definition, 'a1', { A1: '0', A2: 'skip', A9: '1', page: 'a1' })).toEqual({
      ok: true,
      value: { A1: 0, A2: null },
    });
  });

  it.each(['5', '-1', '1.5', '', '01', ['1', '2'], { $gt: '0' }])('takes no answer like %j', (value) => {
    expect(readAnswers(definition, 'a1', { A1: value })).toMatchObject({
      ok: false,
      problems: [{ field: 'A1' }],
    });
  });

  it('changes its own part only', () => {
    const stored = attempt({
      answers: { A1: 4, A9: 1, B2: 3 },
      unclear: ['A1', 'A9'],
      timings: { a1: 5000, a2: 7000 },
    });
    expect(
      changeByPage(definition, stored, {
        page: 'a1',
        answers: { A1: null },
        unclear: ['A3', 'A9'],
        spentMs: 2000,
      }),
    ).toEqual({
      answers: { A1: null, A9: 1, B2: 3 },
      unclear: ['A3', 'A9'],
      timings: { a1: 7000, a2: 7000 },
    });
  });

  it('leaves the timings alone without a script', () => {
    const sent = { page: 'a1', answers: {}, unclear: [], spentMs: null };
    expect(changeByPage(definition, attempt(), sent).timings).toEqual({});
  });
});

describe('a score in words', () => {
  it.each([
    [32, '32'],
    [11.111, '11,1'],
    [31.96, '31,9'],
    [0, '0'],
  ])('%d is written %s and never seems to reach the next level', (score, text) => {
    expect(formatScore(score)).toBe(text);
  });
});
