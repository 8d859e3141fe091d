/**
 * Pages on which staff write with a script: the letter is saved by itself, and no text is lost with the session, the page or
 * the browser. Without it the buttons do the same.
 */
import { saveByItself } from './writing/autosave';
import { keptForm, restore } from './writing/kept-form';
import { countSigns, growWithText, isTooLong, switchBlocks } from './writing/letter-field';
import { openTabCopies } from './writing/tab-copies';

const forms = document.querySelectorAll<HTMLFormElement>('form[data-keep]');
const opened = openTabCopies();

for (const form of forms) {
  const kept = keptForm(form, opened);
  for (const field of form.querySelectorAll('textarea')) {
    growWithText(field);
    const counter = form.querySelector<HTMLElement>('[data-counter]');
    if (counter) countSigns(field, counter, kept.words);
    if (form.hasAttribute('data-draft')) saveByItself(kept, field, () => isTooLong(field));
    switchBlocks(field, form.querySelectorAll<HTMLButtonElement>('[name=toggle]'));
  }
  void restore(kept, opened);
}

for (const link of document.querySelectorAll<HTMLElement>('[data-forget]'))
  link.addEventListener('click', async (event) => {
    event.preventDefault();
    (await opened)?.drop(link.dataset.forget ?? '');
    location.assign((link as HTMLAnchorElement).href);
  });
