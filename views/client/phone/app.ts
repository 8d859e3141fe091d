/**
 * The test on the phone itself: the same steps and pages as the server's, drawn here, kept here, scored here, with or
 * without network. The address stays one, so that the whole test is one entry of the history.
 */

import { formatCode } from '../../../server/core/attempt/code';
import { stepOf } from '../../../server/core/attempt/steps';
import { type Results, wholeOf } from '../../../server/core/definition/parts';
import type { Language } from '../../../server/core/definition/types';
import type { Act, LocalAttempt } from './attempt';
import type { CampaignFacts } from './campaign';
import { memory, type PhoneSession } from './memory';
import * as pages from './pages';
import { loadQuestions, loadRecommendations, loadResults, type PhoneQuestionnaire } from './questionnaire';
import { type Drawing, draw, type Reader, setAddress } from './screen';
import { spentTime } from './spent-time';
import { store } from './store';
import { loadTexts, type Part } from './texts';
import { thisTab } from './this-tab';
import { translator } from './translate';
import type { Sending } from './upload';

/** Nobody waits longer for something to be sent. */
const sendingMs = 2_000;

const pause = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms));

export interface Notice {
  kind: 'info' | 'success' | 'warning' | 'error';
  text: string;
}

export type App = ReturnType<typeof phoneApp>;

/** @param current the questionnaire that new attempts begin with, `<id>/<version>` */
export function phoneApp(current: string) {
  const phone = memory(() => app.saySafety());
  const spent = spentTime();
  let sending: Promise<(isNewVisit?: boolean) => Promise<void>> | null = null;

  const app = {
    phone,
    held: phone.held,
    spent,
    current,
    reader: null as unknown as Reader,
    questionnaire: null as unknown as PhoneQuestionnaire,
    campaign: null as CampaignFacts | null,
    /** This tab goes on with what the phone holds; on a shared phone only after the code. */
    isMine: true,
    isAtFeedback: false,
    /** What forms and links do here, by their address. */
    acts: {} as Record<string, (body: Record<string, unknown>) => unknown>,
    links: {} as Record<string, () => unknown>,
    /** Draws the page once more, in another language; null where the way itself knows. */
    redraw: null as (() => unknown) | null,
    /** Forgets what /my has opened; null where nothing is. */
    forget: null as (() => void) | null,

    /** What waits here, now and until it is acknowledged. */
    async send(isNewVisit = false): Promise<void> {
      phone.beginSending();
      sending ??= import('./later').then(({ sender }) => sender(phone.sendFromMemory, heard));
      try {
        await (await sending)(isNewVisit);
      } catch {
        sending = null;
        await phone.heardOfSending(false);
      }
    },

    /** Loads what the way needs in a language. @throws TypeError where it is neither kept nor to be had */
    async read(to: Language, parts: Part[] = ['first']): Promise<void> {
      const name = phone.held.attempt?.questionnaire ?? current;
      const isWhole = parts.includes('rest');
      const [texts, questions, results] = await Promise.all([
        loadTexts(to, parts),
        loadQuestions(name, to),
        isWhole ? loadResults(name, to) : ({} as Results),
      ]);
      app.questionnaire = wholeOf(questions, results);
      app.reader = { language: to, t: translator(texts, to) };
    },

    async drawn(drawing: Drawing, { path = '/test', isSamePlace = false } = {}): Promise<void> {
      setAddress(path, app.reader);
      await draw(drawing, app.reader, isSamePlace);
      app.saySafety();
    },

    get asked() {
      return { definition: app.questionnaire.definition, words: app.questionnaire.texts };
    },

    get canContinue(): boolean {
      const { attempt } = phone.held;
      return app.isMine && attempt !== null && attempt.submittedAt === null;
    },

    async showStart(notice?: Notice): Promise<void> {
      const { startPage } = await app.further();
      const { campaign, canContinue } = app;
      const heading = app.questionnaire.texts.title;
      const path = campaign ? `/c/${campaign.slug}` : '/';
      await app.drawn(startPage(heading, { campaign, canContinue, notice }), { path });
    },

    /** The pages that are drawn rarely or late, with their texts. */
    async further() {
      const [further] = await Promise.all([
        import('./later'),
        app.read(app.reader.language, ['first', 'rest']),
      ]);
      return further;
    },

    /** The step at which the reader is. */
    async show(isSamePlace = false): Promise<void> {
      app.redraw = null;
      const { session, attempt } = phone.held;
      const step = stepOf(session, attempt, app.questionnaire);
      switch (step.name) {
        case 'about':
          return app.drawn(pages.aboutPage(app.campaign));
        case 'phone':
          return app.drawn(pages.phonePage(app.reader));
        case 'profile':
          return app.drawn(pages.profilePage(app.reader, { attempt, campaign: app.campaign }));
        case 'code':
          return app.showCode();
        case 'page': {
          const page = { attempt: attempt as LocalAttempt, page: step.page };
          if (!isSamePlace) spent.begin();
          // Drawn anew, the page is the same one, whatever is answered by then.
          phone.held.session = { ...phone.held.session, page: step.page };
          await app.drawn(pages.questionsPage(app.reader, app.asked, page), { isSamePlace });
          return loadForResult();
        }
        case 'check':
          return app.drawn((await app.further()).checkPage(app.asked, attempt as LocalAttempt));
        case 'result':
          return app.showResult(isSamePlace);
      }
    },

    async showCode(form: { isWrong?: boolean; isSaved?: boolean } = {}): Promise<void> {
      const { code = '', isSharedPhone = false } = phone.held.session;
      const card = { groups: formatCode(code).split('-'), isQrComing: true };
      await app.drawn(pages.codePage(app.reader, card, { ...form, isSharedPhone }));
      void drawQr(code);
    },

    async showResult(isSamePlace = false): Promise<void> {
      const { resultPage, feedbackPage, readingStyles } = await import('./later');
      await readingStyles();
      await app.read(app.reader.language, ['first', 'rest']);
      const drawing = app.isAtFeedback ? feedbackPage(app) : await resultPage(app);
      await app.drawn(drawing, { isSamePlace });
    },

    goTo(more: Partial<PhoneSession>): Promise<void> {
      void phone.setSession({ ...phone.held.session, ...more });
      return app.show();
    },

    /** Kept here at once; where the phone keeps nothing more, sent at once. */
    async change(part: (attempt: LocalAttempt) => LocalAttempt): Promise<void> {
      const had = phone.held.attempt !== null;
      await phone.change(part);
      if (had && phone.held.attempt === null) await app.lose();
      else if (!phone.isKept && (await phone.sendFromMemory()).waiting > 0) void app.send();
    },

    /** Kept and sent; where nothing can be kept, sent at once. @returns false when neither could be done */
    async do(act: Act): Promise<boolean> {
      const isKept = await store.putAct(act).then(
        () => true,
        () => false,
      );
      // A slow network is not waited for: what is kept goes on by itself.
      if (isKept) await Promise.race([app.send(), pause(sendingMs)]);
      else return (await (await import('./later')).sendAct(act)).kind === 'done';
      return true;
    },

    /** False where another tab has finished with the attempt that this one shows; then this one is at the start. */
    async isHere(): Promise<boolean> {
      const { attempt } = phone.held;
      if (attempt === null || !phone.isKept || (await store.attempt(attempt.id))) return true;
      await app.lose();
      return false;
    },

    /** The way is over, ended by another tab: nothing is written. */
    async lose(notice?: Notice): Promise<void> {
      app.forget?.();
      app.isAtFeedback = false;
      thisTab.holdsNothing();
      phone.lose();
      await app.showStart(notice);
    },

    /** The way is over on this phone. */
    async leave(): Promise<void> {
      app.forget?.();
      phone.held.attempt = null;
      app.isAtFeedback = false;
      thisTab.holdsNothing();
      await phone.setSession(null);
    },

    /** Says in words whether everything is safe. */
    saySafety(): void {
      if (!app.reader) return;
      const text = phone.held.attempt ? app.reader.t(`screening:sending.${phone.safety}`) : '';
      say(text, phone.safety);
    },
  };

  /** Ahead of time, so that the network may go away. */
  function loadForResult(): void {
    const { language } = app.reader;
    const name = phone.held.attempt?.questionnaire ?? current;
    const ahead = [
      import('./later'),
      loadTexts(language, ['rest']),
      loadResults(name, language),
      loadRecommendations(name, language),
    ];
    for (const one of ahead) one.catch(() => undefined);
  }

  /** After a try to send: what was erased elsewhere is not shown any longer. */
  async function heard({ waiting }: Sending): Promise<void> {
    const before = phone.held.attempt;
    const isOther = await phone.heardOfSending(waiting === 0);
    const { attempt, session } = phone.held;
    if (before === null || session.attemptId !== before.id || location.pathname !== '/test') return;
    const isAskSent = waiting === 0 && document.querySelector('[data-ask-waiting]') !== null;
    // Another device went on meanwhile: what it answered, or its result, is shown here too.
    if (attempt !== null && (isOther || isAskSent)) await app.show(true);
    if (attempt !== null) return;
    // What another tab has finished took its way along; that of an erased one is still here.
    const isErased = (await store.fact('session'))?.attemptId === before.id;
    if (isErased) await app.leave();
    await app.lose(isErased ? { kind: 'info', text: app.reader.t('screening:sending.erased') } : undefined);
  }

  return app;
}

/** The code goes before its picture, which may come later or not at all. */
async function drawQr(code: string): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-qr-place]');
  if (!place) return;
  try {
    const { qrSvg, qrRows } = (await import('./later')).codeCard(code);
    place.innerHTML = qrSvg;
    place.dataset.qr = qrRows;
  } catch {
    place.remove();
  }
}

/** In the place that the page has for it. */
export function say(text: string, safety = ''): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-sending]')) {
    place.dataset.safety = safety;
    if (place.textContent !== text) place.textContent = text;
  }
}
