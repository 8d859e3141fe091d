/** The box of a text: as tall as what stands in it, with a count near its limit; nothing is ever cut. */
import { hasBlock, withBlock, withoutBlock } from '../../../server/core/letter/block';
import type { Words } from './words';

/** From here on the signs that are left are counted. */
const countedFrom = 1000;

const longestOf = (field: HTMLTextAreaElement): number => Number(field.dataset.longest ?? Infinity);

export const isTooLong = (field: HTMLTextAreaElement): boolean =>
  field.value.trim().length > longestOf(field);

export function growWithText(field: HTMLTextAreaElement): void {
  const grow = () => {
    field.style.height = 'auto';
    // In a fold that is closed it has no height of its own.
    if (field.scrollHeight === 0) return;
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  field.addEventListener('input', grow);
  field.form?.addEventListener('restored', grow);
  window.addEventListener('resize', grow);
  field.closest('details')?.addEventListener('toggle', grow);
  grow();
}

export function countSigns(field: HTMLTextAreaElement, counter: HTMLElement, words: Words): void {
  const count = () => {
    const left = longestOf(field) - field.value.trim().length;
    const text = left < 0 ? words.over : words.left;
    counter.hidden = left > countedFrom;
    counter.classList.toggle('is-over', left < 0);
    counter.textContent = counter.hidden ? '' : text.replace('§', String(Math.abs(left)));
  };
  field.addEventListener('input', count);
  field.form?.addEventListener('restored', count);
  count();
}

/** At the cursor, where the field has had one. */
export function switchBlocks(field: HTMLTextAreaElement, buttons: NodeListOf<HTMLButtonElement>): void {
  let cursor: number | null = null;
  const noteCursor = () => {
    cursor = field.selectionStart;
  };
  for (const event of ['blur', 'keyup', 'click']) field.addEventListener(event, noteCursor);

  const textOf = (button: HTMLButtonElement) =>
    document.getElementById(`block-${button.value}`)?.textContent ?? '';
  const label = () => {
    for (const button of buttons) {
      const { insert = '', remove = '' } = button.dataset;
      button.textContent = hasBlock(field.value, textOf(button)) ? remove : insert;
    }
  };
  for (const button of buttons)
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const [letter, block] = [field.value, textOf(button)];
      const at = button.hasAttribute('data-first') ? 0 : (cursor ?? letter.length);
      field.value = hasBlock(letter, block) ? withoutBlock(letter, block) : withBlock(letter, block, at);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  field.addEventListener('input', label);
  field.form?.addEventListener('restored', label);
}
