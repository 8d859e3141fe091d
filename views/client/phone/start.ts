/** Where the phone takes over from the server's page, or draws the kept shell: at each visit once. */

import { progress } from '../../../server/core/definition/routing';
import type { Language } from '../../../server/core/definition/types';
import { type App, phoneApp, say } from './app';
import { isSafelySent, seenOf } from './attempt';
import { openCampaign } from './campaign';
import { ignoreSecondTaps } from './double-tap';
import { bodyOf } from './screen';
import { stepsOf, takeTap } from './steps';
import { canKeep, store } from './store';
import { loadTexts } from './texts';
import { thisTab } from './this-tab';
import { translator } from './translate';

const isShell = 'shell' in document.body.dataset;
const { pathname } = location;

const isLanguage = (value: unknown): value is Language => value === 'kk' || value === 'ru';

/** @returns false where the page is and stays the server's */
export async function startPhone(): Promise<boolean> {
  const language = await firstLanguage();
  // Right after a crash a browser may still be mending its store.
  if (!(await canKeep()) && !(await canKeep())) return stayOnline(language);
  const app = phoneApp(document.body.dataset.questionnaire ?? '');
  const { phone, held } = app;
  await phone.read();
  app.isMine = isMine(app);
  const isOnTest = pathname.startsWith('/test');
  const hasWay = held.session.attemptId !== undefined && app.isMine;
  // A way that began with the server's forms, before the script was there, goes on with them.
  if (isOnTest && !isShell && !hasWay) return false;
  await app.read(held.attempt?.language ?? language);
  listen(app);
  const slug = (isOnTest && held.session.campaign) || /^\/c\/([a-z0-9-]+)/.exec(pathname)?.[1];
  const facts = document.querySelector<HTMLElement>('[data-campaign]')?.dataset.campaign;
  app.campaign = await openCampaign(slug, facts);
  if (pathname.startsWith('/my')) await (await import('./my')).showMy(app, isShell);
  else if (isOnTest && hasWay) await app.show();
  else if (isShell && slug === undefined && !isOnTest && pathname !== '/') await showNeeded(app);
  else if (isShell || app.canContinue) await app.showStart();
  void import('./later').then(({ settle }) => settle(app)).catch(() => undefined);
  return true;
}

/** A page that only the server makes and that is not kept here. */
async function showNeeded(app: App): Promise<void> {
  await app.further();
  await app.showStart({ kind: 'info', text: app.reader.t('screening:offline.needed') });
}

const isMine = ({ held: { session } }: App): boolean =>
  !session.isSharedPhone || thisTab.isHolding(session.attemptId);

async function firstLanguage(): Promise<Language> {
  if (!isShell && isLanguage(document.documentElement.lang)) return document.documentElement.lang;
  const known = await store.fact('language').catch(() => undefined);
  return known ?? navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'kk';
}

const hasNetwork = (): Promise<boolean> =>
  fetch('/shell', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** With a clear word; the server's forms do the rest. */
async function stayOnline(language: Language): Promise<false> {
  const t = translator(await loadTexts(language, ['first']), language);
  if (isShell) {
    if (await hasNetwork()) {
      const registration = await navigator.serviceWorker?.getRegistration();
      await registration?.unregister();
      location.reload();
    } else document.body.textContent = t('screening:offline.needed');
    return false;
  }
  const place = document.createElement('p');
  place.className = 'sending';
  place.setAttribute('role', 'status');
  document.querySelector('main')?.prepend(place);
  place.textContent = t('screening:offline.refused');
  return false;
}

/**
 * What the page needs did not come. A part of the script that was lost once is not asked for again by the same page, so
 * that where there is network the page itself comes again, with all that is kept; otherwise what was typed stays.
 */
async function askAgain({ phone, reader }: App): Promise<void> {
  if (phone.isKept && (await hasNetwork())) location.reload();
  else say(reader.t('screening:sending.needed'));
}

function listen(app: App): void {
  const { held, phone } = app;
  Object.assign(app.acts, stepsOf(app));
  ignoreSecondTaps();
  let isBusy = false;

  /** One act at a time, so that a double tap does nothing twice. */
  async function act(work: () => Promise<unknown> | unknown): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      await work();
    } catch {
      await askAgain(app);
    } finally {
      isBusy = false;
    }
  }

  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const work = app.acts[new URL(form.action).pathname];
    if (!work || event.defaultPrevented) return;
    event.preventDefault();
    const body = bodyOf(form, event.submitter);
    void act(async () => (await app.isHere()) && work(body));
  });

  const showResult = (isAtFeedback: boolean) => () => {
    app.isAtFeedback = isAtFeedback;
    return app.showResult();
  };
  Object.assign(app.links, {
    '/test': () => {
      app.isAtFeedback = false;
      return app.show();
    },
    '/test/result': showResult(false),
    '/test/feedback': showResult(true),
    '/my': async () => {
      const isKnown = app.isMine && held.session.code !== undefined;
      if (isKnown) return (await import('./my')).showMy(app, true);
      location.assign('/my');
    },
  });

  document.addEventListener('click', (event) => {
    const target = (event.target as Element).closest<HTMLElement>('a, button');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = target.classList.contains('language-choice') ? target.lang : null;
    const href = target.getAttribute('href') ?? '';
    const place = href.startsWith('#') && document.getElementById(href.slice(1));
    if (place) {
      // The history gets no entry, and the address names nothing.
      event.preventDefault();
      return place.focus();
    }
    const reminder = async () => (await import('./later')).saveReminder(href, app.reader);
    const link = href.startsWith('/test/reminder.ics') ? reminder : app.links[href];
    const switching = async () => (await import('./later')).switchLanguage(app, to as Language);
    const work = isLanguage(to) ? switching : link;
    if (!work) return;
    event.preventDefault();
    void act(work);
  });

  /** Every tap is kept at once. */
  document.addEventListener('change', (event) => {
    const question = (event.target as HTMLElement).closest<HTMLElement>('[data-question]');
    const form = question?.closest<HTMLFormElement>('form[data-questions]');
    if (!form || !held.attempt) return;
    void takeTap(app, bodyOf(form), question?.dataset.question ?? '');
    const { done, total } = progress(app.questionnaire.definition, held.attempt.answers);
    const bar = document.querySelector<HTMLProgressElement>('#progress');
    const label = document.querySelector<HTMLElement>('.progress-label');
    if (bar) bar.value = done;
    if (label) label.textContent = app.reader.t('shared:progress', { current: done, total });
  });

  document.addEventListener('visibilitychange', () => {
    // Nobody knows whether the reader comes back to this page.
    if (document.hidden && held.attempt && !isSafelySent(held.attempt)) void app.send();
    else void comeBack();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) void comeBack();
  });

  /** Back from another tab or app: what was changed there is shown here. */
  async function comeBack(): Promise<void> {
    if (document.hidden || !phone.isKept || isBusy || held.session.attemptId === undefined) return;
    const before = seenOf(held.attempt);
    await phone.read();
    app.isMine = isMine(app);
    if (before === seenOf(held.attempt)) return;
    await (held.attempt && app.isMine ? app.show() : app.showStart());
  }
}
