/** What stands above and below every page, in the reader's language. */

import { languageChoices } from '../../../../../server/core/text/language-choices';
import type { Language } from '../../../../../server/core/text/languages';
import footer from '../../../../shared/frame/footer.ejs';
import header from '../../../../shared/frame/header.ejs';
import type { Locals } from '../view';

const quickExitUrl =
  document.querySelector<HTMLAnchorElement>('[data-quick-exit]')?.href ??
  document.body.dataset.quickExitUrl ??
  '';

export function drawShell(common: Locals & { language: Language }): void {
  const locals = { ...common, languages: languageChoices, quickExitUrl, path: '/' };
  document.documentElement.lang = common.language;
  document.body.innerHTML = `${header(locals)}<main id="main" class="page" tabindex="-1"></main>${footer(locals)}`;
}

/** On a page that the server drew, the styles of what is read come when they are wanted. */
export function readingStyles(): Promise<void> {
  const href = document.body.dataset.readingStyles;
  if (!href || document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
