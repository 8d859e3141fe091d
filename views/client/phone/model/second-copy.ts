/** What is kept a second time of an attempt on somebody's own phone: enough to go on and to send it. Pure. */
import { type AttemptContent, contentOf } from '../../../../server/core/attempt/content';
import type { LocalAttempt } from './attempt';
import { steps } from './shapes';

/** The shape in which this script writes; a script before it reads what it understands. */
export const format = 1 + steps.length;

type Facts = Pick<
  LocalAttempt,
  | 'id'
  | 'code'
  | 'questionnaire'
  | 'questionnaireHash'
  | 'campaign'
  | 'hasSwitchedLanguage'
  | 'sequence'
  | 'touched'
  | 'submittedAt'
>;

export interface SecondCopy extends AttemptContent, Facts {
  /** Of the first copy, when this one was made: see storage.ts. */
  revision: number;
}

export function secondCopyText(attempt: LocalAttempt): string {
  const { id, code, questionnaire, questionnaireHash, campaign, ...rest } = attempt;
  const { hasSwitchedLanguage, sequence, touched, submittedAt } = rest;
  const copy: SecondCopy = {
    ...{
      id,
      code,
      questionnaire,
      questionnaireHash,
      campaign,
      hasSwitchedLanguage,
      sequence,
      touched,
      submittedAt,
    },
    ...contentOf(attempt),
    revision: attempt.revision,
  };
  return JSON.stringify({ format, ...copy });
}
