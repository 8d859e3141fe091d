import type { App } from './app';
import { keepSealingKey, tidy } from './hand-over';
import { store } from './store';

/** Once the page stands: what makes the next visit independent of the network. */
export async function settle(app: App): Promise<void> {
  await store.putFact('language', app.reader.language).catch(() => undefined);
  try {
    await tidy(app.held.session.attemptId);
    void app.send(true);
    const registration = await navigator.serviceWorker?.register('/service-worker.js');
    if (!registration) return;
    // Chromium grants this by itself or not at all; other browsers would ask the reader.
    if ('userAgentData' in navigator) void navigator.storage?.persist().catch(() => undefined);
    const { active } = await navigator.serviceWorker.ready;
    await keepSealingKey();
    const place = document.querySelector('[data-offline]');
    await app.further();
    if (place) place.textContent = app.reader.t('screening:offline.ready');
    active?.postMessage('keep further');
  } catch {
    // Without HTTPS or room there is no service worker: the test goes on while the page is open.
  }
}
