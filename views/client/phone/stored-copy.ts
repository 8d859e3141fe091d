/**
 * The server's side of an attempt: what is sent to it, and what its answers mean here. Pure. Two devices may hold the same
 * attempt; then each answer that was changed here since the server last had it wins, all others are the server's.
 */

import type { AttemptContent } from '../../../server/core/attempt/content';
import type { Answers, Result, Timings } from '../../../server/core/definition/types';
import { begun, differing, type LocalAttempt, sequenceAfter } from './attempt';

/** The server's copy, as it answers a read or a conflict. */
export interface StoredCopy extends AttemptContent {
  sequence: number;
  submitted: boolean;
  result?: Result;
}

/** Another device's attempt, continued here. */
export function continuedFrom(
  stored: StoredCopy & { id: string; questionnaire: string; campaign: string | null },
  { code, isSharedPhone, now }: { code: string; isSharedPhone: boolean; now: string },
): LocalAttempt {
  const { id, questionnaire, campaign, language, profile } = stored;
  const attempt = begun({ id, code, questionnaire, campaign, language, profile, isSharedPhone });
  return withStored(attempt, stored, now);
}

const contentOf = ({
  language,
  profile,
  answers,
  timings,
  unclear,
  shown,
}: AttemptContent): AttemptContent => ({
  language,
  profile,
  answers,
  timings,
  unclear,
  shown,
});

/** The body of PUT /api/attempts/:id. */
export function uploadOf(attempt: LocalAttempt) {
  const { code, questionnaire, campaign, hasSwitchedLanguage, sequence, submittedAt } = attempt;
  return {
    ...{ code, questionnaire, ...contentOf(attempt) },
    ...(hasSwitchedLanguage ? { hasSwitchedLanguage } : {}),
    ...(campaign === null ? {} : { campaign }),
    ...{ sequence, submitted: submittedAt !== null },
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The answer to an upload said that the server now has what was `sent`; what changed here meanwhile is to be sent yet. */
export function acknowledged(attempt: LocalAttempt, sent: LocalAttempt, result?: Result): LocalAttempt {
  const known = { ...contentOf(sent), sequence: sent.sequence, submitted: sent.submittedAt !== null };
  const isAll = isSame({ ...uploadOf(attempt), sequence: 0 }, { ...uploadOf(sent), sequence: 0 });
  return {
    ...{ ...attempt, known, refusal: null, touched: differing(attempt, sent) },
    sequence: isAll ? sent.sequence : sequenceAfter(known),
    ...(result && attempt.submittedAt !== null ? { result } : {}),
  };
}

/** Of each question what is newest; no answer is ever taken back. */
function mergedAnswers({ answers, touched }: LocalAttempt, there: Answers): Answers {
  const isOfHere = (item: string) => touched.includes(item) || there[item] === undefined;
  return { ...there, ...Object.fromEntries(Object.entries(answers).filter(([item]) => isOfHere(item))) };
}

function mergedUnclear({ unclear, touched }: LocalAttempt, there: string[]): string[] {
  const items = [...new Set([...unclear, ...there])];
  return items.filter((item) => (touched.includes(item) ? unclear : there).includes(item)).sort();
}

function longestTimings(here: Timings, there: Timings): Timings {
  const longest: Timings = { ...there };
  for (const [page, spentMs] of Object.entries(here)) longest[page] = Math.max(spentMs, there[page] ?? 0);
  return longest;
}

/**
 * Takes in the server's copy, which another device of the same person wrote, or this one when the answer was lost. What
 * the other device submitted is final; otherwise the merged content is one step newer, so that it can be sent.
 */
export function withStored(attempt: LocalAttempt, stored: StoredCopy, now: string): LocalAttempt {
  const known = { ...contentOf(stored), sequence: stored.sequence, submitted: stored.submitted };
  if (stored.submitted)
    return {
      ...{ ...attempt, ...contentOf(stored), known, refusal: null, sequence: stored.sequence, touched: [] },
      ...{ submittedAt: attempt.submittedAt ?? now, result: stored.result ?? null },
    };
  const isProfileOfHere = attempt.known === null || !isSame(attempt.profile, attempt.known.profile);
  const merged: AttemptContent = {
    language: attempt.language,
    profile: isProfileOfHere ? attempt.profile : stored.profile,
    answers: mergedAnswers(attempt, stored.answers),
    timings: longestTimings(attempt.timings, stored.timings),
    unclear: mergedUnclear(attempt, stored.unclear),
    shown: attempt.shown,
  };
  const isNew = !isSame(merged, contentOf(stored)) || attempt.submittedAt !== null;
  return {
    ...{ ...attempt, ...merged, known, refusal: null },
    sequence: isNew ? sequenceAfter(known) : stored.sequence,
    touched: isNew ? attempt.touched : [],
  };
}
