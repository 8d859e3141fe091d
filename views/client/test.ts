/**
 * Small comforts for the test's pages; everything works without them. Times each page, saves every tap in the
 * background, counts the progress along, sends a form once, leaves quickly, prints the code.
 */

function onClick(selector: string, act: (element: HTMLElement, event: Event) => void): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector))
    element.addEventListener('click', (event) => act(element, event));
}

/** Replaces this page, so that "back" does not lead to it. */
onClick('[data-quick-exit]', (link, event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace((link as HTMLAnchorElement).href);
});

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) button.hidden = false;
onClick('[data-print]', () => print());

/** For browsers that cannot open a fold on paper by its style. */
let openedForPaper: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  openedForPaper = [...document.querySelectorAll<HTMLDetailsElement>('.guide details:not([open])')];
  for (const fold of openedForPaper) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of openedForPaper) fold.open = false;
});

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();

// The address tells nothing about where in the test someone is, nor in which language.
const address = new URL(location.href);
address.searchParams.delete('language');
if (address.href !== location.href) history.replaceState(null, '', address);

/** A second tap while the first is under way sends nothing. */
for (const form of document.forms) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // The page may come back from the browser's memory.
  addEventListener('pageshow', () => {
    isSent = false;
  });
}

const questions = document.querySelector<HTMLFormElement>('form[data-questions]');
if (questions) keepQuestions(questions);

function keepQuestions(form: HTMLFormElement): void {
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

  // Only the time in which the page was seen counts.
  let shownSince = performance.now();
  let spentMs = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) spentMs += performance.now() - shownSince;
    shownSince = performance.now();
  });
  form.addEventListener('submit', () => {
    const field = form.querySelector<HTMLInputElement>('[name="spentMs"]');
    if (field) field.value = String(Math.round(spentMs + performance.now() - shownSince));
  });

  showProgress();
}
