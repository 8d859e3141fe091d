import { Keeping } from '../../../views/client/phone/keeping';
import { endWriting } from '../../../views/client/phone/leave-page';
import { begun } from '../../../views/client/phone/model/attempt';
import { stateFrom } from '../../../views/client/phone/state/state';
import { leaving } from '../../../views/client/phone/storage/leaving';
import { storage } from '../../../views/client/phone/storage/storage';
import { aProfile } from '../../support/builders/attempts';

const attempt = begun({
  ...{ id: '1', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
  ...{ profile: aProfile, isSharedPhone: false },
});

const state = stateFrom({
  ...{ place: { name: 'test' }, session: { attemptId: '1' }, attempt, campaign: null },
  ...{ questionnaire: 'self-diagnosis/v1', isMine: true },
});

function keep() {
  const atOnce = jest.spyOn(leaving, 'putAtOnce').mockResolvedValue();
  const keeping = new Keeping({ scene: { state }, raise: async () => undefined });
  return { keeping, atOnce };
}
afterEach(() => jest.restoreAllMocks());

const tap = { kind: 'tap', item: 'A1', answer: 2, isUnclear: false } as const;

describe('a page that is left', () => {
  it('in the middle of a write writes all that it holds in one step', () => {
    jest.spyOn(storage, 'changeAttempt').mockReturnValue(new Promise(() => undefined));
    const { keeping, atOnce } = keep();
    void keeping.changeAttempt('1', tap);
    endWriting({ isWriting: keeping.isWriting, scene: { state } });
    expect(atOnce).toHaveBeenCalledWith(attempt);
  });

  it('after its last write writes nothing more', async () => {
    jest.spyOn(storage, 'changeAttempt').mockResolvedValue(attempt);
    const { keeping, atOnce } = keep();
    await keeping.changeAttempt('1', tap);
    endWriting({ isWriting: keeping.isWriting, scene: { state } });
    expect(atOnce).not.toHaveBeenCalled();
  });
});
