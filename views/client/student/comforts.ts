/**
 * Small comforts of every student's page, drawn by the server or by the phone; everything works without them. They listen
 * at the document, so that a page that is drawn anew has them too.
 */
import { printPart } from './paper';

function onClick(selector: string, act: (element: HTMLElement, event: Event) => void): void {
  document.addEventListener('click', (event) => {
    const element = (event.target as Element).closest<HTMLElement>(selector);
    if (element) act(element, event);
  });
}

/** However long a browser takes to go back. */
const patienceMs = 1000;

/** Replaces this page, so that "back" does not lead to it; nor to the entry that stands before it: see phone/back.ts. */
onClick('[data-quick-exit]', (link, event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  const leave = () => location.replace((link as HTMLAnchorElement).href);
  if (history.state === null) return leave();
  addEventListener('popstate', leave, { once: true });
  setTimeout(leave, patienceMs);
  history.back();
});

onClick('[data-print]', (button) => printPart(button));
onClick(
  '[data-picture]',
  (button) => void import('./picture').then(({ savePicture }) => savePicture(button)),
);

/** A reply that was begun is not left behind without a question. */
addEventListener('beforeunload', (event) => {
  const guarded = document.querySelector<HTMLFormElement>('form[data-guard]:not([data-is-sent])');
  const typed = guarded?.querySelector('textarea')?.value.trim() ?? '';
  if (typed !== '') event.preventDefault();
});
document.addEventListener('submit', (event) => {
  (event.target as HTMLElement).dataset.isSent = '';
});
// The page may come back from the browser's memory.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.isSent;
});

// The phone draws pages of its own.
document.addEventListener('drawn', showScripted);

/** What a page has only with a script. */
export function showScripted(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print], [data-picture]'))
    button.hidden = false;
}
