/** Whether an upload's answers, pages and items exist in its questionnaire; what is wrong is named, nothing is repaired. */

import { findItem } from '../core/definition/items';
import { checkAnswers, checkTimings } from '../core/definition/page-check';
import type { Questionnaire } from '../questionnaires';
import { Problem } from '../shared/problems';
import type { Upload } from './attempt.types';
import type { CheckedUpload } from './save.rules';

/** @throws Problem invalidRequest with the names of the wrong members. */
export function checkUpload({ definition }: Questionnaire, upload: Upload): CheckedUpload {
  const answers = checkAnswers(definition, upload.answers);
  const timings = checkTimings(definition, upload.timings);
  const fields = [
    ...(answers.ok ? [] : answers.problems.map(({ field }) => `answers.${field}`)),
    ...(timings.ok ? [] : timings.problems.map(({ field }) => `timings.${field}`)),
    ...upload.unclear.filter((item) => !findItem(definition, item)).map(() => 'unclear'),
  ];
  if (!answers.ok || !timings.ok || fields.length > 0)
    throw new Problem('invalidRequest', { fields: [...new Set(fields)].slice(0, 20) });
  return { ...upload, answers: answers.value, timings: timings.value };
}
