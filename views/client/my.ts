/**
 * `/my` with a script: a code that came with a QR (`/my#<code>`) is put into the form and sent, and the address is
 * cleaned, so that the code stays neither in the history nor on the screen. Everything works without it.
 */
function openFromAddress(): void {
  const code = location.hash.slice(1);
  const form = document.querySelector<HTMLFormElement>('form[data-code-form]');
  const field = form?.querySelector<HTMLInputElement>('#code');
  if (!code || !form || !field) return;
  history.replaceState(null, '', location.pathname);
  field.value = code;
  form.submit();
}

openFromAddress();
window.addEventListener('hashchange', openFromAddress);

/** Warns before a reply that was begun is left behind. */
const guarded = document.querySelector<HTMLFormElement>('form[data-guard]');
if (guarded) {
  let isSending = false;
  const typed = () => guarded.querySelector('textarea')?.value.trim() ?? '';
  guarded.addEventListener('submit', () => {
    isSending = true;
  });
  window.addEventListener('beforeunload', (event) => {
    if (typed() !== '' && !isSending) event.preventDefault();
  });
}

export {};
