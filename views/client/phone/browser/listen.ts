/** What the reader does on a page, as acts of the phone: one at a time, so that a double tap does nothing twice. */
import { isLanguage } from '../../../../server/core/text/languages';
import { canReachServer } from '../network/reach';
import { showProgress, tapped } from '../pages/questions';
import { bodyOf } from '../pages/screen/screen';
import { otherPages } from '../parts/rare';
import type { Phone } from '../phone';
import { ignoreSecondTaps } from './double-tap';

async function act(phone: Phone, work: () => Promise<unknown>): Promise<void> {
  if (phone.isActing) return;
  phone.isActing = true;
  phone.said = '';
  try {
    await work();
  } catch {
    await askAgain(phone);
  } finally {
    phone.isActing = false;
  }
}

/**
 * What the page needs did not come. A part of the script that was lost once is not asked for again by the same page, so
 * that where there is network the page itself comes again, with all that is kept; otherwise what was typed stays.
 */
async function askAgain(phone: Phone): Promise<void> {
  const { state, reader } = phone.scene;
  if (state.isKept && (await canReachServer())) location.reload();
  else phone.say(reader.t('screening:sending.needed'));
}

function submit(phone: Phone, event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const path = new URL(form.action).pathname;
  const isOfMy = phone.takesFormOfMy(path);
  if (event.defaultPrevented || !(isOfMy || /^\/test(\/|$)/.test(path))) return;
  event.preventDefault();
  const body = bodyOf(form, event.submitter);
  const key = path === '/test' ? String(body.step) : path;
  void act(phone, () => (isOfMy ? phone.submitToMy(path, body) : phone.submit(key, body)));
}

/** What a link of the test does here; null where it simply leads to its page. */
function linkWork(phone: Phone, href: string): (() => Promise<unknown>) | null {
  if (href.startsWith('/test/reminder.ics'))
    return async () => (await otherPages()).saveReminder(href, phone.scene.reader);
  // Begun with the server's forms, it goes on there.
  if (phone.scene.state.attempt === null) return phone.linkToMy(href);
  if (href === '/test' || href === '/test/result') return () => phone.raise({ kind: 'visit', place: 'test' });
  if (href === '/test/feedback') return () => phone.raise({ kind: 'visit', place: 'feedback' });
  return phone.linkToMy(href);
}

function click(phone: Phone, event: MouseEvent): void {
  const target = (event.target as Element).closest<HTMLElement>('a, button');
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const href = target.getAttribute('href') ?? '';
  const place = href.startsWith('#') && document.getElementById(href.slice(1));
  if (place) {
    // The history gets no entry, and the address names nothing.
    event.preventDefault();
    place.focus();
    return;
  }
  const to = target.classList.contains('language-choice') ? target.lang : null;
  const work = isLanguage(to)
    ? async () => (await otherPages()).switchLanguage(phone, to)
    : linkWork(phone, href);
  if (!work) return;
  event.preventDefault();
  void act(phone, work);
}

/** Every tap is kept at once. */
function change(phone: Phone, event: Event): void {
  const question = (event.target as HTMLElement).closest<HTMLElement>('[data-question]');
  const form = question?.closest<HTMLFormElement>('form[data-questions]');
  const tap = form && tapped(bodyOf(form), question?.dataset.question ?? '', phone.scene);
  if (!tap) return;
  phone.said = '';
  void phone.raise(tap);
  showProgress(phone.scene);
}

export function listen(phone: Phone): void {
  ignoreSecondTaps();
  document.addEventListener('submit', (event) => submit(phone, event));
  document.addEventListener('click', (event) => click(phone, event));
  document.addEventListener('change', (event) => change(phone, event));
}
