import fc from 'fast-check';
import { pauseAfter } from '../../../views/client/phone/network/sender';

const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause before sending again', () => {
  it('doubles with each failure, from two seconds to five minutes', () => {
    const pauses = [1, 2, 3, 8, 9, 60, 2_000].map((failures) => pauseAfter(failures, 0.5));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000, 300_000]);
  });

  it('is spread by half to either side, so that a class does not come back at once', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), anyChance, (failures, random) => {
        const middle = pauseAfter(failures, 0.5);
        const pause = pauseAfter(failures, random);
        expect(pause).toBeGreaterThanOrEqual(middle / 2);
        expect(pause).toBeLessThanOrEqual(middle * 1.5);
      }),
    ));
});
