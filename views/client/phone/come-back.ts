import { nameOf } from '../../../server/core/definition/name';
import { endWriting } from './browser/leave-page';
import { isSafelySent } from './model/attempt';
import { sendHiding } from './network/sending/sender';
import type { Part } from './network/texts';
import type { Scene } from './pages/page';
import type { Kept, PhoneEvent } from './state/events';
import { hearOtherWindows } from './storage/other-windows';
import { storage } from './storage/storage';
import { isThisTabs, tab } from './storage/tab';

interface Window {
  scene: Scene;
  isWriting: boolean;
  raise(event: PhoneEvent): Promise<void>;
  readKept(): Promise<Kept | null>;
}

interface Reading {
  scene: Scene;
  read(parts: Part[], name: string): Promise<void>;
  isWriting: boolean;
  isActing: boolean;
  raise(event: PhoneEvent): Promise<void>;
  readKept(): Promise<Kept | null>;
}

/** Back from another tab or app: what is kept now goes before what the page remembers. */
async function comeBack(phone: Reading): Promise<void> {
  const { session: before, isKept } = phone.scene.state;
  if (!isKept || phone.isWriting || before.attemptId === undefined) return;
  // What the browser has thrown away meanwhile is written anew by who reads it.
  await phone.readKept();
  const session = tab.session() ?? (await storage.fact('session'));
  const id = session?.attemptId;
  const attempt = id === undefined ? null : ((await storage.attempt(id)) ?? null);
  const waitingActs = id === undefined ? 0 : (await storage.actsOf(id)).length;
  const { questionnaire } = phone.scene;
  const name = attempt?.questionnaire ?? session?.questionnaire;
  if (name && name !== nameOf(questionnaire.definition)) await phone.read(['first', 'rest'], name);
  if (phone.isWriting) return;
  const kept = { session, attempt, waitingActs };
  await phone.raise({ kind: 'return', kept, isMine: isThisTabs(session) });
}

/** From now on: when the page goes out of sight, when its reader comes back, and when it is left. */
export function watchReader(phone: Reading): void {
  const returned = () => {
    if (!document.hidden && !phone.isActing) void comeBack(phone).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    const { attempt } = phone.scene.state;
    // Nobody knows whether the reader comes back to this page.
    if (document.hidden && attempt && !isSafelySent(attempt)) void sendHiding(attempt).catch(() => undefined);
    else returned();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) returned();
  });
  addEventListener('pagehide', () => endWriting(phone));
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

/** A tap on what is chosen here changes nothing on the page; yet another window may have chosen otherwise since. */
function tapAgain({ scene }: Window, { target }: Event): void {
  const { name, type, value } = target as HTMLInputElement;
  const answer = scene.state.attempt?.answers[name] ?? 'skip';
  if (type === 'radio' && String(answer) === value)
    target?.dispatchEvent(new Event('change', { bubbles: true }));
}

/** From now on two windows that are in view say the same. */
export function watchOtherWindows(phone: Window): void {
  hearOtherWindows(() => void hear(phone));
  document.addEventListener('click', (event) => tapAgain(phone, event));
}
