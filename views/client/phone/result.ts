/** The result, scored and explained on the phone; loaded while the questions are answered. */

import { submittedAnswers } from '../../../server/core/definition/routing';
import type { Result } from '../../../server/core/definition/types';
import { feedbackFor } from '../../../server/core/feedback/feedback';
import { textIdsOf, textsShownFor } from '../../../server/core/feedback/shown-texts';
import { comparisonView } from '../../../server/core/pages/comparison.view';
import { feedbackView } from '../../../server/core/pages/feedback.view';
import { reminderFile } from '../../../server/core/pages/reminder';
import { resultView } from '../../../server/core/pages/result.view';
import { score } from '../../../server/core/scoring/score';
import feedbackForm from '../../screening/feedback.ejs';
import resultOf from '../../screening/result.ejs';
import { saveFile } from '../student/save-file';
import type { App } from './app';
import { type LocalAttempt, submitted } from './attempt';
import { codeCard } from './code-card';
import { loadRecommendations, loadShown, type Recommendations } from './questionnaire';
import { newUuid } from './random';
import type { Drawing, Reader } from './screen';

/** Scores what is answered so far. */
export async function submit(app: App): Promise<void> {
  const { held, reader, change } = app;
  await app.read(reader.language, ['first', 'rest']);
  const { definition } = app.questionnaire;
  const name = held.attempt?.questionnaire ?? '';
  const versions = Object.values(await loadRecommendations(name, reader.language).catch(() => ({})));
  const now = new Date().toISOString();
  await change((attempt) => {
    const { age } = attempt.profile;
    const scored = score(definition, attempt.answers, { age, timings: attempt.timings });
    const chosen = feedbackFor(definition, { ...scored, age });
    const shown = textsShownFor(chosen, versions).map(({ id, version }) => ({ id, version }));
    return submitted(attempt, { result: scored.result, shown, now });
  });
}

/** The texts in the versions that were shown; without network the ones that are here, or none. */
async function shownTexts(
  attempt: LocalAttempt,
  ids: string[],
  { language }: Reader,
): Promise<Recommendations> {
  const here: Recommendations = await loadRecommendations(attempt.questionnaire, language).catch(() => ({}));
  const isHere = (id: string) => {
    const shown = attempt.shown.find((text) => text.id === id);
    return here[id] !== undefined && (shown === undefined || shown.version === here[id].version);
  };
  return ids.every(isHere) ? here : loadShown(attempt, language).catch(() => here);
}

export async function resultPage({ held, phone, reader, questionnaire }: App): Promise<Drawing> {
  const attempt = held.attempt as LocalAttempt;
  const { definition } = questionnaire;
  const { t, language } = reader;
  const asked = { definition, texts: { [language]: questionnaire.texts } };
  const answers = submittedAnswers(definition, attempt.answers);
  const { age } = attempt.profile;
  const feedback = feedbackFor(definition, { answers, result: attempt.result as Result, age });
  const shown = await shownTexts(attempt, textIdsOf(feedback), reader);
  const now = { ...attempt, isTryOut: false };
  const attempts = attempt.earlier.map((one) => ({ ...one, isTryOut: false }));
  return {
    view: resultOf,
    hideFooterHelp: true,
    locals: {
      result: resultView(asked, { attempt: { ...attempt, submittedAnswers: answers }, shown }, reader),
      comparison: comparisonView(asked, { attempt: now, attempts: [now, ...attempts] }, reader),
      hasAsked: held.session.askedFor === attempt.id,
      isAskWaiting: phone.safety !== 'sent',
      isSharedPhone: attempt.isSharedPhone,
      codeCard: codeCard(attempt.code),
      sending: { text: t(`screening:sending.${phone.safety}`) },
    },
  };
}

/** The calendar entry of a link to the server's own, made here. */
export function saveReminder(href: string, { t }: Reader): void {
  const weeks = Number(new URL(href, location.href).searchParams.get('weeks'));
  const title = t('screening:reminder.title');
  const file = reminderFile({ title, weeks, id: newUuid(), now: new Date() });
  saveFile(new Blob([file], { type: 'text/calendar' }), 'reminder.ics');
}

export function feedbackPage({ held, reader }: App, errorKey?: string): Drawing {
  const isSharedPhone = held.attempt?.isSharedPhone ?? false;
  const isGiven = held.session.hasGivenFeedback ?? false;
  return { view: feedbackForm, locals: feedbackView(reader.t, { isGiven, isSharedPhone, errorKey }) };
}
