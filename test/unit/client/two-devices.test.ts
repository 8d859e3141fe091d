import fc from 'fast-check';
import type { Answers } from '../../../server/core/definition/types';
import {
  begun,
  changed,
  isSafelySent,
  type LocalAttempt,
  submitted,
} from '../../../views/client/phone/model/attempt';
import { continuedFrom } from '../../../views/client/phone/model/stored-copy';
import { type AttemptHolder, sendAttempt } from '../../../views/client/phone/network/sending/upload';
import { aProfile } from '../../support/builders/attempts';
import { type StoredModel, storedModel } from '../../support/phone/stored-model';

const now = '2026-10-05T06:00:00.000Z';
const own = { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', code: 'code', isSharedPhone: false };
const start = { ...own, questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' as const };

const realFetch = global.fetch;
afterEach(() => {
  global.fetch = realFetch;
});

/** A phone that holds the attempt, as its store would. */
class Device implements AttemptHolder {
  /** The last that this device's owner said to each question. */
  readonly said: Answers = {};

  constructor(
    readonly server: StoredModel,
    public attempt: LocalAttempt,
  ) {}

  answer(item: string, answer: number): void {
    if (this.attempt.submittedAt !== null) return;
    this.attempt = changed(this.attempt, { answers: { ...this.attempt.answers, [item]: answer } });
    this.said[item] = answer;
  }

  submit(): void {
    this.attempt = submitted(this.attempt, { result: {} as never, shown: [], now });
  }

  async changeAttempt(_id: string, change: (attempt: LocalAttempt) => LocalAttempt) {
    this.attempt = change(this.attempt);
    return this.attempt;
  }

  async removeAttempt() {
    throw new Error('nobody erased it');
  }

  async send(loss: StoredModel['loss'] = null, meanwhile: () => void = () => undefined): Promise<void> {
    if (isSafelySent(this.attempt)) return;
    this.server.loss = loss;
    global.fetch = async (path, init) => {
      const answer = this.server.fetch(path, init);
      meanwhile();
      return answer;
    };
    await sendAttempt(this.attempt, this);
  }
}

async function twoDevices(): Promise<[Device, Device]> {
  const server = storedModel();
  const one = new Device(server, begun({ ...start, profile: aProfile }));
  await one.send();
  const place = { code: 'code', isSharedPhone: false, now };
  return [one, new Device(server, continuedFrom({ ...start, ...server.stored! }, place))];
}

const items = ['A1', 'A2', 'A3', 'A4'];
interface Act {
  device: number;
  item: string;
  answer: number;
  sending: string;
}

const anAct: fc.Arbitrary<Act> = fc.record({
  device: fc.nat(1),
  item: fc.constantFrom(...items),
  answer: fc.nat(4),
  sending: fc.constantFrom('none', 'arrives', 'request lost', 'answer lost', 'answered meanwhile'),
});

async function perform(devices: [Device, Device], acts: Act[]): Promise<void> {
  for (const act of acts) {
    const device = devices[act.device]!;
    if (act.sending !== 'answered meanwhile') device.answer(act.item, act.answer);
    if (act.sending === 'arrives') await device.send();
    if (act.sending === 'request lost') await device.send('request');
    if (act.sending === 'answer lost') await device.send('answer');
    if (act.sending === 'answered meanwhile')
      await device.send(null, () => device.answer(act.item, act.answer));
  }
}

describe('one attempt on two devices', () => {
  it('what only one of them answered is never lost, whatever is lost on the way', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 12 }), fc.nat(1), async (acts, last) => {
        const devices = await twoDevices();
        await perform(devices, acts);
        for (const device of [devices[1 - last]!, devices[last]!]) {
          await device.send();
          expect(isSafelySent(device.attempt)).toBe(true);
        }
        const [one, other] = devices;
        for (const item of items) {
          const said = [one.said[item], other.said[item]].filter((answer) => answer !== undefined);
          if (said.length > 0) expect(said).toContain(one.server.stored!.answers[item]);
          else expect(one.server.stored!.answers[item]).toBeUndefined();
        }
      }),
    ));

  it('what one submitted is what the other shows, and its later answers change nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 8 }), anAct, async (acts, late) => {
        const devices = await twoDevices();
        await perform(devices, acts);
        const [one, other] = devices;
        one.submit();
        await one.send();
        const final = one.server.stored!.answers;
        other.answer(late.item, late.answer);
        await other.send();
        expect(other.attempt.submittedAt).not.toBeNull();
        expect([one.server.stored!.answers, other.attempt.answers]).toEqual([final, final]);
        expect([one, other].map(({ attempt }) => isSafelySent(attempt))).toEqual([true, true]);
      }),
    ));
});

describe('one attempt on one device', () => {
  it('the server ends up with exactly what was said, whatever is lost on the way', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 12 }), async (acts) => {
        const device = new Device(storedModel(), begun({ ...start, profile: aProfile }));
        await perform([device, device], acts);
        device.submit();
        await device.send('answer');
        await device.send();
        expect(isSafelySent(device.attempt)).toBe(true);
        const { answers, submitted: isSubmitted } = device.server.stored!;
        expect({ answers, isSubmitted }).toEqual({ answers: device.said, isSubmitted: true });
      }),
    ));

  it('who they are may still be changed when the first answer of the server was lost', async () => {
    const device = new Device(storedModel(), begun({ ...start, profile: aProfile }));
    await device.send('answer');
    device.attempt = changed(device.attempt, { profile: { ...aProfile, age: 17 } });
    await device.send();
    expect([device.server.stored!.profile.age, device.attempt.profile.age]).toEqual([17, 17]);
  });
});
