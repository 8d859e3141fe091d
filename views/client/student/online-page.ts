/**
 * A page of questions that the server drew, where the phone keeps nothing itself: times the page, saves every tap in the
 * background, counts the progress along. Everything works without it.
 */
import { spentTime } from '../phone/pages/screen/spent-time';

export function keepQuestions(form: HTMLFormElement): void {
  const answered = () => form.querySelectorAll('input[type="radio"]:checked').length;
  const bar = document.querySelector<HTMLProgressElement>('#progress');
  const label = document.querySelector<HTMLElement>('.progress-label');
  const elsewhere = (bar?.value ?? 0) - answered();

  const showProgress = () => {
    const done = elsewhere + answered();
    if (bar) bar.value = done;
    if (label) label.textContent = (label.textContent ?? '').replace(/\d+/, String(done));
  };

  const bodyOf = (): URLSearchParams => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    body.set('go', 'save');
    return body;
  };

  // One save at a time, and the newest state last.
  let isSaving = false;
  let isWaiting = false;
  const save = async (): Promise<void> => {
    isWaiting = isSaving;
    if (isSaving) return;
    isSaving = true;
    try {
      await fetch(form.action, { method: 'POST', body: bodyOf(), redirect: 'manual', keepalive: true });
    } catch {
      // Without network the page is saved when it is sent.
    }
    isSaving = false;
    if (isWaiting) await save();
  };

  form.addEventListener('change', () => {
    showProgress();
    void save();
  });

  const spent = spentTime();
  form.addEventListener('submit', () => {
    const field = form.querySelector<HTMLInputElement>('[name="spentMs"]');
    if (field) field.value = String(spent.take());
  });

  showProgress();
}
