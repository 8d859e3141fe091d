import { itemIds } from '../../../../server/core/definition/definition';
import {
  closedItems,
  nextPage,
  openItems,
  openPages,
  pageToResume,
  previousPage,
  progress,
  submittedAnswers,
} from '../../../../server/core/definition/routing';
import type { Answers } from '../../../../server/core/definition/types';
import { B, calm, D, definition, without } from '../support';

const all = itemIds(definition);

describe('routing', () => {
  const gates = (B1: number | null, D1: number | null, D2: number | null, D3: number | null): Answers => ({
    B1,
    D1,
    D2,
    D3,
  });

  it.each<[string, Answers, string[]]>([
    ['nothing answered', {}, []],
    ['every gate skipped', gates(null, null, null, null), []],
    ['every gate open', gates(1, 1, 1, 1), []],
    ['no gaming', gates(0, 1, 1, 1), B],
    ['gaming skipped', gates(null, 1, 1, 1), []],
    ['no game for money, online bets skipped', gates(1, 0, null, 1), []],
    ['no online bets, game for money skipped', gates(1, null, 0, 1), []],
    ['only online bets', gates(1, 0, 1, 0), ['D14', 'D15']],
    ['no gambling, but loot boxes', gates(1, 0, 0, 1), D],
    ['no gambling, loot boxes skipped', gates(1, 0, 0, null), D],
    ['gambling, no loot boxes', gates(1, 2, 0, 0), ['D14', 'D15']],
    ['no gambling and no loot boxes', gates(1, 0, 0, 0), [...D, 'D13', 'D14', 'D15']],
    ['nothing at all', gates(0, 0, 0, 0), [...B, ...D, 'D13', 'D14', 'D15']],
  ])('%s closes what it must', (_, answers, closed) => {
    expect([...closedItems(definition, answers)].sort()).toEqual([...closed].sort());
  });

  it('always asks D16 and D17', () => {
    const none = gates(0, 0, 0, 0);
    expect(openItems(definition, none, 'd2')).toEqual(['D16', 'D17', 'V2']);
  });

  it('asks all gates on one page before any follow-up', () => {
    const page = definition.pages.findIndex(({ id }) => id === 'gates');
    expect(definition.pages[page]?.items).toEqual(['B1', 'D1', 'D2', 'D3']);
    const before = definition.pages.slice(0, page).flatMap(({ items }) => items);
    expect(before.filter((item) => definition.routing.some((rule) => rule.close.includes(item)))).toEqual([]);
  });

  it('goes over closed pages, forwards and backwards', () => {
    const none = gates(0, 0, 0, 0);
    expect(openPages(definition, none)).toEqual(['a1', 'a2', 'c1', 'c2', 'gates', 'd2', 'e', 'f', 'g']);
    expect(nextPage(definition, none, 'gates')).toBe('d2');
    expect(previousPage(definition, none, 'd2')).toBe('gates');
    expect(nextPage(definition, {}, 'gates')).toBe('b1');
    expect(previousPage(definition, {}, 'd2')).toBe('d1');
  });

  it('finds the neighbours of a page that was closed meanwhile', () => {
    const none = gates(0, 0, 0, 0);
    expect(nextPage(definition, none, 'b2')).toBe('d2');
    expect(previousPage(definition, none, 'd1')).toBe('gates');
  });

  it('ends before the first and after the last page', () => {
    expect(previousPage(definition, {}, 'a1')).toBeNull();
    expect(nextPage(definition, {}, 'g')).toBeNull();
  });

  it('resumes at the first page with an open question that was not reached', () => {
    expect(pageToResume(definition, {})).toBe('a1');
    expect(pageToResume(definition, without(calm, ['C7', 'F2']))).toBe('c2');
    expect(pageToResume(definition, { ...without(calm, B), B1: 0 })).toBeNull();
    expect(pageToResume(definition, { ...calm, A4: null })).toBeNull();
  });

  it('counts answered, skipped and closed questions as progress', () => {
    expect(progress(definition, {})).toEqual({ done: 0, total: 75 });
    expect(progress(definition, { A1: 2, A2: null })).toEqual({ done: 2, total: 75 });
    expect(progress(definition, { B1: 0 })).toEqual({ done: 10, total: 75 });
    expect(progress(definition, { B1: 0, B2: 3 })).toEqual({ done: 10, total: 75 });
    expect(progress(definition, calm)).toEqual({ done: 75, total: 75 });
  });

  it('restores what had been answered when a gate is changed back', () => {
    const answers: Answers = { ...calm, B1: 3, B2: 4 };
    expect(submittedAnswers(definition, { ...answers, B1: 0 }).B2).toBe('S');
    expect(submittedAnswers(definition, { ...answers, B1: 3 }).B2).toBe(4);
    expect(answers.B2).toBe(4);
  });

  it('stores structural zeros, answered zeros, skips and questions not reached as four different things', () => {
    const submitted = submittedAnswers(definition, { B1: 0, B2: 4, A1: 0, A2: null });
    expect(submitted.B2).toBe('S');
    expect(submitted.A1).toBe(0);
    expect(submitted.A2).toBeNull();
    expect('A3' in submitted).toBe(false);
  });

  it('stores answers in the definition’s order and drops what is no item', () => {
    const reversed = Object.fromEntries(Object.entries(calm).reverse());
    expect(Object.keys(submittedAnswers(definition, { ...reversed, X1: 1 }))).toEqual(all);
  });
});
