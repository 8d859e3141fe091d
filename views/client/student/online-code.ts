/**
 * The server's form for a code, where the phone keeps nothing itself: a code that came with a QR (`/my#<code>`) is sent at
 * once and leaves the address, and a typing error is said before anything is sent. Everything works without it.
 */
import { isCode } from '../../../server/core/attempt/code';

export function watchCode(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('#code');
  if (!field) return;

  const openFromAddress = () => {
    const code = location.hash.slice(1).replaceAll('%20', '');
    if (!isCode(code)) return;
    history.replaceState(null, '', location.pathname);
    field.value = code;
    form.submit();
  };

  form.addEventListener('submit', (event) => {
    const { empty = '', mistyped = '' } = form.dataset;
    const fault = field.value.trim() === '' ? empty : isCode(field.value) ? '' : mistyped;
    field.setCustomValidity(fault);
    if (fault === '') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.reportValidity();
  });
  field.addEventListener('input', () => field.setCustomValidity(''));

  openFromAddress();
  addEventListener('hashchange', openFromAddress);
}
