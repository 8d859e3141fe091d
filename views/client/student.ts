/**
 * The script of every student's page. Where this browser can keep things, the phone goes on with the test itself, with or
 * without network; everywhere else the pages stay the server's plain forms with a few comforts.
 */
import { showScripted } from './student/comforts';

showScripted();
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();

// The address tells nothing about where in the test someone is, nor in which language.
const address = new URL(location.href);
address.searchParams.delete('language');
if (address.href !== location.href) history.replaceState(null, '', address);

/** A second tap while the first is under way sends nothing. */
function sendOnce(): void {
  for (const form of document.forms) {
    let isSent = false;
    form.addEventListener('submit', (event) => {
      if (isSent) event.preventDefault();
      isSent = true;
    });
    addEventListener('pageshow', () => {
      isSent = false;
    });
  }
}

async function stayOnline(): Promise<void> {
  document.querySelector('[data-until-phone]')?.removeAttribute('data-until-phone');
  const code = document.querySelector<HTMLFormElement>('form[data-code-form]');
  if (code) (await import('./student/online-code')).watchCode(code);
  sendOnce();
  const way = document.querySelector<HTMLFormElement>('form#way');
  if (way) void import('./student/online-send').then(({ sendWhenReached }) => sendWhenReached(way));
  const message = document.querySelector('[data-crisis]')?.closest('form');
  if (message) void import('./student/crisis').then(({ watchForDanger }) => watchForDanger(message));
  const questions = document.querySelector<HTMLFormElement>('form[data-questions]');
  if (questions) void import('./student/online-page').then(({ keepQuestions }) => keepQuestions(questions));
}

/** What the phone's part is written in; older browsers stay online. */
const canRun =
  'indexedDB' in window &&
  'findLast' in Array.prototype &&
  'replaceAll' in String.prototype &&
  'noModule' in HTMLScriptElement.prototype;

/** Pages on which the phone may take over; what it keeps none of, a shell stands for. */
const isOurs = 'shell' in document.body.dataset || /^\/($|test(\/|$)|c\/|my(\/|$))/.test(location.pathname);

async function begin(): Promise<void> {
  if (!canRun || !isOurs) return stayOnline();
  try {
    const { startPhone } = await import('./phone/start');
    if (!(await startPhone())) stayOnline();
  } catch {
    stayOnline();
  }
}

void begin();
