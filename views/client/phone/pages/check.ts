/** After the last page: what is still missing, and the submission, which is scored here. */

import { feedbackFor } from '../../../../server/core/feedback/feedback';
import { textsShownFor } from '../../../../server/core/feedback/shown-texts';
import { type Asked, checkView } from '../../../../server/core/pages/page.view';
import { score } from '../../../../server/core/scoring/score';
import check from '../../../screening/questions/check.ejs';
import type { LocalAttempt } from '../model/attempt';
import { loadRecommendations } from '../network/questionnaire';
import type { PhoneEvent } from '../state/events';
import { askedIn, type Drawing, type Page, type Scene } from './page';

export const drawCheck = (asked: Asked, attempt: LocalAttempt): Drawing => ({
  view: check,
  locals: { check: checkView(asked, attempt) },
});

/** Scores what is answered so far. */
export async function submission(
  { reader, questionnaire: { definition } }: Pick<Scene, 'reader' | 'questionnaire'>,
  { questionnaire, answers, timings, profile: { age } }: LocalAttempt,
): Promise<Extract<PhoneEvent, { kind: 'submit' }>> {
  const versions = Object.values(await loadRecommendations(questionnaire, reader.language).catch(() => ({})));
  const scored = score(definition, answers, { age, timings });
  const chosen = feedbackFor(definition, { ...scored, age });
  const shown = textsShownFor(chosen, versions).map(({ id, version }) => ({ id, version }));
  return { kind: 'submit', result: scored.result, shown, now: new Date().toISOString() };
}

export const checkPage: Page = {
  draw: ({ state, questionnaire }) => drawCheck(askedIn(questionnaire), state.attempt as LocalAttempt),
  forms: {
    check: ({ go }, scene) =>
      go === 'submit'
        ? submission(scene, scene.state.attempt as LocalAttempt)
        : { kind: 'openPage', page: String(go) },
  },
};
