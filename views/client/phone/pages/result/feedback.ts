/** The question about the test itself. */
import { feedbackView } from '../../../../../server/core/pages/result/feedback.view';
import feedback from '../../../../screening/result/feedback.ejs';
import type { Drawing, Scene } from '../page';

export function drawFeedback({ state, reader }: Pick<Scene, 'state' | 'reader'>, errorKey?: string): Drawing {
  const { isSharedPhone = false, code = '' } = state.attempt ?? {};
  const isGiven = state.session.hasGivenFeedback ?? false;
  return { view: feedback, locals: feedbackView(reader.t, { isGiven, isSharedPhone, code, errorKey }) };
}
