import {
  absenceFault,
  absenceOn,
  withAbsence,
  withoutAbsence,
} from '../../../../server/consultations/team/absences.rules';

const today = '2026-10-05';
const from = (first: string, until: string) => ({ from: first, until });

it.each([
  ['2026-10-05', '2026-10-05', null],
  ['2026-09-30', '2026-10-05', null],
  ['2026-10-06', '2026-10-05', 'reversed'],
  ['2026-10-01', '2026-10-04', 'past'],
  ['2026-10-05', '2027-10-05', null],
  ['2026-10-05', '2027-10-06', 'tooLong'],
] as const)('from %s until %s: %s', (first, until, fault) => {
  expect(absenceFault(from(first, until), today)).toBe(fault);
});

it('are kept in order, each once, without those that are over', () => {
  const [old, late, soon] = [
    from('2026-09-01', '2026-10-04'),
    from('2026-11-01', '2026-11-02'),
    from('2026-10-05', '2026-10-06'),
  ];
  const all = withAbsence(withAbsence([old, late], soon, today), late, today);
  expect(all).toEqual([soon, late]);
  expect(withoutAbsence(all, { ...soon })).toEqual([late]);
  expect(absenceOn(all, '2026-10-06')).toBe(soon);
  expect(absenceOn(all, '2026-10-07')).toBeUndefined();
});
