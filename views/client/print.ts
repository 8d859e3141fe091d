/** The button that prints a page of the staff or a board, where a script can. */
import { printPart } from './student/paper';

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => printPart(button));
}
