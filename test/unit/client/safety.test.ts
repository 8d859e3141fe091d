import { begun, changed, type LocalAttempt, submitted } from '../../../views/client/phone/model/attempt';
import { acknowledged } from '../../../views/client/phone/model/stored-copy';
import { type PhoneState, safetyOf, stateFrom } from '../../../views/client/phone/state/state';
import { aProfile } from '../../support/builders/attempts';

const answered = changed(
  begun({
    ...{ id: '1', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
    ...{ profile: aProfile, isSharedPhone: false },
  }),
  { answers: { A1: 3 } },
);
const finished = submitted(answered, { result: {} as never, shown: [], now: '2026-10-05T06:00:00.000Z' });

const safety = (attempt: LocalAttempt, more: Partial<PhoneState> = {}) => {
  const given = { place: { name: 'test' as const }, session: {}, attempt, campaign: null };
  return safetyOf({ ...stateFrom({ ...given, questionnaire: '', isMine: true }), ...more }, true);
};

describe('what is kept here and not sent yet', () => {
  it('goes with the next page as long as there is one', () => {
    expect(safety(answered)).toBe('kept');
  });

  it('goes by itself after the last one', () => {
    expect(safety(finished)).toBe('here');
    expect(safety(acknowledged(finished, finished), { waitingActs: 1 })).toBe('here');
  });

  it('is said to be on its way while it is', () => {
    expect(safety(finished, { isSending: true })).toBe('going');
  });
});
