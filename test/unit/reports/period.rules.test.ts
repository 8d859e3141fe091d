import { lastMomentOf } from '../../../server/reports/period.rules';

const at = (local: string) => new Date(`${local}+05:00`);

describe('the end of a reference', () => {
  it.each([
    ['in the morning', '2026-10-05T08:00:00', '2026-10-05T00:00:00'],
    ['in the last moment of a day', '2026-10-05T23:59:59.999', '2026-10-05T00:00:00'],
    ['at midnight itself', '2026-10-05T00:00:00', '2026-10-05T00:00:00'],
    ['at night, while Greenwich has the day before', '2026-10-05T03:00:00', '2026-10-05T00:00:00'],
    ['on the last day of its period', '2026-10-31T12:00:00', '2026-10-31T00:00:00'],
    ['the day after its period', '2026-11-01T12:00:00', '2026-11-01T00:00:00'],
    ['long after its period', '2027-03-01T12:00:00', '2026-11-01T00:00:00'],
  ])('is the last local midnight, never later than its period: %s', (_when, now, end) => {
    expect(lastMomentOf({ to: '2026-10-31' }, at(now))).toEqual(at(end));
  });
});
