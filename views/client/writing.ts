/**
 * The letter's editor with a script: what is typed is saved by itself after a short rest, and leaving with unsaved
 * changes asks first. Without it the buttons do the same.
 */
const restMs = 3000;

const form = document.querySelector<HTMLFormElement>('form[data-draft]');
const field = form?.querySelector<HTMLTextAreaElement>('#text');

if (form && field) {
  const status = form.querySelector<HTMLElement>('[data-status]');
  const version = form.querySelector<HTMLInputElement>('[name=version]');
  const others = document.querySelectorAll<HTMLInputElement>('[data-version]');
  const content = () => JSON.stringify([field.value, new FormData(form).get('language')]);
  const showStatus = (text = '') => {
    if (status) status.textContent = text;
  };

  let saved = content();
  let isSending = false;
  let isRefused = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const save = async (): Promise<void> => {
    const sent = content();
    if (isSending || isRefused || sent === saved || field.value.trim() === '') return;
    showStatus(form.dataset.saving);
    try {
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      const response = await fetch(form.action, {
        method: 'POST',
        body,
        headers: { Accept: 'application/json' },
      });
      // The version moved on, or the case is no longer ours: sending the form shows both texts.
      isRefused = response.status === 409;
      if (!response.ok) return showStatus(form.dataset.failed);
      const answer: { version: string; savedAt: string } = await response.json();
      for (const input of [version, ...others]) if (input) input.value = answer.version;
      saved = sent;
      showStatus(
        content() === sent ? form.dataset.saved?.replace('§', answer.savedAt) : form.dataset.unsaved,
      );
    } catch {
      showStatus(form.dataset.failed);
    }
  };

  const scheduleSave = () => {
    if (content() !== saved) showStatus(form.dataset.unsaved);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (running) return scheduleSave();
      running = save().finally(() => {
        running = null;
      });
    }, restMs);
  };

  form.addEventListener('input', scheduleSave);
  form.addEventListener('change', scheduleSave);
  form.addEventListener('submit', (event) => {
    clearTimeout(waiting);
    if (!running) {
      isSending = true;
      return;
    }
    // A save under way would make this one look like a second tab's: it goes first.
    event.preventDefault();
    const { submitter } = event;
    running.finally(() => form.requestSubmit(submitter));
  });
  window.addEventListener('beforeunload', (event) => {
    if (content() !== saved && !isSending) event.preventDefault();
  });
}

export {};
