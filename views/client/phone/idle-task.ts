import { bringBack } from './bring-back';
import { hear, watchOtherWindows, watchReader } from './come-back';
import { keepSealingKey, tidy } from './network/hand-over';
import { keepSecondCopies } from './network/recover';
import type { Scene } from './pages/page';
import type { Kept, PhoneEvent } from './state/events';
import { endingOf, persist } from './storage/lasting';
import { storage } from './storage/storage';

interface Visit {
  scene: Scene;
  send(isNewVisit: boolean): Promise<void>;
  readFurther(): Promise<unknown>;
  readKept(): Promise<Kept | null>;
  isWriting: boolean;
  isActing: boolean;
  raise(event: PhoneEvent): Promise<void>;
}

/** In the place that the start page has for it. */
function say({ scene: { reader } }: Visit, keys: string[]): void {
  const place = document.querySelector('[data-offline]');
  if (place) place.textContent = keys.map((key) => reader.t(key)).join(' ');
}

/** Once the page stands: what makes the next visit independent of the network. */
export async function idleTask(visit: Visit): Promise<void> {
  watchOtherWindows(visit);
  watchReader(visit);
  await storage.putFact('language', visit.scene.reader.language).catch(() => undefined);
  void persist(navigator).catch(() => undefined);
  try {
    if (await keepSecondCopies()) await hear(visit);
    await bringBack(visit);
    await tidy(visit.scene.state.session.attemptId);
    void visit.send(true);
    const registration = await navigator.serviceWorker?.register('/service-worker.js');
    const ending = await endingOf(navigator);
    const last = ending === null ? [] : [`screening:lasting.${ending}`];
    if (!registration) return say(visit, last);
    const { active } = await navigator.serviceWorker.ready;
    await keepSealingKey();
    await visit.readFurther();
    say(visit, ['screening:offline.ready', ...last]);
    active?.postMessage('keep further');
  } catch {
    // Without HTTPS or room there is no service worker: the test goes on while the page is open.
  }
}
