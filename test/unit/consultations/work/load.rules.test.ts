import { claimed, published, said, saved, withdrawn } from '../../../../server/consultations/case/acts.rules';
import type { Case } from '../../../../server/consultations/case/case.types';
import { openedBy } from '../../../../server/consultations/case/messages.rules';
import {
  type Happening,
  happeningsOf,
  loadRows,
  median,
  mondayOf,
  sundayOf,
  weeksShown,
  weeksUntil,
} from '../../../../server/consultations/work/load.rules';
import { byLaw } from '../../../../server/settings/holidays/working-days';
import { aCase, aMessage, asked, at, deedOf, present, typed } from '../case/support';

const told = (one: Case) => happeningsOf(one, byLaw).map(({ kind, by, hours }) => [kind, by, hours] as const);

/** Answers on `day` what was said until then. */
function answeredOn(one: Case, day: string): Case {
  const now = at(day);
  const held = saved(claimed(one, deedOf('author', now)), typed(one, now));
  const letter = { ...deedOf('author', now), draft: held.draft!, letterId: day, answersAll: true };
  return published(held, letter, present(now));
}

describe('what happened in a conversation', () => {
  it('is a question, and an answer after so many working hours, by who wrote it', () => {
    expect(told(aCase('waiting'))).toEqual([['asked', null, null]]);
    // From Monday at ten to Tuesday at ten: eight hours of work.
    expect(told(answeredOn(aCase('waiting'), '06T10:00'))).toEqual([
      ['asked', null, null],
      ['answered', 'author', 8],
    ]);
  });

  it('is one answer to each question, the first one that stands', () => {
    const first = answeredOn(aCase('waiting'), '06T10:00');
    const again = answeredOn(
      said(first, aMessage('more', at('06T11:00')), present(at('06T11:00'))),
      '06T12:00',
    );
    expect(told(again).filter(([kind]) => kind === 'answered')).toEqual([
      ['answered', 'author', 8],
      ['answered', 'author', 1],
    ]);
    const letter = first.messages.at(-1)!;
    const gone = withdrawn(first, { ...deedOf('author', at('06T13:00')), letter });
    expect(told(gone)).toEqual([['asked', null, null]]);
  });

  it('is danger words, and who opened them after how many hours by the clock, nights too', () => {
    const one = aCase('waiting', { hasDanger: true });
    expect(told(one).slice(1)).toEqual([
      ['asked', null, null],
      ['danger', null, null],
    ]);
    const opened = openedBy(one, { accountId: 'lead', now: at('06T04:30') });
    expect(told(opened).at(-1)).toEqual(['opened', 'lead', 18.5]);
  });
});

describe('a median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 1, 2, 100], 6],
  ])('of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('weeks', () => {
  it('begin on Mondays and end on Sundays', () => {
    for (const day of ['2026-10-05', '2026-10-08', '2026-10-11']) expect(mondayOf(day)).toBe('2026-10-05');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
    expect(sundayOf('2026-12-28')).toBe('2027-01-03');
  });

  it('are the last eight, by the local day', () => {
    const all = weeksUntil(new Date('2026-10-11T20:00:00Z'));
    expect([all.length, all[0], all[1], all.at(-1)]).toEqual([
      weeksShown,
      '2026-10-12',
      '2026-10-05',
      '2026-08-24',
    ]);
  });
});

describe('the rows', () => {
  const one = (kind: Happening['kind'], more: Partial<Happening> = {}): Happening => ({
    ...{ kind, at: asked, region: 'near', by: null, hours: null },
    ...more,
  });
  const rows = loadRows(
    [
      { region: 'near', holder: 'ann', isOverdue: true },
      { region: 'near', holder: null, isOverdue: false },
      { region: 'far', holder: null, isOverdue: true },
    ],
    [
      one('asked'),
      one('asked', { at: at('12T10:00') }),
      one('answered', { by: 'ann', hours: 4 }),
      one('answered', { by: 'bob', hours: 2, region: 'far' }),
      one('danger'),
      one('danger', { region: 'far' }),
      one('opened', { by: 'bob', hours: 1 }),
      one('opened', { by: null, hours: 3 }),
    ],
    at('13T10:00'),
  );

  it('count what lies open, what is free of it and what is late', () => {
    expect(rows.all).toMatchObject({ open: 3, free: 2, overdue: 2 });
    expect(rows.regions.get('near')).toMatchObject({ open: 2, free: 1, overdue: 1 });
    expect(rows.colleagues.get('ann')).toMatchObject({ open: 1, free: 0, overdue: 1 });
  });

  it('tell of each region, week and colleague how fast it went', () => {
    expect(rows.all).toMatchObject({ asked: 2, answered: 2, answerHours: 3, danger: 2, opened: 2 });
    expect(rows.regions.get('far')).toMatchObject({ answered: 1, answerHours: 2, danger: 1, opened: 0 });
    expect(rows.colleagues.get('bob')).toMatchObject({ open: 0, answered: 1, opened: 1, openingHours: 1 });
    expect(rows.weeks.map(({ monday, pace }) => [monday, pace.asked]).slice(0, 3)).toEqual([
      ['2026-10-12', 1],
      ['2026-10-05', 1],
      ['2026-09-28', 0],
    ]);
  });

  it('name nobody for what nobody knows who opened', () => {
    expect([...rows.colleagues.keys()]).toEqual(['ann', 'bob']);
  });
});
