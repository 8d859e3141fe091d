import { checkAnswers, checkPage, checkTimings } from '../../../../server/core/definition/page-check';
import { calm, definition } from '../support';

describe('answers from the outside', () => {
  it('are taken when each is an option or a skip, complete or not', () => {
    expect(checkAnswers(definition, calm)).toEqual({ ok: true, value: calm });
    expect(checkAnswers(definition, { A1: null, A2: 4 })).toEqual({ ok: true, value: { A1: null, A2: 4 } });
    expect(checkAnswers(definition, {})).toEqual({ ok: true, value: {} });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown item', { A17: 1 }, 'A17', 'shared:errors.invalid'],
    ['a name of Object', { constructor: 1 }, 'constructor', 'shared:errors.invalid'],
    ['a prototype', JSON.parse('{"__proto__": 1}'), '__proto__', 'shared:errors.invalid'],
    ['an answer above the options', { A1: 5 }, 'A1', 'shared:errors.chooseOne'],
    ['an answer below the options', { A1: -1 }, 'A1', 'shared:errors.chooseOne'],
    ['a fraction', { A1: 1.5 }, 'A1', 'shared:errors.wholeNumber'],
    ['no number at all', { A1: Number.NaN }, 'A1', 'shared:errors.wholeNumber'],
    ['infinity', { A1: Number.POSITIVE_INFINITY }, 'A1', 'shared:errors.wholeNumber'],
    ['a text', { A1: '1' }, 'A1', 'shared:errors.wholeNumber'],
    ['an operator object', { A1: { $gt: 0 } }, 'A1', 'shared:errors.wholeNumber'],
    ['a list', { A1: [1] }, 'A1', 'shared:errors.wholeNumber'],
    ['a structural zero, which only submission sets', { B2: 'S' }, 'B2', 'shared:errors.wholeNumber'],
    ['nothing', { A1: undefined }, 'A1', 'shared:errors.wholeNumber'],
  ])('are refused with %s', (_, input, field, code) => {
    expect(checkAnswers(definition, input)).toEqual({ ok: false, problems: [{ field, code }] });
  });

  it('name every wrong field', () => {
    const checked = checkAnswers(definition, { A1: 9, A2: 2, X: 1 });
    expect(!checked.ok && checked.problems.map(({ field }) => field)).toEqual(['A1', 'X']);
  });

  it('of one page must belong to it', () => {
    expect(checkPage(definition, 'c1', { C1: 0, C5: null }).ok).toBe(true);
    expect(checkPage(definition, 'c1', { C6: 0 })).toEqual({
      ok: false,
      problems: [{ field: 'C6', code: 'shared:errors.invalid' }],
    });
    expect(checkPage(definition, 'c1', { C1: 7 }).ok).toBe(false);
    expect(checkPage(definition, 'z9', { C1: 1 }).ok).toBe(false);
  });
});

describe('timings from the outside', () => {
  it('are whole, not negative and of known pages', () => {
    expect(checkTimings(definition, { a1: 0, g: 90_000 }).ok).toBe(true);
    for (const wrong of [
      { a1: -1 },
      { a1: 1.5 },
      { a1: '5' },
      { a1: Number.NaN },
      { z9: 5 },
      { toString: 5 },
    ])
      expect(checkTimings(definition, wrong).ok).toBe(false);
  });
});
