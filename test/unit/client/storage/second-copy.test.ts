/** The second copy of an attempt: it says all that is needed, and whatever else lies there is no copy. */
import fc from 'fast-check';
import { begun, changed, type LocalAttempt, submitted } from '../../../../views/client/phone/model/attempt';
import {
  attemptFrom,
  broughtForward,
  readSecondCopy,
} from '../../../../views/client/phone/model/read-second-copy';
import { format, type SecondCopy, secondCopyText } from '../../../../views/client/phone/model/second-copy';
import { acknowledged, uploadOf } from '../../../../views/client/phone/model/stored-copy';
import { aProfile, newCode } from '../../../support/builders/attempts';

const now = '2026-10-05T06:00:00.000Z';
const result = { scales: {} } as never;
const fresh = (): LocalAttempt =>
  begun({
    ...{ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', code: newCode(), questionnaire: 'self-diagnosis/v1' },
    ...{ campaign: 'k7m3pqx', language: 'kk', profile: aProfile, isSharedPhone: false },
  });
const answered = (attempt: LocalAttempt, answers: Record<string, number | null>) =>
  changed(attempt, { answers: { ...attempt.answers, ...answers } });

const copyOf = (attempt: LocalAttempt, revision = 7) =>
  readSecondCopy(secondCopyText({ ...attempt, revision })) as SecondCopy;

const states: Record<string, () => LocalAttempt> = {
  begun: fresh,
  'half answered': () => answered(fresh(), { A1: 2, A2: null }),
  'acknowledged and changed since': () => {
    const sent = answered(fresh(), { A1: 2 });
    return answered(acknowledged(sent, sent), { A1: 3 });
  },
  'in another language, with a time and a mark': () =>
    changed(fresh(), { language: 'ru', timings: { a1: 900 }, unclear: ['A1'] }),
  submitted: () =>
    submitted(answered(fresh(), { A1: 2 }), { result, shown: [{ id: 'A.low', version: 2 }], now }),
};

describe('a second copy', () => {
  it.each(Object.entries(states))('of an attempt that is %s sends the same as the first', (_how, make) => {
    const attempt = make();
    const back = attemptFrom(copyOf(attempt), attempt.result);
    expect(uploadOf(back)).toEqual(uploadOf(attempt));
    expect(back).toEqual({ ...attempt, known: null, earlier: [], revision: 7 });
  });

  it('is as small as what is sent', () => {
    const attempt = answered(
      fresh(),
      Object.fromEntries(Array.from({ length: 75 }, (_, at) => [`A${at}`, 3])),
    );
    expect(secondCopyText(attempt).length).toBeLessThan(2_048);
  });

  const readable = JSON.parse(secondCopyText(states.submitted!()));
  const isNoCopy = (given: unknown) => expect(readSecondCopy(JSON.stringify(given) ?? '')).toBeNull();

  it.each(['', '{', 'null', '[]', '"text"', '{"format":1}'])('is not %j', (text) => {
    expect(readSecondCopy(text)).toBeNull();
  });

  it.each(Object.keys(readable))('is none without %s, or with anything else in its place', (name) => {
    const { [name]: _left, ...others } = readable;
    // The one that older scripts' attempts lack too, and get.
    if (name !== 'revision') isNoCopy(others);
    for (const wrong of [{}, [{}], -1, '<script>', { __proto: 1 }, { 'a b': 1 }, true, 1e99])
      if (!(name === 'hasSwitchedLanguage' && wrong === true) && !isHarmless(name, wrong))
        isNoCopy({ ...readable, [name]: wrong });
  });

  /** Nothing answered yet. */
  const isHarmless = (name: string, value: unknown) =>
    ['answers', 'timings'].includes(name) && JSON.stringify(value) === '{}';

  it.each([
    ['answers', { A1: 10 }],
    ['answers', { A1: 1.5 }],
    ['answers', JSON.parse('{"__proto__":1}')],
    ['code', '0000000000000000'],
    ['profile', { ...aProfile, age: 12 }],
    ['profile', { ...aProfile, region: '000000000' }],
    ['profile', { ...aProfile, tags: ['rich'] }],
    ['questionnaire', '../../staff'],
    ['id', '../my'],
    ['format', 0],
    ['format', 'x'],
  ])('is none with %s %j', (name, value) => isNoCopy({ ...readable, [name]: value }));

  it('is never read with an error, whatever lies there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(readable)), (value, name) => {
        const copy = readSecondCopy(JSON.stringify({ ...readable, [name]: value }));
        if (copy && copy !== 'newer')
          expect(JSON.parse(secondCopyText(attemptFrom(copy, null)))).toMatchObject({ format });
      }),
    );
  });

  it('of a release that asked one profile field less is still one', () => {
    const { tags: _tags, ...before } = aProfile;
    expect(readSecondCopy(JSON.stringify({ ...readable, profile: before }))).toMatchObject({
      profile: aProfile,
    });
  });

  it('of a newer script is read as far as it is understood, and else left to that script', () => {
    const newer = { ...readable, format: format + 3, mood: 'calm' };
    expect(readSecondCopy(JSON.stringify(newer))).toEqual(readSecondCopy(JSON.stringify(readable)));
    expect(readSecondCopy(JSON.stringify({ ...newer, answers: ['A1', 2] }))).toBe('newer');
  });
});

describe('a first copy that fell back behind its second', () => {
  const first = (revision: number) => ({ ...answered(fresh(), { A1: 2 }), revision });

  it('has what the second has', () => {
    const older = first(3);
    const copy = copyOf(answered(older, { A1: 4, A2: 1 }), 5);
    expect(broughtForward(older, copy, null)).toMatchObject({
      ...{ answers: { A1: 4, A2: 1 }, touched: ['A1', 'A2'], revision: 5 },
    });
  });

  it.each([3, 2])('but not where it is as new (second: %i of 3), nor where it is submitted', (revision) => {
    const here = first(3);
    expect(broughtForward(here, copyOf(answered(here, { A1: 0 }), revision), null)).toBe(here);
    const final = { ...submitted(here, { result, shown: [], now }), revision: 1 };
    expect(broughtForward(final, copyOf(answered(here, { A1: 0 }), 9), null)).toBe(final);
  });
});
