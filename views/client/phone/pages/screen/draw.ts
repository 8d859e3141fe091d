/** Draws a page of the student's way where the server's page stood, and puts the reader at its beginning. */

import { helpView } from '../../../../../server/core/pages/help.view';
import type { FurtherLine } from '../../../../../server/core/pages/help-lines';
import type { Reader } from '../../model/translate';
import { lazyChunk } from '../../parts/lazy';
import type { Drawing } from '../page';

/** What stands around the page: the server's own until another language or footer is wanted. */
let standing = 'shell' in document.body.dataset ? '' : `${document.documentElement.lang} false`;

/** Beside 111 and 112, as the page or the kept shell says. */
const furtherHelp: FurtherLine[] = JSON.parse(document.body.dataset.help ?? '[]');

const mainElement = () => document.querySelector('main') as HTMLElement;

/** One address and one neutral title for every page, so that the history tells nothing; its state: see back.ts. */
export function setAddress(path: string, { t }: Reader): void {
  document.title = t('screening:title');
  if (location.pathname !== path || location.hash) history.replaceState(history.state, '', path);
}

/** @param isSamePlace the reader stays where they are: the page only says something more */
export async function draw(
  { view, locals, hideFooterHelp = false, region }: Drawing,
  { t, language }: Reader,
  isSamePlace = false,
): Promise<void> {
  const help = helpView({ t, language }, furtherHelp, region);
  const common = { t, language, help, hideFooterHelp };
  const html = view({ ...common, ...locals });
  const wanted = `${language} ${hideFooterHelp}`;
  if (standing !== wanted) {
    (await lazyChunk()).drawShell(common);
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
