import { defined } from '../../../core/defined';
import type { Language } from '../../../core/definition/types';
import type { TextVersion } from '../../../library/text.types';
import type { Attempt } from '../../attempt.types';
import { shownTextsIn } from '../../result/shown-texts.view';

/** The answer to every save. */
export function answerOf({ sequence, submittedAt, result }: Attempt) {
  return { sequence, submitted: submittedAt !== null, ...(result ? { result } : {}) };
}

/** The stored copy, for the holder of the code. */
export function attemptView(attempt: Attempt) {
  return {
    id: attempt.id,
    questionnaire: attempt.questionnaire,
    questionnaireHash: attempt.questionnaireHash,
    language: attempt.language,
    profile: attempt.profile,
    answers: attempt.answers,
    timings: attempt.timings,
    unclear: attempt.unclear,
    shown: attempt.shown,
    campaign: attempt.campaign,
    isTryOut: attempt.isTryOut,
    startedAt: attempt.startedAt,
    submittedAt: attempt.submittedAt,
    feedback: attempt.feedback && { satisfaction: attempt.feedback.satisfaction },
    ...answerOf(attempt),
  };
}

/** Texts of the library by id, typeset, so that a phone need not know how that is done. */
export function recommendationsView(versions: Record<string, TextVersion>, language: Language) {
  const texts = Object.entries(shownTextsIn(language, versions));
  return {
    recommendations: Object.fromEntries(
      texts.map(([id, text]) => [id, { ...text, version: defined(versions[id], `text ${id}`).version }]),
    ),
  };
}
