/** What is typed is saved by itself after a short rest, and it is said loudly where that fails. */
import type { KeptForm } from './kept-form';

const restMs = 3000;
/** After a failure of the network. */
const retryMs = 10_000;

/** Why the server did not save it; the detail is in the page's language. */
interface Refusal {
  code: string;
  detail: string;
}

const aboutSession = ['formExpired', 'signInRequired'];

export function saveByItself(kept: KeptForm, field: HTMLTextAreaElement, isTooLong: () => boolean): void {
  const { form, words, say, warn } = kept;
  const versions = document.querySelectorAll<HTMLInputElement>('#letter [name=version], [data-version]');
  const content = () => JSON.stringify([field.value, new FormData(form).get('language')]);
  const post = () =>
    fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
      headers: { Accept: 'application/json' },
    });

  let saved = content();
  let isRefused = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  async function refusalIn(response: Response): Promise<Refusal> {
    const problem: Partial<Refusal> = await response.json().catch(() => ({}));
    return { code: problem.code ?? '', detail: problem.detail ?? '' };
  }

  async function sent(): Promise<{ version: string; savedAt: string } | Refusal> {
    const response = await post();
    if (response.ok) return response.json();
    const refusal = await refusalIn(response);
    if (!aboutSession.includes(refusal.code) || !(await kept.refresh())) return refusal;
    // The same person has signed in again in another tab.
    const again = await post();
    return again.ok ? again.json() : refusalIn(again);
  }

  async function save(): Promise<void> {
    const text = content();
    if (kept.isLeaving() || isRefused || isTooLong() || text === saved || field.value.trim() === '') return;
    say(words.saving);
    try {
      const answer = await sent();
      if ('code' in answer) return refuse(answer);
      for (const input of versions) input.value = answer.version;
      saved = text;
      warn('');
      const isWhole = content() === text;
      say(isWhole ? words.saved.replace('§', answer.savedAt) : words.unsaved);
      if (isWhole) kept.forget();
      else void kept.keep();
    } catch {
      say(words.unsaved);
      warn(words.failed);
      saveLater(retryMs);
    }
  }

  function refuse({ code, detail }: Refusal): void {
    say(words.unsaved);
    // That one has to sign in was said already.
    if (aboutSession.includes(code)) return;
    // The version moved on, or the case is no longer ours: sending the form shows both texts.
    isRefused = code !== '';
    warn(isRefused ? `${detail} ${words.refused}` : words.failed);
    if (!isRefused) saveLater(retryMs);
  }

  function saveLater(waitMs = restMs): void {
    if (content() !== saved && !isRefused) say(words.unsaved);
    clearTimeout(waiting);
    waiting = setTimeout(saveNow, waitMs);
  }

  function saveNow(): void {
    if (running) saveLater();
    else
      running = save().finally(() => {
        running = null;
      });
  }

  form.addEventListener('input', () => saveLater());
  form.addEventListener('change', () => saveLater());
  form.addEventListener('restored', () => {
    const version = form.querySelector<HTMLInputElement>('[name=version]');
    // Where the stored text is another one, both are shown before either is thrown away.
    isRefused = version?.value !== version?.defaultValue;
    saveLater();
  });
  window.addEventListener('online', saveNow);
  window.addEventListener('focus', saveNow);
  document.addEventListener('visibilitychange', saveNow);
  // Before the form itself is sent: a save under way would make it look like a second tab's.
  form.addEventListener(
    'submit',
    (event) => {
      clearTimeout(waiting);
      if (!running) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      running.finally(() => form.requestSubmit(submitter));
    },
    { capture: true },
  );
  window.addEventListener('beforeunload', (event) => {
    if (content() !== saved && !kept.isLeaving()) event.preventDefault();
  });
}
