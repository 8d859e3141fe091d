/**
 * A form whose text is not lost: each change is copied into the tab, what a former page left there comes back, and it is
 * sent only while somebody is signed in. What stands in the way is said loudly beside it.
 */
import { askSession } from './session';
import { type Copy, canKeep, type TabCopies } from './tab-copies';
import { type Words, wordsOf } from './words';

export interface KeptForm {
  form: HTMLFormElement;
  words: Words;
  say(text: string): void;
  /** Loudly; with a way to sign in where that helps. An empty text takes it away. */
  warn(text: string, isSignedOut?: boolean): void;
  keep(isSent?: boolean): Promise<void>;
  forget(): void;
  /** Takes a token of the session as it is now. @returns false where somebody has to sign in first, which is said */
  refresh(): Promise<boolean>;
  /** The page is being left on purpose. */
  isLeaving(): boolean;
}

const versionIn = (form: HTMLFormElement): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>('[name=version]');

function fieldsIn(form: HTMLFormElement): Copy['fields'] {
  const typed = [...new FormData(form)].filter(([name]) => !['_csrf', 'version'].includes(name));
  return Object.fromEntries(typed.map(([name, value]) => [name, String(value)]));
}

function fill(form: HTMLFormElement, { fields, version }: Copy): void {
  for (const control of form.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
    const value = fields[control.name];
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = control.value === value;
    else if (control.type !== 'hidden' && value !== undefined) control.value = value;
  }
  const hidden = versionIn(form);
  if (hidden) hidden.value = version;
}

export function keptForm(form: HTMLFormElement, opened: Promise<TabCopies | null>): KeptForm {
  const name = form.dataset.keep ?? '';
  const words = wordsOf(form);
  const status = form.querySelector<HTMLElement>('[data-status]');
  const trouble = form.querySelector<HTMLElement>('[data-trouble]');
  let isLeaving = false;
  /** One after the other, so that the latest stays. */
  let written: Promise<void> = Promise.resolve();

  const say = (text: string) => {
    if (status) status.textContent = text;
  };

  const warn = (text: string, isSignedOut = false) => {
    if (!trouble) return;
    trouble.hidden = text === '';
    for (const part of trouble.querySelectorAll('[data-trouble-text]')) part.textContent = text;
    for (const link of trouble.querySelectorAll<HTMLElement>('[data-sign-in]')) link.hidden = !isSignedOut;
  };

  const keep = (isSent = false): Promise<void> => {
    const copy: Copy = { fields: fieldsIn(form), version: versionIn(form)?.value ?? '', isSent };
    written = written.then(async () => (await opened)?.put(name, copy)).catch(() => say(words.notKept));
    return written;
  };

  async function refresh(): Promise<boolean> {
    const session = await askSession();
    if (session === 'unreachable') warn(words.failed);
    else if (session === 'signedOut') warn(words.signedOut, true);
    else if (session.account !== ((await opened)?.account ?? session.account)) warn(words.otherAccount);
    else {
      for (const token of document.querySelectorAll<HTMLInputElement>('[name=_csrf]'))
        token.value = session.csrf;
      warn('');
      return true;
    }
    return false;
  }

  form.addEventListener('input', () => void keep());
  form.addEventListener('change', () => void keep());
  form.addEventListener('submit', async (event) => {
    if (isLeaving || event.defaultPrevented) return;
    event.preventDefault();
    if (!(await refresh())) return;
    await keep(true);
    isLeaving = true;
    form.requestSubmit(event.submitter);
  });
  for (const link of form.querySelectorAll('[data-sign-in]'))
    link.addEventListener('click', () => {
      isLeaving = true;
    });
  window.addEventListener('pageshow', () => {
    isLeaving = false;
  });
  if (!canKeep) say(words.notKept);

  return {
    ...{ form, words, say, warn, keep, refresh },
    forget: () => void opened.then((copies) => copies?.drop(name)),
    isLeaving: () => isLeaving,
  };
}

/** What a former page left in the tab and the server does not have. */
export async function restore(kept: KeptForm, opened: Promise<TabCopies | null>): Promise<void> {
  const { form, words, say, warn } = kept;
  const before = JSON.stringify(fieldsIn(form));
  const copies = await opened;
  const name = form.dataset.keep ?? '';
  const copy = (await copies?.get(name).catch(() => null)) ?? null;
  // Whoever has begun to type meanwhile goes on with that.
  if (!copy || JSON.stringify(fieldsIn(form)) !== before) return;
  const isSameVersion = copy.version === (versionIn(form)?.value ?? '');
  const hasArrived = copy.isSent && (!isSameVersion || copy.version === '');
  if (hasArrived) return kept.forget();
  if (JSON.stringify({ ...JSON.parse(before), ...copy.fields }) === before) return;
  fill(form, copy);
  form.closest('details')?.setAttribute('open', '');
  form.dispatchEvent(new Event('restored'));
  if (isSameVersion) say(words.restored);
  else warn(words.restoredBeside);
}
