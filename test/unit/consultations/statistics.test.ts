import type { CaseFigures } from '../../../server/consultations/desk/queue.store';
import { statisticsOf } from '../../../server/consultations/statistics';
import { byLaw } from '../../../server/settings/holidays/working-days';

const at = (local: string) => new Date(`${local}:00+05:00`);
const now = at('2026-10-08T12:00');

async function* figures(...all: Partial<CaseFigures>[]): AsyncIterable<CaseFigures> {
  for (const one of all)
    yield {
      askedAt: at('2026-10-05T10:00'),
      dueAt: at('2026-10-12T18:00'),
      answeredAt: null,
      helped: null,
      readAt: null,
      repliedAt: null,
      ratedAt: null,
      ...one,
    };
}

describe('statistics of consultations', () => {
  it('are zeros where nobody asked', async () => {
    expect(await statisticsOf(figures(), now, byLaw)).toEqual({
      asked: 0,
      answered: 0,
      read: 0,
      replied: 0,
      overdue: 0,
      waits: [],
      helped: { yes: 0, partly: 0, no: 0 },
    });
  });

  it('measure waiting in working hours until the answer, or until now while it is open', async () => {
    const { waits } = await statisticsOf(figures({}, { answeredAt: at('2026-10-06T10:00') }), now, byLaw);
    expect(waits).toEqual([
      { hours: 26, isOpen: true },
      { hours: 8, isOpen: false },
    ]);
  });

  it('count what was answered late with what is late still', async () => {
    const dueAt = at('2026-10-06T18:00');
    const { overdue } = await statisticsOf(
      figures(
        { dueAt },
        { dueAt, answeredAt: at('2026-10-07T09:00') },
        { dueAt, answeredAt: at('2026-10-06T17:00') },
        {},
      ),
      now,
      byLaw,
    );
    expect(overdue).toBe(2);
  });

  const answeredAt = at('2026-10-06T10:00');
  const readAt = at('2026-10-06T20:00');
  const later = at('2026-10-07T10:00');

  it('count answers, readings, replies and what they did', async () => {
    const sum = await statisticsOf(
      figures(
        { answeredAt, readAt, repliedAt: later, ratedAt: later, helped: 'yes' },
        { answeredAt, readAt, ratedAt: later, helped: 'partly' },
        { answeredAt },
        {},
      ),
      now,
      byLaw,
    );
    expect(sum).toMatchObject({
      asked: 4,
      answered: 3,
      read: 2,
      replied: 1,
      helped: { yes: 1, partly: 1, no: 0 },
    });
  });

  it('stand as they stood at the moment asked for: what came later is in none of them', async () => {
    const whole = { answeredAt, readAt, repliedAt: later, ratedAt: later, helped: 'yes' } as const;
    const sumAt = (moment: string) => statisticsOf(figures(whole), at(moment), byLaw);
    const none = { yes: 0, partly: 0, no: 0 };
    expect(await sumAt('2026-10-06T09:59')).toEqual({
      ...{ asked: 1, answered: 0, read: 0, replied: 0, overdue: 0, helped: none },
      waits: [{ hours: expect.any(Number), isOpen: true }],
    });
    expect(await sumAt('2026-10-06T10:00')).toMatchObject({ answered: 1, read: 0, replied: 0, helped: none });
    expect(await sumAt('2026-10-07T09:59')).toMatchObject({ answered: 1, read: 1, replied: 0, helped: none });
    expect(await sumAt('2026-10-07T10:00')).toMatchObject({ read: 1, replied: 1, helped: { yes: 1 } });
  });
});
