/** What each form of the way does on the phone: remember, keep, send in the background, and show the next step. */

import { readAboutYou } from '../../../server/core/attempt/about-you';
import { changeByPage, readAnswers } from '../../../server/core/attempt/page-answers';
import { minAge } from '../../../server/core/attempt/profile';
import { checkPage, profilePage } from '../../../server/core/attempt/steps';
import { nextPage, previousPage } from '../../../server/core/definition/routing';
import { type App, type Notice, say } from './app';
import { begun, changed, type LocalAttempt } from './attempt';
import * as pages from './pages';
import { newCode, newUuid } from './random';
import { store } from './store';
import { thisTab } from './this-tab';

export type Body = Record<string, unknown>;
type Act = (body: Body) => Promise<unknown> | unknown;

/** By the address and, at /test, the step that a form names; as the server's own routes. */
export function stepsOf(app: App): Record<string, Act> {
  const { held, phone } = app;

  const steps: Record<string, Act> = {
    async begin({ campaign: slug }) {
      if (held.session.attemptId && held.session.isSharedPhone)
        await (await import('./later')).handOver(held.session.attemptId);
      held.attempt = null;
      app.isMine = true;
      void phone.setSession(typeof slug === 'string' ? { campaign: slug } : {});
      await app.show();
    },

    async about({ choice }) {
      if (choice === 'agree') return app.goTo({ assent: true });
      const { laterPage } = await app.further();
      await app.leave();
      await app.drawn(laterPage(), { path: '/' });
    },

    async phone({ phone: chosen }) {
      if (chosen !== 'own' && chosen !== 'shared')
        return app.drawn(pages.phonePage(app.reader, { errorKey: 'screening:phone.error' }));
      const attemptId = held.session.attemptId ?? newUuid();
      const isSharedPhone = chosen === 'shared';
      thisTab.holds(attemptId);
      await app.change((attempt) => ({ ...attempt, isSharedPhone }));
      return app.goTo({ isSharedPhone, attemptId, code: held.session.code ?? newCode() });
    },

    async profile(body) {
      const { campaign, reader } = app;
      const form = readAboutYou(body, campaign);
      if (!form.ok) {
        const wrong = { attempt: held.attempt, campaign, typed: body, errors: form.errors };
        return app.drawn(pages.profilePage(reader, wrong));
      }
      const profile = form.value;
      if (profile.age < minAge) {
        const { youngPage } = await app.further();
        if (held.attempt) await store.removeAttempt(held.attempt.id);
        await app.leave();
        return app.drawn(youngPage(), { path: '/' });
      }
      const { attemptId: id = '', code = '', isSharedPhone = false, earlier = [] } = held.session;
      if (held.attempt) await app.change((attempt) => changed(attempt, { profile }));
      else {
        const facts = {
          questionnaire: app.current,
          campaign: campaign?.slug ?? null,
          language: reader.language,
        };
        await phone.begin(begun({ id, code, ...facts, profile, isSharedPhone, earlier }));
      }
      void app.send();
      await app.goTo({ page: undefined });
    },

    code({ go, isSaved }) {
      if (go === 'profile') return app.goTo({ page: profilePage });
      return isSaved ? app.goTo({ hasSavedCode: true }) : app.showCode({ isWrong: true });
    },

    async page(body) {
      const page = String(body.page);
      await takeTime(app, page, app.spent.take());
      if (!held.attempt) return;
      const { definition } = app.questionnaire;
      const answers = held.attempt?.answers ?? {};
      if (body.go === 'next') await app.goTo({ page: nextPage(definition, answers, page) ?? checkPage });
      else {
        const previous = previousPage(definition, answers, page) ?? undefined;
        await app.goTo({ page: previous, ...(previous ? {} : { hasSavedCode: undefined }) });
      }
      void app.send();
    },

    async check({ go }) {
      if (go !== 'submit') return app.goTo({ page: String(go) });
      const { submit } = await import('./later');
      await submit(app);
      if (!held.attempt) return;
      void app.send();
      await app.show();
    },
  };

  return {
    '/test': (body) => steps[String(body.step)]?.(body),

    async '/test/ask'() {
      if (!held.attempt) return;
      const { id, code } = held.attempt;
      const isTaken = await app.do({ key: `consultation ${id}`, attemptId: id, code, kind: 'consultation' });
      if (isTaken) void phone.setSession({ ...held.session, askedFor: id });
      await app.showResult(true);
    },

    async '/test/feedback'({ satisfaction }) {
      if (!held.attempt) return;
      if (!satisfaction) {
        const { feedbackPage } = await import('./later');
        return app.drawn(feedbackPage(app, 'screening:feedback.error'));
      }
      const { id, code } = held.attempt;
      const act = { key: `feedback ${id}`, attemptId: id, code, satisfaction: Number(satisfaction) };
      const isTaken = await app.do({ ...act, kind: 'feedback' });
      if (isTaken) void phone.setSession({ ...held.session, hasGivenFeedback: true });
      await app.showResult();
    },

    async '/test/finish'() {
      const { session } = held;
      const [{ handOverAll }, { finishPage }] = await Promise.all([import('./later'), app.further()]);
      const handed = await handOverAll();
      // Neither sent nor to be sealed: on plain HTTP without network it would be lost.
      if (handed === 'kept') return say(app.reader.t('screening:handOver.kept'));
      await app.leave();
      const text = app.reader.t(`screening:handOver.${handed}`);
      const sending: Notice = { kind: handed === 'sent' ? 'success' : 'info', text };
      await app.drawn(finishPage(app.reader, { session, sending }), { path: '/' });
      void app.send();
    },
  };
}

/** Takes one tap into the attempt: what else the page shows may be older than what another tab has kept. */
export function takeTap(app: App, body: Body, item: string): Promise<void> {
  const page = String(body.page);
  const { definition } = app.questionnaire;
  const read = readAnswers(definition, page, { [item]: body[item] });
  if (!read.ok) return Promise.resolve();
  const isUnclear = [body.unclear ?? []].flat().includes(item);
  return app.change((attempt: LocalAttempt) => {
    const others = attempt.unclear.filter((one) => one !== item);
    const unclear = isUnclear ? [...others, item] : others;
    const sent = { page, answers: read.value, unclear, spentMs: 0 };
    return changed(attempt, changeByPage(definition, attempt, sent));
  });
}

/** Every tap of the page is taken already; only the time is new. */
function takeTime(app: App, page: string, spentMs: number): Promise<void> {
  const { definition } = app.questionnaire;
  return app.change((attempt: LocalAttempt) => {
    const sent = { page, answers: {}, unclear: attempt.unclear, spentMs };
    return changed(attempt, changeByPage(definition, attempt, sent));
  });
}
