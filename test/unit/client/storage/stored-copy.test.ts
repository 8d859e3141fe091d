import fc from 'fast-check';
import {
  begun,
  changed,
  differing,
  isSafelySent,
  type LocalAttempt,
} from '../../../../views/client/phone/model/attempt';
import { acknowledged, continuedFrom, withStored } from '../../../../views/client/phone/model/stored-copy';
import { aProfile } from '../../../support/builders/attempts';

const now = '2026-10-05T06:00:00.000Z';
const fresh = (): LocalAttempt =>
  begun({
    ...{ id: 'id', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
    ...{ profile: aProfile, isSharedPhone: false },
  });
const result = { scales: {} } as never;
const known = (attempt: LocalAttempt) => acknowledged(attempt, attempt);

const items = ['A1', 'A2', 'A3', 'A4', 'A5'];
const anyAnswers = fc.dictionary(fc.constantFrom(...items), fc.option(fc.nat(4)), { noNullPrototype: true });
const anyUnclear = fc.subarray(items);
const anyContent = fc.record({
  answers: anyAnswers,
  unclear: anyUnclear,
  timings: fc.dictionary(fc.constantFrom('a1', 'a2'), fc.nat(9_000), { noNullPrototype: true }),
});
type AnyContent = typeof anyContent extends fc.Arbitrary<infer T> ? T : never;

/** What the server has after `before` and another device's `there`. */
const storedCopy = (before: LocalAttempt, there: AnyContent) => ({
  ...{ language: 'kk' as const, profile: aProfile, shown: [], submitted: false },
  ...{ ...there, answers: { ...before.answers, ...there.answers }, sequence: before.sequence + 1 },
});

describe('what two devices hold, put together', () => {
  const property = (check: (here: LocalAttempt, stored: ReturnType<typeof storedCopy>) => void) =>
    fc.assert(
      fc.property(anyContent, anyContent, anyContent, (base, mine, there) => {
        const before = known(changed(fresh(), base));
        const here = changed(before, { ...mine, answers: { ...before.answers, ...mine.answers } });
        check(here, storedCopy(before, there));
      }),
    );

  it('of each question has this device’s word where it was touched here, otherwise the server’s', () =>
    property((here, stored) => {
      const merged = withStored(here, stored, now);
      for (const item of items) {
        const source = here.touched.includes(item) ? here : stored;
        // Marked here as unclear and not answered here: the answer is the server's.
        const answer = source.answers[item] === undefined ? stored.answers[item] : source.answers[item];
        expect(merged.answers[item]).toBe(answer);
        expect(merged.unclear.includes(item)).toBe(source.unclear.includes(item));
      }
    }));

  it('takes back no answer and shortens no time', () =>
    property((here, stored) => {
      const { answers, timings } = withStored(here, stored, now);
      for (const one of [here, stored]) {
        expect(Object.keys(answers)).toEqual(expect.arrayContaining(Object.keys(one.answers)));
        for (const [page, spentMs] of Object.entries(one.timings))
          expect(timings[page]).toBeGreaterThanOrEqual(spentMs!);
      }
    }));

  it('is sent again exactly when the server lacks something of it', () =>
    property((here, stored) => {
      const merged = withStored(here, stored, now);
      const lacks =
        differing(merged, stored).length > 0 ||
        JSON.stringify(merged.timings) !== JSON.stringify(stored.timings);
      expect(isSafelySent(merged)).toBe(!lacks);
      expect(merged.sequence).toBe(stored.sequence + (lacks ? 1 : 0));
    }));

  it('is the same when it is put together twice', () =>
    property((here, stored) => {
      const once = withStored(here, stored, now);
      expect(withStored(once, stored, now)).toEqual(once);
    }));

  it('is what the other device submitted, when it did', () =>
    property((here, stored) => {
      const merged = withStored(here, { ...stored, submitted: true, result }, now);
      expect(merged).toMatchObject({ answers: stored.answers, result, submittedAt: now, touched: [] });
      expect(isSafelySent(merged)).toBe(true);
    }));
});

describe('an attempt that goes on on another device', () => {
  it('has all of the server’s copy and nothing to send', () => {
    const { submitted: _isSubmitted, ...content } = storedCopy(fresh(), {
      answers: { A1: 2 },
      unclear: ['A1'],
      timings: { a1: 900 },
    });
    const stored = {
      ...content,
      submitted: false,
      id: 'id',
      questionnaire: 'self-diagnosis/v1',
      campaign: 'k7m3pqx',
    };
    const attempt = continuedFrom(stored, { code: 'code', isSharedPhone: true, now });
    expect(attempt).toMatchObject({
      ...content,
      campaign: 'k7m3pqx',
      isSharedPhone: true,
    });
    expect(isSafelySent(attempt)).toBe(true);
  });
});
