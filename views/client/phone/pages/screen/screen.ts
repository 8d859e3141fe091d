/** What stands in a page's forms, and what its status line says. */
import type { Body } from '../page';

/** What a form holds, as the server would be sent it. */
export function bodyOf(form: HTMLFormElement, button: HTMLElement | null = null): Body {
  const body: Body = {};
  const add = (name: string, value: unknown) => {
    body[name] = name in body ? [body[name], value].flat() : value;
  };
  for (const [name, value] of new FormData(form)) add(name, value);
  if (button instanceof HTMLButtonElement && button.name) add(button.name, button.value);
  return body;
}

/** Whether everything is safe, or what else is to be known, in the place that the page has for it. */
export function showStatus(text: string, safety = ''): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-sending]')) {
    place.dataset.safety = safety;
    if (place.textContent !== text) place.textContent = text;
  }
}
