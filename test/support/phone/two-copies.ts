/** Random copies of one attempt on two devices and on the server, each as the device would hold it. */
import fc from 'fast-check';
import type { AttemptContent } from '../../../server/core/attempt/content';
import type { DeviceCopy } from '../../../server/core/attempt/merge';
import { aProfile } from '../builders/attempts';

export const items = ['A1', 'A2', 'A3', 'A4', 'A5'];

const anItem = fc.constantFrom(...items);
const someAnswers = fc.dictionary(anItem, fc.option(fc.nat(4)), { noNullPrototype: true });
const someTimings = fc.dictionary(fc.constantFrom('a1', 'a2'), fc.nat(9_000), { noNullPrototype: true });

/** What the server has. */
export const aStored: fc.Arbitrary<AttemptContent> = fc.record({
  language: fc.constantFrom('kk', 'ru'),
  profile: fc.integer({ min: 13, max: 20 }).map((age) => ({ ...aProfile, age })),
  answers: someAnswers,
  timings: someTimings,
  unclear: fc.subarray(items),
  shown: fc.constant([]),
});

/** What one device says after it had `base` from the server. */
export interface Said {
  answers: AttemptContent['answers'];
  marks: string[];
  timings: AttemptContent['timings'];
  age: number | null;
}

/** @param about the questions that it says something of */
export const someWords = (about: readonly string[] = items): fc.Arbitrary<Said> =>
  fc.record({
    answers: someAnswers.map((all) =>
      Object.fromEntries(Object.entries(all).filter(([item]) => about.includes(item))),
    ),
    marks: fc.subarray([...about]),
    timings: someTimings,
    age: fc.option(fc.integer({ min: 21, max: 30 })),
  });

/** A mark that is said again is taken away. */
export function deviceAfter(base: AttemptContent, { answers, marks, timings, age }: Said): DeviceCopy {
  const isMarked = (item: string) => base.unclear.includes(item) !== marks.includes(item);
  return {
    ...base,
    answers: { ...base.answers, ...answers },
    unclear: items.filter(isMarked),
    timings: { ...base.timings, ...timings },
    profile: age === null ? base.profile : { ...base.profile, age },
    touched: items.filter((item) => item in answers || marks.includes(item)),
    isProfileTouched: age !== null,
  };
}

/** A device's copy, and what another one made of the server's meanwhile. */
export const twoCopies = fc
  .record({ base: aStored, said: someWords(), meanwhile: someWords() })
  .map(({ base, said, meanwhile }) => {
    const { touched: _touched, isProfileTouched: _isTouched, ...stored } = deviceAfter(base, meanwhile);
    return { device: deviceAfter(base, said), stored };
  });
