/** Draws a page of the student's way where the server's page stood, and puts the reader at its beginning. */

import type { Language } from '../../../server/core/definition/types';
import { helpView } from '../../../server/core/pages/help.view';
import type { Translate } from '../../../server/core/text/translate';

import type { Locals, View } from './view';

export interface Reader {
  t: Translate;
  language: Language;
}

export interface Drawing {
  view: View;
  locals: Locals;
  /** The page itself shows the full help card. */
  hideFooterHelp?: boolean;
}

/** What stands around the page: the server's own until another language or footer is wanted. */
let standing = 'shell' in document.body.dataset ? '' : `${document.documentElement.lang} false`;

const mainElement = () => document.querySelector('main') as HTMLElement;

/** One address and one neutral title for every page, so that the history tells nothing. */
export function setAddress(path: string, { t }: Reader): void {
  document.title = t('screening:title');
  if (location.pathname !== path || location.hash) history.replaceState(null, '', path);
}

/** @param isSamePlace the reader stays where they are: the page only says something more */
export async function draw(
  { view, locals, hideFooterHelp = false }: Drawing,
  { t, language }: Reader,
  isSamePlace = false,
): Promise<void> {
  const common = { t, language, help: helpView(t), hideFooterHelp };
  const html = view({ ...common, ...locals });
  const wanted = `${language} ${hideFooterHelp}`;
  if (standing !== wanted) {
    (await import('./later')).drawShell(common);
    standing = wanted;
  }
  const main = mainElement();
  main.innerHTML = html;
  document.dispatchEvent(new Event('drawn'));
  if (isSamePlace) return;
  scrollTo(0, 0);
  const mistake = main.querySelector<HTMLElement>('[data-error-summary]');
  (mistake ?? main).focus({ preventScroll: mistake === null });
}

/** What a form holds, as the server would be sent it. */
export function bodyOf(form: HTMLFormElement, button: HTMLElement | null = null): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const add = (name: string, value: unknown) => {
    body[name] = name in body ? [body[name], value].flat() : value;
  };
  for (const [name, value] of new FormData(form)) add(name, value);
  if (button instanceof HTMLButtonElement && button.name) add(button.name, button.value);
  return body;
}
