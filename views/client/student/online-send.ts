/**
 * A page of the test where the phone keeps nothing itself: it is sent once the server can be reached, so that without network
 * what was tapped stays before its reader, with a word, and goes by itself later. Everything works without it.
 */
import { isLanguage } from '../../../server/core/text/languages';
import { translator } from '../phone/model/translate';
import { canReachServer } from '../phone/network/reach';
import { loadTexts } from '../phone/network/texts';

/** Whoever has pressed a button is told no later that nothing answers. */
const patienceMs = 8_000;
const restMs = 3_000;

const pause = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms));

/** Where the page has one for it, otherwise at the end of what is sent. */
function placeIn(form: HTMLFormElement): HTMLElement {
  const place = document.querySelector<HTMLElement>('[data-sending]') ?? document.createElement('p');
  if (place.isConnected) return place;
  place.className = 'sending';
  place.setAttribute('role', 'status');
  form.append(place);
  return place;
}

export async function sendWhenReached(form: HTMLFormElement): Promise<void> {
  const { lang } = document.documentElement;
  if (!isLanguage(lang)) return;
  // Without network it could not be had any more.
  const text = translator(await loadTexts(lang, ['first']), lang)('screening:sending.nowhere');
  const place = placeIn(form);
  /** What was pressed last. */
  let pressed: HTMLElement | null = null;
  let isTrying = false;
  let isReached = false;

  const tryToSend = async (): Promise<void> => {
    if (isTrying || !pressed) return;
    isTrying = true;
    isReached = await Promise.race([canReachServer(), pause(patienceMs)]);
    isTrying = false;
    if (!isReached) {
      place.textContent = text;
      place.dataset.safety = 'nowhere';
      setTimeout(tryToSend, restMs);
      return;
    }
    place.textContent = '';
    const button = pressed;
    pressed = null;
    button.click();
    isReached = false;
  };

  // Before everything that takes the page for sent.
  document.addEventListener(
    'submit',
    (event) => {
      // Older browsers do not say what was pressed, and a page that is sent by its script is sent.
      if (event.target !== form || isReached || !event.submitter) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = event.submitter;
      void tryToSend();
    },
    { capture: true },
  );
  addEventListener('online', tryToSend);
}
