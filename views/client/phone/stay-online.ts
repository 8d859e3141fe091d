/** A browser that keeps nothing: the server's forms do everything, with a clear word. */
import type { Language } from '../../../server/core/definition/types';
import { translator } from './model/translate';
import { canReachServer } from './network/reach';
import { loadTexts } from './network/texts';

/** @param isShell the page is the one that is kept for a missing network */
export async function stayOnline(language: Language, isShell: boolean): Promise<void> {
  const t = translator(await loadTexts(language, ['first']), language);
  if (!isShell) {
    const place = document.createElement('p');
    place.className = 'sending';
    place.setAttribute('role', 'status');
    document.querySelector('main')?.prepend(place);
    place.textContent = t('screening:offline.refused');
  } else if (await canReachServer()) {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.unregister();
    location.reload();
  } else document.body.textContent = t('screening:offline.needed');
}
