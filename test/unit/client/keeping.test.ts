import { endWriting } from '../../../views/client/phone/browser/leave-page';
import { Keeping } from '../../../views/client/phone/keeping';
import { begun, changed, type LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { PhoneEvent } from '../../../views/client/phone/state/events';
import { reduceLate } from '../../../views/client/phone/state/late';
import { type LateEvent, reduce } from '../../../views/client/phone/state/reduce';
import { stateFrom } from '../../../views/client/phone/state/state';
import { leaving } from '../../../views/client/phone/storage/leaving';
import { storage } from '../../../views/client/phone/storage/storage';
import { aProfile } from '../../support/builders/attempts';
import { definition } from '../core/support';

const attempt = begun({
  ...{ id: '1', code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' },
  ...{ profile: aProfile, isSharedPhone: false },
});

const asked = { hash: 'a'.repeat(16), definition };

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

const full = new DOMException('', 'QuotaExceededError');

const tap = { kind: 'tap', item: 'A1', answer: 2, isUnclear: false } as const;

describe('a page that is left', () => {
  it('in the middle of a write writes all that it holds in one step', () => {
    jest.spyOn(storage, 'writeAttempt').mockReturnValue(new Promise(() => undefined));
    const { keeping, atOnce } = keep();
    void keeping.changeAttempt('1', tap);
    endWriting({ isWriting: keeping.isWriting, scene: { state } });
    expect(atOnce).toHaveBeenCalledWith(attempt);
  });

  it('after its last write writes nothing more', async () => {
    jest.spyOn(storage, 'writeAttempt').mockResolvedValue(attempt);
    const { keeping, atOnce } = keep();
    await keeping.changeAttempt('1', tap);
    endWriting({ isWriting: keeping.isWriting, scene: { state } });
    expect(atOnce).not.toHaveBeenCalled();
  });
});

describe('what there was no room for', () => {
  /** What the next write makes of what lies here then. */
  const nextOf = (write: jest.SpyInstance) =>
    write.mock.lastCall[1] as (stored?: LocalAttempt) => LocalAttempt;

  it('is done with the next change, in order, to what another tab may have written meanwhile', async () => {
    const write = jest.spyOn(storage, 'writeAttempt').mockRejectedValueOnce(full).mockResolvedValue(attempt);
    const { keeping } = keep();
    await keeping.changeAttempt('1', tap);
    await keeping.changeAttempt('1', { ...tap, answer: 1 });
    const otherTab = changed(attempt, { answers: { A1: 0, A2: 3 } });
    expect(nextOf(write)(otherTab).answers).toEqual({ A1: 1, A2: 3 });
  });

  it('is done once', async () => {
    const write = jest.spyOn(storage, 'writeAttempt').mockRejectedValueOnce(full).mockResolvedValue(attempt);
    const { keeping } = keep();
    await keeping.changeAttempt('1', tap);
    await keeping.keepAgain('1');
    expect(nextOf(write)(attempt).answers).toEqual({ A1: 2 });
    await keeping.keepAgain('1');
    expect(nextOf(write)(attempt).answers).toEqual({});
  });

  it('begins the attempt, unless another tab has begun it by then', async () => {
    const write = jest.spyOn(storage, 'writeAttempt').mockRejectedValueOnce(full).mockResolvedValue(attempt);
    const { keeping } = keep();
    await keeping.beginAttempt(attempt);
    await keeping.changeAttempt('1', tap);
    const next = nextOf(write);
    expect(next().answers).toEqual({ A1: 2 });
    expect(next(changed(attempt, { answers: { A2: 3 } })).answers).toEqual({ A1: 2, A2: 3 });
  });
});

it('a full phone sends what it alone holds after each change, and not again whenever sending has ended', async () => {
  jest.spyOn(storage, 'writeAttempt').mockRejectedValue(full);
  let now = state;
  const done: string[] = [];
  const raise = async (event: PhoneEvent): Promise<void> => {
    const outcome = reduce(now, event, asked) ?? reduceLate(now, event as LateEvent, asked);
    now = outcome.state;
    for (const effect of outcome.effects) {
      done.push(effect.kind);
      if (effect.kind === 'changeAttempt') await keeping.changeAttempt(effect.id, effect.change);
      if (effect.kind === 'keepAgain') await keeping.keepAgain(effect.id);
    }
  };
  const keeping = new Keeping({
    get scene() {
      return { state: now };
    },
    raise,
  });
  await raise(tap);
  expect(done).toEqual(['changeAttempt', 'sendHeld']);
  await raise({ kind: 'endSending', isDone: false, kept: null, isAskWaiting: false });
  expect(done).toEqual(['changeAttempt', 'sendHeld', 'keepAgain']);
});
