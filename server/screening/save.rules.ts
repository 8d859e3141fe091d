/**
 * What an upload means for the stored copy. Uploads may be repeated, reordered or made by two devices: a higher
 * sequence wins, an old one changes nothing, and only two different contents under one number are a conflict.
 */
import { isDeepStrictEqual } from 'node:util';
import { contentOf } from '../core/attempt/content';
import type { Answers, Timings } from '../core/definition/types';
import type { Attempt, Upload } from './attempt.types';

export interface CheckedUpload extends Upload {
  answers: Answers;
  timings: Timings;
}

export type SaveDecision = 'write' | 'keep' | 'conflict';

/** Whether the upload holds what is stored, submission included. */
export function hasSameContent(stored: Attempt, upload: CheckedUpload): boolean {
  return (
    upload.submitted === (stored.submittedAt !== null) &&
    isDeepStrictEqual(contentOf(stored), contentOf(upload))
  );
}

export function decideSave(stored: Attempt, upload: CheckedUpload): SaveDecision {
  if (stored.submittedAt !== null || upload.sequence < stored.sequence) return 'keep';
  if (upload.sequence > stored.sequence) return 'write';
  return hasSameContent(stored, upload) ? 'keep' : 'conflict';
}

/**
 * A campaign that ended takes no new starts. A phone may have been without network until now, so an upload that
 * already holds answers was started before and is taken.
 */
export function isNewStart(upload: CheckedUpload): boolean {
  return !upload.submitted && Object.keys(upload.answers).length === 0;
}
