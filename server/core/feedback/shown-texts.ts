/** Which texts a result brings, by version: stored with the attempt, so that it is known later what was read. */
import type { Feedback } from './feedback';
import type { TextReference } from './text-content';

export function textIdsOf(feedback: Feedback): string[] {
  return [...feedback.scales.flatMap(({ textIds }) => textIds), ...feedback.extras];
}

/** @param shownNow the version of every text that is shown now */
export function textsShownFor(feedback: Feedback, shownNow: TextReference[]): TextReference[] {
  return textIdsOf(feedback).flatMap((id) => shownNow.filter((text) => text.id === id));
}
