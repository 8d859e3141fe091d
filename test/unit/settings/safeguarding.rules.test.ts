import {
  dutyFault,
  dutyOn,
  endedDuty,
  isPrepared,
  nothingSet,
  withDuty,
} from '../../../server/settings/safeguarding.rules';

const today = '2026-10-05';
const [one, other] = [
  { id: '1', name: 'Бір' },
  { id: '2', name: 'Екі' },
];
const duty = (from: string, until: string, deputy: typeof one | null = null) => ({
  ...{ from, until, lead: one, deputy },
});
const week = duty('2026-10-05', '2026-10-11', other);

it.each([
  ['2026-10-12', '2026-10-12', null],
  ['2026-10-12', '2026-10-11', 'reversed'],
  ['2026-10-04', '2026-10-12', 'past'],
  ['2026-10-11', '2026-10-12', 'taken'],
  ['2026-10-05', '2026-10-05', 'taken'],
] as const)('a duty from %s until %s: %s', (from, until, fault) => {
  expect(dutyFault([week], duty(from, until), today)).toBe(fault);
});

it('nobody is their own deputy', () => {
  expect(dutyFault([], duty('2026-10-05', '2026-10-06', one), today)).toBe('samePerson');
});

it('a day has the duty that covers it, or none', () => {
  const rota = withDuty([week], duty('2026-09-01', '2026-10-04'));
  expect(rota.map(({ from }) => from)).toEqual(['2026-09-01', '2026-10-05']);
  expect(dutyOn(rota, '2026-10-11')).toBe(week);
  expect(dutyOn(rota, '2026-10-12')).toBeNull();
});

it('what has not begun is taken out, what has begun ends yesterday, what is over stays', () => {
  const old = duty('2026-09-01', '2026-09-30');
  expect(endedDuty([old, week], '2026-10-05', '2026-10-04')).toEqual([old]);
  expect(endedDuty([old, week], '2026-10-05', '2026-10-07')).toEqual([old, { ...week, until: '2026-10-06' }]);
  expect(endedDuty([old, week], '2026-10-05', '2026-10-05')).toEqual([old]);
  expect(endedDuty([old, week], '2026-09-01', today)).toEqual([old, week]);
});

it('is prepared once somebody was on call and the procedure is written, also when nobody is on call now', () => {
  const procedure = { kk: 'Тәртіп', ru: 'Порядок' };
  expect(isPrepared(nothingSet)).toBe(false);
  expect(isPrepared({ ...nothingSet, rota: [week] })).toBe(false);
  expect(isPrepared({ ...nothingSet, procedure })).toBe(false);
  expect(isPrepared({ ...nothingSet, rota: [duty('2020-01-01', '2020-01-02')], procedure })).toBe(true);
});
