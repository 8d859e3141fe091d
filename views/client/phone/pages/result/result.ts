/** The result, explained on the phone; loaded while the questions are answered. */

import { submittedAnswers } from '../../../../../server/core/definition/routing';
import type { Result } from '../../../../../server/core/definition/types';
import { feedbackFor } from '../../../../../server/core/feedback/feedback';
import { textIdsOf } from '../../../../../server/core/feedback/shown-texts';
import type { Asked } from '../../../../../server/core/pages/result/comparison.view';
import { resultView } from '../../../../../server/core/pages/result/result.view';
import resultOf from '../../../../screening/result/result.ejs';
import type { LocalAttempt } from '../../model/attempt';
import type { Reader } from '../../model/translate';
import { loadRecommendations, loadShown, type Recommendations } from '../../network/questionnaire';
import { comparing, otherPages } from '../../parts/rare';
import type { Drawing, Page, Scene } from '../page';
import { codeCard } from './code-card';
import { offersFromAge } from './offers';

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

/** With earlier attempts of the same code. */
async function comparisonOf(attempt: LocalAttempt, asked: Asked, reader: Reader) {
  if (attempt.earlier.length === 0) return null;
  const { comparisonView } = await comparing();
  const now = { ...attempt, isTryOut: false };
  const earlier = attempt.earlier.map((one) => ({ ...one, isTryOut: false }));
  return comparisonView(asked, { attempt: now, attempts: [now, ...earlier] }, reader);
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
  const submitted = { ...attempt, submittedAnswers: answers };
  const given = { attempt: submitted, shown, offersFromAge: offersFromAge() };
  const result = resultView(asked, given, reader);
  // Drawn without it where its part is not here.
  const planHtml = otherPages()
    .then(({ drawPlan }) => drawPlan(state, reader, result.bodies))
    .catch(() => '');
  return {
    view: resultOf,
    hideFooterHelp: true,
    locals: {
      result,
      planHtml: await planHtml,
      comparison: await comparisonOf(attempt, asked, reader),
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
  forms: {
    '/test/ask': () => ({ kind: 'askPsychologist' }),
    '/test/plan': async (body) => ({ kind: 'keepPlan', plan: (await otherPages()).planOf(body) }),
  },
};
