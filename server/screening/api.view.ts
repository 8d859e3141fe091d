import type { Attempt } from './attempt';

/** The answer to every save. */
export function answerOf({ sequence, submittedAt, result }: Attempt) {
  return { sequence, submitted: submittedAt !== null, ...(result ? { result } : {}) };
}

/** The stored copy, for the holder of the code. */
export function attemptView(attempt: Attempt) {
  return {
    id: attempt.id,
    questionnaire: attempt.questionnaire,
    language: attempt.language,
    profile: attempt.profile,
    answers: attempt.answers,
    timings: attempt.timings,
    unclear: attempt.unclear,
    shown: attempt.shown,
    campaign: attempt.campaign,
    startedAt: attempt.startedAt,
    submittedAt: attempt.submittedAt,
    feedback: attempt.feedback,
    ...answerOf(attempt),
  };
}
