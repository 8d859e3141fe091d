/**
 * The server's side of an attempt: what is sent to it, and what its answers mean here. Pure. What two devices hold of one
 * attempt is put together by server/core/attempt/merge.ts, here and on the server alike.
 */

import { type AttemptContent, contentOf } from '../../../../server/core/attempt/content';
import { merged } from '../../../../server/core/attempt/merge';
import type { Result } from '../../../../server/core/definition/types';
import { begun, differing, type LocalAttempt, sequenceAfter } from './attempt';

/** The server's copy, as it answers a read or a conflict. */
export interface StoredCopy extends AttemptContent {
  sequence: number;
  submitted: boolean;
  result?: Result;
}

/** Another device's attempt, continued here. */
export function continuedFrom(
  stored: StoredCopy & Pick<LocalAttempt, 'id' | 'questionnaire' | 'questionnaireHash' | 'campaign'>,
  { code, isSharedPhone, now }: { code: string; isSharedPhone: boolean; now: string },
): LocalAttempt {
  const { id, questionnaire, questionnaireHash, campaign, language, profile } = stored;
  const place = { id, code, questionnaire, questionnaireHash, campaign };
  const attempt = begun({ ...place, language, profile, isSharedPhone });
  return withStored(attempt, stored, now);
}

/** The body of PUT /api/attempts/:id. */
export function uploadOf(attempt: LocalAttempt) {
  const { code, questionnaire, questionnaireHash, campaign, hasSwitchedLanguage, sequence, submittedAt } =
    attempt;
  return {
    ...{ code, questionnaire, ...contentOf(attempt) },
    ...(questionnaireHash === undefined ? {} : { questionnaireHash }),
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

/** Who somebody is was said here since the server last had it. */
export const isProfileTouched = ({ profile, known }: LocalAttempt): boolean =>
  known === null || !isSame(profile, known.profile);

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
  const { touched } = attempt;
  const content = merged(
    { ...contentOf(attempt), touched, isProfileTouched: isProfileTouched(attempt) },
    stored,
  );
  const isNew = !isSame(content, contentOf(stored)) || attempt.submittedAt !== null;
  return {
    ...{ ...attempt, ...content, known, refusal: null },
    sequence: isNew ? sequenceAfter(known) : stored.sequence,
    touched: isNew ? touched : [],
  };
}
