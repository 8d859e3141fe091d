import {
  begun,
  changed,
  isSafelySent,
  type LocalAttempt,
  submitted,
} from '../../../views/client/phone/model/attempt';
import { acknowledged, uploadOf } from '../../../views/client/phone/model/stored-copy';
import { aProfile } from '../../support/builders/attempts';

const now = '2026-10-05T06:00:00.000Z';
const fresh = (): LocalAttempt =>
  begun({
    ...{ id: 'id', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
    ...{ profile: aProfile, isSharedPhone: false },
  });
const result = { scales: {} } as never;
const answered = (attempt: LocalAttempt, answers: Record<string, number>) =>
  changed(attempt, { answers: { ...attempt.answers, ...answers } });
const known = (attempt: LocalAttempt) => acknowledged(attempt, attempt);

describe('an attempt on a phone', () => {
  it('is safe only when the server has all of it', () => {
    const attempt = fresh();
    expect(isSafelySent(attempt)).toBe(false);
    expect(isSafelySent(known(attempt))).toBe(true);
    expect(isSafelySent(answered(known(attempt), { A1: 1 }))).toBe(false);
    expect(isSafelySent(submitted(known(attempt), { result, shown: [], now }))).toBe(false);
  });

  it('is not safe when something was answered while it was being sent', () => {
    const sent = answered(fresh(), { A1: 1 });
    const meanwhile = answered(sent, { A1: 2, A2: 0 });
    const after = acknowledged(meanwhile, sent);
    expect([isSafelySent(after), after.sequence, after.touched]).toEqual([
      false,
      sent.sequence + 1,
      ['A1', 'A2'],
    ]);
    expect(isSafelySent(acknowledged(sent, sent))).toBe(true);
  });

  it('has one number more than the server knows, however often it changes', () => {
    let attempt = known(fresh());
    for (const A1 of [1, 2, 3]) attempt = answered(attempt, { A1 });
    expect(attempt.sequence).toBe(attempt.known!.sequence + 1);
  });

  it('remembers that the language was switched, there and back', () => {
    const there = changed(fresh(), { language: 'ru' });
    expect(uploadOf(changed(there, { language: 'kk' }))).toMatchObject({
      language: 'kk',
      hasSwitchedLanguage: true,
    });
    expect(uploadOf(fresh())).not.toHaveProperty('hasSwitchedLanguage');
  });

  it('does not change any more when it is submitted', () => {
    const final = submitted(answered(fresh(), { A1: 1 }), { result, shown: [], now });
    expect(answered(final, { A1: 2 })).toBe(final);
    expect(submitted(final, { result, shown: [], now: 'later' })).toBe(final);
    expect(uploadOf(final)).toMatchObject({ answers: { A1: 1 }, submitted: true });
  });

  it('is tried again after a refusal when it was changed', () => {
    expect(answered({ ...fresh(), refusal: 'invalidRequest' }, { A1: 1 }).refusal).toBeNull();
  });
});
