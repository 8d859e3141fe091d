import { gather } from '../../../server/reports/reference/gather';
import { everybody } from '../../../server/reports/tallies/groups';
import { people } from '../../../server/reports/tallies/read';
import type { Attempt } from '../../../server/screening/attempt.types';
import { membersKey, simulatedAttempts, streamed } from '../../support/builders/simulated-reference';

const until = new Date('2026-10-01T00:00:00+05:00');
const [first, second, third] = simulatedAttempts(3) as [Attempt, Attempt, Attempt];

async function counted(...attempts: Attempt[]) {
  const { tally, marks, members } = await gather(streamed(attempts), { until, key: membersKey });
  return { covered: people(tally, everybody, 'covered'), marks, members: members.size };
}

const no = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
const rated = (attempt: Attempt, givenAt: Date): Attempt => ({
  ...attempt,
  feedback: { satisfaction: 5, givenAt },
});

describe('who is counted', () => {
  it('counts each that it is given, in the numbers and in the list of members', async () => {
    expect(await counted(first, second, third)).toMatchObject({ covered: 3, members: 3 });
  });

  it.each<[string, Partial<Attempt>]>([
    ['a try-out', { isTryOut: true }],
    ['an attempt under way', { submittedAt: null, submittedAnswers: null, result: null }],
  ])('does not count %s', async (_what, changes) => {
    expect(await counted({ ...first, ...changes })).toEqual({ covered: 0, members: 0, marks: no });
  });

  it('takes the marks that were given before the end, and leaves later ones for the next time', async () => {
    const lastMoment = new Date(until.getTime() - 1);
    const { marks } = await counted(rated(first, lastMoment), rated(second, until));
    expect(marks).toEqual({ ...no, 5: 1 });
  });
});
