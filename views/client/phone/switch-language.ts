import type { Language } from '../../../server/core/definition/types';
import type { Part } from './network/texts';
import type { Scene } from './pages/page';
import { holdPlace } from './pages/screen/place';
import { bodyOf } from './pages/screen/screen';
import type { PhoneEvent } from './state/events';

interface Speaker {
  scene: Scene;
  speak(language: Language, parts: Part[]): Promise<void>;
  raise(event: PhoneEvent): Promise<void>;
  say(text: string): void;
  show(isSamePlace: boolean, typed?: Record<string, unknown>): Promise<void>;
}

/** Beside the way itself, whose form is drawn with what was typed. @returns what gives it back to the page's other forms */
function holdTyped(): () => void {
  const fields = [
    ...document.querySelectorAll<HTMLInputElement>('main form:not(#way) :is(input, select, textarea)[id]'),
  ];
  return () => {
    for (const { id, value, checked } of fields) {
      const field = document.getElementById(id) as HTMLInputElement | null;
      if (!field) continue;
      // The value of a choice is its text.
      if (/radio|checkbox/.test(field.type)) field.checked = checked;
      else field.value = value;
    }
  };
}

/** The page once more in another language; what was typed stays. */
export async function switchLanguage(phone: Speaker, to: Language): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('main form#way');
  const typed = form ? bodyOf(form) : undefined;
  try {
    await phone.speak(to, phone.scene.state.attempt?.submittedAt ? ['first', 'rest'] : ['first']);
  } catch {
    const text = phone.scene.reader.t('screening:sending.otherLanguage');
    const place = document.querySelector('[data-offline]');
    if (place) place.textContent = text;
    return phone.say(text);
  }
  // The server's own pages follow.
  void fetch(`/shell?language=${to}`).catch(() => undefined);
  await phone.raise({ kind: 'switchLanguage', language: to });
  const backToPlace = holdPlace();
  const giveBack = holdTyped();
  await phone.show(true, typed);
  giveBack();
  document.querySelector('main')?.focus({ preventScroll: true });
  backToPlace();
}
