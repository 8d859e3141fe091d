import { hear } from './come-back';
import { keepSealingKey, tidy } from './network/hand-over';
import type { Scene } from './pages/page';
import type { Kept, PhoneEvent } from './state/events';
import { hearOtherWindows } from './storage/other-windows';
import { storage } from './storage/storage';

interface Visit {
  scene: Scene;
  send(isNewVisit: boolean): Promise<void>;
  readFurther(): Promise<unknown>;
  readKept(): Promise<Kept | null>;
  raise(event: PhoneEvent): Promise<void>;
}

/** Once the page stands: what makes the next visit independent of the network. */
export async function idleTask(visit: Visit): Promise<void> {
  hearOtherWindows(() => void hear(visit));
  await storage.putFact('language', visit.scene.reader.language).catch(() => undefined);
  try {
    await tidy(visit.scene.state.session.attemptId);
    void visit.send(true);
    const registration = await navigator.serviceWorker?.register('/service-worker.js');
    if (!registration) return;
    // Chromium grants this by itself or not at all; other browsers would ask the reader.
    if ('userAgentData' in navigator) void navigator.storage?.persist().catch(() => undefined);
    const { active } = await navigator.serviceWorker.ready;
    await keepSealingKey();
    const place = document.querySelector('[data-offline]');
    await visit.readFurther();
    if (place) place.textContent = visit.scene.reader.t('screening:offline.ready');
    active?.postMessage('keep further');
  } catch {
    // Without HTTPS or room there is no service worker: the test goes on while the page is open.
  }
}
