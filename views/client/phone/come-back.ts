import type { Scene } from './pages/page';
import type { PhoneEvent } from './state/events';
import { storage } from './storage/storage';
import { isThisTabs } from './storage/tab';

interface Reading {
  scene: Scene;
  isWriting: boolean;
  raise(event: PhoneEvent): Promise<void>;
}

/** Back from another tab or app: what is kept now goes before what the page remembers. */
export async function comeBack(phone: Reading): Promise<void> {
  const { session: before, isKept } = phone.scene.state;
  if (!isKept || phone.isWriting || before.attemptId === undefined) return;
  const session = await storage.fact('session');
  const id = session?.attemptId;
  const attempt = id === undefined ? null : ((await storage.attempt(id)) ?? null);
  const waitingActs = id === undefined ? 0 : (await storage.actsOf(id)).length;
  if (phone.isWriting) return;
  const kept = { session, attempt, waitingActs };
  await phone.raise({ kind: 'return', kept, isMine: isThisTabs(session) });
}
