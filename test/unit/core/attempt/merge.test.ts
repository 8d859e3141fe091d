import fc from 'fast-check';
import type { AttemptContent } from '../../../../server/core/attempt/content';
import { type DeviceCopy, merged } from '../../../../server/core/attempt/merge';
import { aStored, deviceAfter, items, someWords, twoCopies } from '../../../support/phone/two-copies';

const property = (check: (device: DeviceCopy, stored: AttemptContent) => void) =>
  fc.assert(fc.property(twoCopies, ({ device, stored }) => check(device, stored)));

/** In no order, as it is compared. */
const known = ({ answers, timings, unclear, profile }: AttemptContent) => ({
  ...{ answers, timings, profile },
  unclear: [...unclear].sort(),
});

describe('two copies of one attempt, merged', () => {
  it('leave no question unanswered that was answered in either', () =>
    property((device, stored) => {
      const { answers } = merged(device, stored);
      const answered = Object.keys({ ...stored.answers, ...device.answers });
      expect(Object.keys(answers).sort()).toEqual(answered.sort());
    }));

  it('shorten no page’s time', () =>
    property((device, stored) => {
      const { timings } = merged(device, stored);
      for (const { timings: of } of [device, stored])
        for (const [page, spentMs] of Object.entries(of))
          expect(timings[page]).toBeGreaterThanOrEqual(spentMs!);
    }));

  it('of each question have the device’s word where it was touched there, otherwise the stored one', () =>
    property((device, stored) => {
      const both = merged(device, stored);
      for (const item of items) {
        const [first, second] = device.touched.includes(item) ? [device, stored] : [stored, device];
        const answer = first.answers[item] === undefined ? second.answers[item] : first.answers[item];
        expect([both.answers[item], both.unclear.includes(item)]).toEqual([
          answer,
          first.unclear.includes(item),
        ]);
      }
      expect(both.profile).toEqual((device.isProfileTouched ? device : stored).profile);
    }));

  it('where both touched a question, have the word of the one that reaches the server last', () =>
    fc.assert(
      fc.property(aStored, someWords(), someWords(), (base, one, other) => {
        const [first, last] = [deviceAfter(base, one), deviceAfter(base, other)];
        const arrived = merged(last, merged(first, base));
        for (const item of items.filter((each) => first.touched.includes(each) && each in other.answers))
          expect(arrived.answers[item]).toBe(other.answers[item]);
      }),
    ));

  it('are the same in either order, where each device changed other questions', () =>
    fc.assert(
      fc.property(aStored, someWords(['A1', 'A2']), someWords(['A3', 'A4', 'A5']), (base, words, others) => {
        const one = deviceAfter(base, words);
        const other = deviceAfter(base, { ...others, age: null });
        expect(known(merged(one, merged(other, base)))).toEqual(known(merged(other, merged(one, base))));
      }),
    ));

  it('are the same when they are merged twice', () =>
    property((device, stored) => {
      const once = merged(device, stored);
      expect(merged({ ...device, ...once }, stored)).toEqual(once);
      expect(merged(device, once)).toEqual(once);
    }));
});
