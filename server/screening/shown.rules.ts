/** Which texts a result brings, by version: stored with the attempt, so that it is known later what was read. */
import { type Feedback, feedbackFor } from '../questionnaire/feedback';
import { score } from '../questionnaire/scoring';
import type { Language } from '../questionnaire/types';
import type { Questionnaire } from '../questionnaire-files';
import type { Attempt, ShownText } from './attempt';

export function textIdsOf(feedback: Feedback): string[] {
  return [...feedback.scales.flatMap(({ textIds }) => textIds), ...feedback.extras];
}

/** For an attempt that is about to be submitted. */
export function textsShownFor(
  { definition, recommendations }: Questionnaire,
  { answers, profile, timings }: Pick<Attempt, 'answers' | 'profile' | 'timings'>,
  language: Language,
): ShownText[] {
  const scored = score(definition, answers, { age: profile.age, timings });
  const feedback = feedbackFor(definition, { ...scored, age: profile.age });
  return textIdsOf(feedback).flatMap((id) => {
    const text = recommendations[language][id];
    return text ? [{ id, version: text.version }] : [];
  });
}
