/**
 * `/my` on the phone: the code is checked before anything is sent; what belongs to it comes from the server, and without
 * network what this phone itself holds. The code stays in this tab until "finish".
 */

import { isCode, normaliseCode } from '../../../server/core/attempt/code';
import type { Result } from '../../../server/core/definition/types';
import { comparableAfter, comparisonView } from '../../../server/core/pages/comparison.view';
import { type HelpedAnswer, helpedAnswers, longestReply } from '../../../server/core/pages/conversation';
import {
  consultationView,
  enterView,
  type ListedAttempt,
  myView,
  newestSubmitted,
  type OpenedConsultation,
} from '../../../server/core/pages/my.view';
import enterPage from '../../consultations/enter.ejs';
import erasePage from '../../consultations/erase.ejs';
import letterPage from '../../consultations/letter.ejs';
import myPage from '../../consultations/my.ejs';
import type { App, Notice } from './app';
import type { Act, Earlier } from './attempt';
import { newUuid } from './random';
import { scanCode } from './scan';
import { store } from './store';
import type { StoredCopy } from './stored-copy';
import { thisTab } from './this-tab';

type Listed = ListedAttempt & { id: string; questionnaire: string; result?: Result };
type Errors = Record<string, string>;
type Body = Record<string, unknown>;

const path = '/my';
const codeHeader = (code: string) => ({ Authorization: `Code ${code}` });

/** @returns null without network. @throws nothing: an answer that is no success is given as its status */
async function get<T>(address: string, code: string): Promise<{ status: number; body: T } | null> {
  try {
    const response = await fetch(address, { headers: codeHeader(code), cache: 'no-store' });
    return { status: response.status, body: response.ok ? await response.json() : ({} as T) };
  } catch {
    return null;
  }
}

/** @param isDrawn the page is the phone's already, not the server's */
export async function showMy(app: App, isDrawn: boolean): Promise<void> {
  let code = '';
  let listed: Listed[] = [];
  let letter: { id: string; consultation: OpenedConsultation; replyId: string } | null = null;
  const { held } = app;
  const read = async () => {
    const { readingStyles } = await import('./later');
    await Promise.all([app.read(app.reader.language, ['first', 'rest', 'my']), readingStyles()]);
  };

  async function drawEnter({ typed = '', errors = {} as Errors, isErased = false } = {}): Promise<void> {
    await read();
    await app.drawn({ view: enterPage, locals: enterView(app.reader, typed, errors, isErased) }, { path });
    offerScan();
  }

  /** What this phone holds and the server does not know yet. */
  async function onlyHere(): Promise<Listed[]> {
    const now = new Date().toISOString();
    const attempts = (await store.attempts()).filter((one) => normaliseCode(one.code) === code);
    return attempts
      .filter(({ id }) => !listed.some((one) => one.id === id))
      .map(({ id, questionnaire, submittedAt, result }) => ({
        ...{ id, questionnaire, submittedAt, startedAt: submittedAt ?? now },
        ...{ isTryOut: false, consultation: null, ...(result ? { result } : {}) },
      }));
  }

  async function open(typed: string): Promise<void> {
    const fault = typed.trim() === '' ? 'noCode' : isCode(typed) ? null : 'mistyped';
    if (fault) return drawEnter({ typed, errors: { code: `consultations:errors.${fault}` } });
    const asked = normaliseCode(typed);
    const answer = await get<{ attempts: Listed[] }>('/api/my', asked);
    code = asked;
    listed = answer?.status === 200 ? answer.body.attempts : [];
    listed.unshift(...(await onlyHere()));
    if (listed.length > 0) {
      thisTab.hasCode(code);
      return drawMy(answer === null ? 'screening:offline.partly' : undefined);
    }
    code = '';
    const wrong = answer?.status === 404;
    await drawEnter({
      typed,
      errors: { code: wrong ? 'consultations:errors.wrongCode' : 'screening:offline.needed' },
    });
  }

  async function drawMy(noticeKey?: string): Promise<void> {
    await read();
    const { reader, questionnaire } = app;
    const asked = {
      definition: questionnaire.definition,
      texts: { [reader.language]: questionnaire.texts },
    };
    const newest = newestSubmitted(listed);
    const comparison = newest && comparisonView(asked, { attempt: newest, attempts: listed }, reader);
    const after = newest ? comparableAfter(asked, reader) : [];
    const view = { attempts: listed, code, comparison, comparableAfter: after, now: new Date() };
    const notice: Notice | undefined = noticeKey ? { kind: 'info', text: reader.t(noticeKey) } : undefined;
    await app.drawn({ view: myPage, locals: { ...myView(view, reader), notice } }, { path });
    offerScan();
  }

  async function drawLetter(forms: { typed?: string; errors?: Errors } = {}): Promise<void> {
    if (!letter) return;
    await read();
    const { consultation, replyId } = letter;
    await app.drawn(
      { view: letterPage, locals: consultationView(consultation, { replyId, ...forms }, app.reader) },
      { path },
    );
  }

  async function openLetter(id: string): Promise<void> {
    const answer = await get<{ consultation: OpenedConsultation | null }>(
      `/api/attempts/${id}/consultation`,
      code,
    );
    if (!answer) return drawMy('screening:offline.needed');
    const { consultation } = answer.body;
    if (!consultation?.published) return open(code);
    letter = { id, consultation, replyId: newUuid() };
    await drawLetter();
  }

  /** Sends at once, or keeps it on somebody's own phone until it can be sent. */
  async function sendOrKeep(act: Act): Promise<'sent' | 'kept' | 'failed'> {
    const { sendAct } = await import('./later');
    const outcome = await sendAct(act);
    if (outcome.kind !== 'later') return 'sent';
    if (held.session.isSharedPhone !== false) return 'failed';
    await store.putAct(act);
    void app.send();
    return 'kept';
  }

  /** The attempt is continued, or its result shown, on this phone. */
  async function openAttempt(id: string): Promise<void> {
    const here = await store.attempt(id);
    const { isSharedPhone } = held.session;
    if (!here) {
      const answer = await get<StoredCopy & { id: string; questionnaire: string; campaign: string | null }>(
        `/api/attempts/${id}`,
        code,
      );
      if (answer?.status !== 200) return drawMy('screening:offline.needed');
      const { continuedFrom } = await import('./later');
      // Where nobody said whose phone it is, nothing stays on it.
      const place = { code, isSharedPhone: isSharedPhone ?? true, now: new Date().toISOString() };
      await store.putAttempt(continuedFrom(answer.body, place));
    }
    thisTab.holds(id);
    app.isMine = true;
    await app.phone.setSession({ assent: true, isSharedPhone, attemptId: id, code, hasSavedCode: true });
    await app.phone.read();
    await app.read(held.attempt?.language ?? app.reader.language);
    await app.show();
  }

  async function again(): Promise<void> {
    const earlier: Earlier[] = listed.flatMap(({ id, questionnaire, submittedAt, result, isTryOut }) =>
      submittedAt !== null && result && !isTryOut
        ? [{ id, questionnaire, submittedAt: String(submittedAt), result }]
        : [],
    );
    held.attempt = null;
    app.isMine = true;
    await app.phone.setSession({ code, hasSavedCode: true, earlier });
    await app.show();
  }

  async function erase(): Promise<void> {
    const { ask, isFine } = await import('./later');
    for (const { id } of listed) {
      const answer = await ask('DELETE', `/api/attempts/${id}`, code);
      const isGone = isFine(answer) || answer?.status === 410 || answer?.status === 404;
      if (!isGone) return drawMy('screening:offline.needed');
      await store.removeAttempt(id);
    }
    if (held.session.code && normaliseCode(held.session.code) === code) await app.leave();
    thisTab.holdsNothing();
    code = '';
    listed = [];
    await drawEnter({ isErased: true });
  }

  const acts: Record<string, (body: Body) => unknown> = {
    '/my/test': ({ id }) => openAttempt(String(id)),
    '/my/again': again,
    async '/my/ask'({ id }) {
      const attemptId = String(id);
      const key = `consultation ${attemptId}`;
      const how = await sendOrKeep({ key, attemptId, code, kind: 'consultation' });
      if (how === 'sent') return open(code);
      return drawMy(how === 'kept' ? 'screening:sending.here' : 'screening:offline.needed');
    },
    '/my/letter': ({ id }) => openLetter(String(id)),
    async '/my/reply'({ text: typed }) {
      if (!letter) return;
      const text = String(typed ?? '').trim();
      const fault = text === '' ? 'noReply' : text.length > longestReply ? 'longReply' : null;
      if (fault) return drawLetter({ typed: text, errors: { text: `consultations:errors.${fault}` } });
      const { id: attemptId, replyId } = letter;
      const reply = { id: replyId, text };
      const how = await sendOrKeep({ key: `reply ${replyId}`, attemptId, code, kind: 'reply', reply });
      if (how === 'sent') return openLetter(attemptId);
      if (how === 'kept') return drawMy('screening:sending.here');
      return drawLetter({ typed: text, errors: { text: 'screening:offline.needed' } });
    },
    async '/my/helped'({ helped }) {
      if (!letter) return;
      if (!helpedAnswers.includes(helped as HelpedAnswer))
        return drawLetter({ errors: { helped: 'consultations:errors.noChoice' } });
      const { id: attemptId } = letter;
      const key = `helped ${attemptId}`;
      const how = await sendOrKeep({ key, attemptId, code, kind: 'helped', helped: String(helped) });
      if (how === 'sent') return openLetter(attemptId);
      return drawMy(how === 'kept' ? 'screening:sending.here' : 'screening:offline.needed');
    },
    '/my/erase': erase,
  };

  /** From here on every form and link of these pages is the phone's. */
  function takeOver(): void {
    const before = { ...app.links };
    app.forget = () => {
      code = '';
      listed = [];
      letter = null;
      app.redraw = null;
      app.forget = null;
      app.links = before;
    };
    Object.assign(app.acts, acts);
    app.links['/my'] = () => open(code);
    app.links['/my/erase'] = async () => {
      await read();
      await app.drawn(
        { view: erasePage, locals: { title: app.reader.t('consultations:erase.title') } },
        { path },
      );
    };
    app.redraw = () => (letter ? drawLetter() : code ? drawMy() : drawEnter());
  }

  async function openWith(typed: string): Promise<void> {
    await open(typed);
    takeOver();
  }

  function offerScan(): void {
    const button = document.querySelector<HTMLButtonElement>('[data-scan]');
    if (!button || !('BarcodeDetector' in window)) return;
    button.hidden = false;
    button.onclick = () => void scanCode(app.reader).then((found) => (found ? openWith(found) : undefined));
  }

  app.acts['/my'] = ({ code: typed }) => openWith(String(typed ?? ''));
  addEventListener('hashchange', () => void openFromAddress());
  offerScan();

  /** A code that came with a QR stays neither in the history nor on the screen. */
  async function openFromAddress(): Promise<boolean> {
    const found = location.hash.slice(1).replaceAll('%20', '');
    if (!found || found === 'main') return false;
    history.replaceState(null, '', path);
    await openWith(found);
    return true;
  }

  if (await openFromAddress()) return;
  const known = thisTab.code() ?? (app.isMine ? held.session.code : undefined);
  if (known) return openWith(known);
  if (!isDrawn) return;
  await drawEnter();
  takeOver();
}
