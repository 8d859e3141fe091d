/** What is done seldom or late in the test: see state/effects.ts. */
import type { Act } from '../model/attempt';
import type { HandedOver } from '../model/kept';
import { sendAct } from '../network/sending/upload';
import type { Effect } from '../state/effects';
import type { PhoneEvent } from '../state/events';
import { isHeldAlone } from '../state/late-student';
import type { PhoneState } from '../state/state';
import { addToSession } from '../storage/add-to-session';
import { tellOtherWindows } from '../storage/other-windows';
import { storage } from '../storage/storage';
import { waiting } from '../storage/waiting';
import { removeAttempt } from '../storage/wiping';
import { otherPages } from './rare';

/** Nobody waits longer for something to be sent. */
const sendingMs = 2_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Performer {
  scene: { state: PhoneState };
  raise(event: PhoneEvent): Promise<void>;
  send(): Promise<void>;
}

/** Kept and sent; where nothing can be kept, sent at once. @returns false when neither could be done */
async function doAct(act: Act, performer: Performer): Promise<boolean> {
  const isKept = await waiting.putAct(act).then(
    () => true,
    () => false,
  );
  if (!isKept) return (await sendAct(act)).kind === 'done';
  // A slow network is not waited for: what is kept goes on by itself.
  await Promise.race([performer.send(), pause(sendingMs)]);
  return true;
}

const handOverAllOf = async (state: PhoneState): Promise<HandedOver> =>
  isHeldAlone(state) ? 'kept' : (await otherPages()).handOverAll(state.session.isGuest);

export async function performRarely(effect: Effect, performer: Performer): Promise<void> {
  switch (effect.kind) {
    case 'removeAttempt':
      return removeAttempt(effect.id);
    case 'addToSession':
      return addToSession(effect.attemptId, effect.more).catch(() => undefined);
    case 'putLanguage':
      return storage.putFact('language', effect.language).catch(() => undefined);
    case 'leaveHeld':
      return isHeldAlone(performer.scene.state) ? undefined : performer.raise(effect.event);
    case 'handOver':
      await (await otherPages()).handOver(effect.id);
      return;
    case 'handOverAll':
      await performer.raise({ kind: 'handedOver', how: await handOverAllOf(performer.scene.state) });
      return tellOtherWindows();
    case 'sendAct': {
      const isTaken = await doAct(effect.act, performer);
      return performer.raise({ kind: 'tried', act: effect.act, isTaken });
    }
  }
}
