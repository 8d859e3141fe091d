import { dayFault, withDay, withoutDay } from '../../../server/settings/holidays/moved-days';
import { byLaw, nothingMoved } from '../../../server/settings/holidays/working-days';

const today = '2026-12-01';
const fault = (moved: typeof nothingMoved, day: string, kind: 'off' | 'working') =>
  dayFault(moved, { day, kind }, { today, isWorkedByLaw: byLaw(day) });

it.each([
  ['an ordinary Monday made off', '2026-12-14', 'off', null],
  ['an ordinary Monday made a working day', '2026-12-14', 'working', 'alreadySo'],
  ['a holiday made off', '2026-12-16', 'off', 'alreadySo'],
  ['a holiday made a working day', '2026-12-16', 'working', null],
  ['a Sunday made a working day', '2026-12-20', 'working', null],
  ['a Sunday made off', '2026-12-20', 'off', 'alreadySo'],
  ['a day of next year', '2027-12-31', 'off', null],
  ['a day of the year after', '2028-01-05', 'off', 'tooFar'],
  ['a day of last year', '2025-01-06', 'off', null],
  ['a day of the year before', '2024-12-31', 'off', 'tooFar'],
] as const)('%s: %s', (_what, day, kind, expected) => {
  expect(fault(nothingMoved, day, kind)).toBe(expected);
});

it('takes a day once, whichever way it was moved', () => {
  const moved = withDay(withDay(nothingMoved, { day: '2026-12-14', kind: 'off' }), {
    day: '2026-12-20',
    kind: 'working',
  });
  expect(moved).toEqual({ off: ['2026-12-14'], working: ['2026-12-20'] });
  expect(fault(moved, '2026-12-14', 'off')).toBe('taken');
  expect(fault(moved, '2026-12-20', 'off')).toBe('taken');
  expect(withoutDay(moved, '2026-12-14')).toEqual({ off: [], working: ['2026-12-20'] });
});

it('keeps no more than any year has had', () => {
  const off = Array.from({ length: 120 }, (_, index) => `2026-${index}`);
  expect(fault({ off, working: [] }, '2026-12-14', 'off')).toBe('tooMany');
});
