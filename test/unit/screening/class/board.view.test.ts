import type { Campaign } from '../../../../server/campaigns/campaign.types';
import { numbersAnswer, typedAddress } from '../../../../server/screening/class/board.view';

const now = new Date('2026-10-05T06:00:00Z');
const campaign = { startsOn: null, endsOn: '2026-10-05', endedAt: null } as Campaign;

describe('the board', () => {
  it.each([
    ['https://test.kz/c/k7m3pqx', ['test.kz', '/c/k7m3pqx']],
    ['http://192.168.1.5:3000/c/k7m3pqx', ['http://192.168.1.5:3000', '/c/k7m3pqx']],
  ])('writes %s as it is typed', (link, lines) => expect(typedAddress(link)).toEqual(lines));

  it.each(['kk', 'ru'] as const)('writes its numbers as one does in %s', (language) => {
    const { numbers, state } = numbersAnswer(
      campaign,
      { opened: 1234, started: 40, received: 0 },
      language,
      now,
    );
    expect(numbers).toEqual({ opened: '1\u00a0234', started: '40', received: '0' });
    expect(state).toBe('open');
  });
});
