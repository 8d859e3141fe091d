/**
 * Printing. `data-print="code"` prints the code card and nothing else, any other `data-print` the page without the code
 * (paper.css). Folds are opened for paper where the browser cannot do it by style.
 */

let opened: HTMLDetailsElement[] = [];

addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details.fold:not([open], .no-print)')];
  for (const fold of opened) fold.open = true;
});

addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false;
  opened = [];
  document.body.classList.remove('prints-code');
});

export function printPart(button: HTMLElement): void {
  document.body.classList.toggle('prints-code', button.dataset.print === 'code');
  print();
}
