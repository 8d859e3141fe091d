/** Attempts as scripts of other releases left them on a phone. */
import { begun, changed } from '../../../../views/client/phone/model/attempt';
import { inPresentShape } from '../../../../views/client/phone/model/shapes';
import { keptAttempts } from '../../../../views/client/phone/storage/kept-attempts';
import { storage } from '../../../../views/client/phone/storage/storage';
import { aProfile, newCode } from '../../../support/builders/attempts';
import { disk, emptyDisk } from '../../../support/phone/database-in-memory';

jest.mock('../../../../views/client/phone/storage/database', () =>
  jest.requireActual('../../../support/phone/database-in-memory'),
);

const attempt = begun({
  ...{ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', code: newCode(), questionnaire: 'self-diagnosis/v1' },
  ...{ campaign: null, language: 'kk', profile: aProfile, isSharedPhone: false },
});
const { revision: _revision, ...first } = { ...attempt, answers: { A1: 3 } };

describe('an attempt of an older script', () => {
  it('is as if this script had begun it', () => {
    const present = inPresentShape(first);
    expect(present).toEqual({ ...attempt, answers: { A1: 3 } });
    expect(inPresentShape({ ...present, revision: 5 })).toEqual({ ...present, revision: 5 });
  });

  beforeEach(emptyDisk);

  it('is read in its present shape, changed and written in it', async () => {
    disk.rows.attempts.set(first.id, first);
    const now = { ...first, revision: 0 };
    expect(await storage.attempt(first.id)).toEqual(now);
    expect(await keptAttempts.all()).toEqual([now]);
    await keptAttempts.change(first.id, (one) => changed(one, { answers: { ...one.answers, A2: 1 } }));
    expect(disk.rows.attempts.get(first.id)).toMatchObject({
      ...{ answers: { A1: 3, A2: 1 }, revision: 1 },
    });
  });
});

describe('an attempt of a newer script', () => {
  beforeEach(emptyDisk);

  it('keeps what this script does not know', async () => {
    const newer = { ...attempt, revision: 8, mood: { calm: true } };
    disk.rows.attempts.set(newer.id, newer);
    await keptAttempts.change(newer.id, (one) => changed(one, { answers: { A1: 0 } }));
    expect(disk.rows.attempts.get(newer.id)).toMatchObject({
      ...{ answers: { A1: 0 }, mood: { calm: true }, revision: 9 },
    });
  });
});
