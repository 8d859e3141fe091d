import type { Scene } from './pages/page';
import type { Kept, PhoneEvent } from './state/events';
import { storage } from './storage/storage';
import { isThisTabs } from './storage/tab';

interface Window {
  isWriting: boolean;
  raise(event: PhoneEvent): Promise<void>;
  readKept(): Promise<Kept | null>;
}

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

/** What this window writes itself goes first. */
const ownWriteMs = 50;

/** Another window wrote: what is in view beside it says the same. */
export async function hear(phone: Window): Promise<void> {
  if (document.hidden) return;
  const kept = await phone.readKept();
  if (kept) return phone.raise({ kind: 'hear', kept });
  if (phone.isWriting) setTimeout(() => void hear(phone), ownWriteMs);
}
