import fc from 'fast-check';
import { campaignState, slugFrom } from '../../../server/campaigns/campaigns.rules';

const now = new Date('2026-10-05T06:00:00Z'); // 11:00 in Almaty

describe('a campaign’s state', () => {
  it.each([
    ['open without days', null, null, null, 'open'],
    ['open on its first day', '2026-10-05', null, null, 'open'],
    ['planned on the day before', '2026-10-06', null, null, 'planned'],
    ['open on its last day', null, '2026-10-05', null, 'open'],
    ['ended on the day after', null, '2026-10-04', null, 'ended'],
    [
      'ended when the coordinator ended it',
      '2026-10-01',
      '2026-10-31',
      new Date('2026-10-05T05:59:59Z'),
      'ended',
    ],
  ])('is %s', (_name, startsOn, endsOn, endedAt, state) => {
    expect(campaignState({ startsOn, endsOn, endedAt }, now)).toBe(state);
  });

  it('turns with the country’s midnight, not with UTC', () => {
    const campaign = { startsOn: '2026-10-06', endsOn: null, endedAt: null };
    expect(campaignState(campaign, new Date('2026-10-05T18:59:59Z'))).toBe('planned');
    expect(campaignState(campaign, new Date('2026-10-05T19:00:00Z'))).toBe('open');
  });
});

describe('a campaign’s link', () => {
  it('has seven symbols that are hard to mistake', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
        expect(slugFrom(random)).toMatch(/^[2-9a-hjkmnp-z]{7}$/);
      }),
    );
  });
});
