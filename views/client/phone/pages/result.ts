/** The result, explained on the phone; loaded while the questions are answered. */

import { submittedAnswers } from '../../../../server/core/definition/routing';
import type { Result } from '../../../../server/core/definition/types';
import { feedbackFor } from '../../../../server/core/feedback/feedback';
import { textIdsOf } from '../../../../server/core/feedback/shown-texts';
import { comparisonView } from '../../../../server/core/pages/comparison.view';
import { reminderFile } from '../../../../server/core/pages/reminder';
import { resultView } from '../../../../server/core/pages/result.view';
import resultOf from '../../../screening/result/result.ejs';
import { saveFile } from '../../student/save-file';
import type { LocalAttempt } from '../model/attempt';
import { newUuid } from '../model/random';
import type { Reader } from '../model/translate';
import { loadRecommendations, loadShown, type Recommendations } from '../network/questionnaire';
import { codeCard } from './code-card';
import type { Drawing, Page, Scene } from './page';

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

export async function drawResult({ state, reader, questionnaire, safety }: Scene): Promise<Drawing> {
  const attempt = state.attempt as LocalAttempt;
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
      hasAsked: state.session.askedFor === attempt.id,
      isAskWaiting: safety !== 'sent',
      isSharedPhone: attempt.isSharedPhone,
      codeCard: codeCard(attempt.code),
      sending: { text: t(`screening:sending.${safety}`) },
    },
  };
}

export const resultPage: Page = {
  draw: drawResult,
  forms: { '/test/ask': () => ({ kind: 'askPsychologist' }) },
};

/** The calendar entry of a link to the server's own, made here. */
export function saveReminder(href: string, { t }: Reader): void {
  const weeks = Number(new URL(href, location.href).searchParams.get('weeks'));
  const title = t('screening:reminder.title');
  const file = reminderFile({ title, weeks, id: newUuid(), now: new Date() });
  saveFile(new Blob([file], { type: 'text/calendar' }), 'reminder.ics');
}
