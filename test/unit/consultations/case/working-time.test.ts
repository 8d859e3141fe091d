import { deadlineAfter, workingHoursBetween } from '../../../../server/consultations/case/working-time';
import { byLaw, calendarWith } from '../../../../server/settings/holidays/working-days';

const at = (local: string) => new Date(`${local}:00+05:00`);
const local = (instant: Date) => new Date(instant.getTime() + 5 * 3600_000).toISOString().slice(0, 16);

describe('working days', () => {
  // The published calendar of 2026 for a five-day week; 30 and 31 August stopped being off that summer.
  it.each([
    ['2026-01-02', false, 'New Year'],
    ['2026-01-05', true, 'an ordinary Monday'],
    ['2026-01-07', false, 'Orthodox Christmas'],
    ['2026-03-09', false, 'moved from Sunday 8 March'],
    ['2026-03-16', true, 'Constitution Day is not yet kept on 15 March'],
    ['2026-03-20', true, 'the Friday before Nauryz'],
    ['2026-03-23', false, 'Nauryz'],
    ['2026-03-24', false, 'moved from Saturday 21 March'],
    ['2026-03-25', false, 'moved from Sunday 22 March'],
    ['2026-03-26', true, 'after Nauryz'],
    ['2026-05-11', false, 'moved from Saturday 9 May'],
    ['2026-05-27', false, 'Kurban ait'],
    ['2026-07-06', false, 'Capital Day'],
    ['2026-08-31', true, 'no longer after Constitution Day'],
    ['2026-10-26', false, 'moved from Sunday 25 October'],
    ['2026-12-16', false, 'Independence Day'],
    ['2026-12-17', true, 'the day after Independence Day'],
    ['2027-01-04', false, 'moved from Saturday 2 January'],
    ['2027-03-15', false, 'Constitution Day'],
    ['2027-03-24', false, 'moved from Sunday 21 March'],
    ['2027-05-17', true, 'Kurban ait on a Sunday is not moved'],
    ['2026-10-03', false, 'a Saturday'],
    ['2026-10-04', false, 'a Sunday'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(byLaw(day)).toBe(expected);
  });
});

describe('deadlines', () => {
  it.each([
    ['Monday, five days', '2026-10-05T11:00', 5, '2026-10-12T18:00'],
    ['Monday, one day', '2026-10-05T11:00', 1, '2026-10-06T18:00'],
    ['Friday evening, one day', '2026-10-09T23:30', 1, '2026-10-12T18:00'],
    ['Saturday, one day', '2026-10-10T09:00', 1, '2026-10-12T18:00'],
    ['before Republic Day, which is moved to Monday', '2026-10-23T10:00', 1, '2026-10-27T18:00'],
    ['over Nauryz', '2026-03-20T10:00', 1, '2026-03-26T18:00'],
    ['over New Year', '2026-12-31T10:00', 5, '2027-01-12T18:00'],
    ['just after midnight belongs to the new day', '2026-10-06T00:01', 1, '2026-10-07T18:00'],
  ])('%s', (_name, from, days, expected) => {
    expect(local(deadlineAfter(at(from), days, byLaw))).toBe(expected);
  });
});

describe('waiting in working hours', () => {
  it.each([
    ['within a morning', '2026-10-05T09:30', '2026-10-05T11:00', 1.5],
    ['over lunch', '2026-10-05T12:00', '2026-10-05T15:00', 2],
    ['a whole day', '2026-10-05T00:00', '2026-10-06T00:00', 8],
    ['over a weekend', '2026-10-09T17:00', '2026-10-12T10:00', 2],
    ['only at night', '2026-10-05T19:00', '2026-10-06T08:00', 0],
    ['over a holiday', '2026-12-15T17:00', '2026-12-17T10:00', 2],
    ['backwards', '2026-10-06T10:00', '2026-10-05T10:00', 0],
  ])('%s', (_name, from, to, expected) => {
    expect(workingHoursBetween(at(from), at(to), byLaw)).toBe(expected);
  });
});

describe('days that the Government moves', () => {
  const moved = calendarWith({ off: ['2026-10-12', '2026-10-13'], working: ['2026-10-10', '2026-12-16'] });

  it.each([
    ['2026-10-12', false, 'a Monday made off'],
    ['2026-10-10', true, 'a Saturday made a working day'],
    ['2026-12-16', true, 'a holiday that is worked'],
    ['2026-10-11', false, 'the Sunday between them'],
    ['2026-10-14', true, 'the day after'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(moved(day)).toBe(expected);
  });

  it('move deadlines and do not count as waiting', () => {
    expect(local(deadlineAfter(at('2026-10-09T11:00'), 1, moved))).toBe('2026-10-10T18:00');
    expect(local(deadlineAfter(at('2026-10-09T11:00'), 2, moved))).toBe('2026-10-14T18:00');
    expect(workingHoursBetween(at('2026-10-09T17:00'), at('2026-10-14T10:00'), moved)).toBe(10);
  });
});
