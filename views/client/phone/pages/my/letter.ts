/** A psychologist's letter, with the forms for a reply and for whether it helped. */
import {
  type HelpedAnswer,
  helpedAnswers,
  longestReply,
} from '../../../../../server/core/pages/conversation';
import { consultationView, type OpenedConsultation } from '../../../../../server/core/pages/my.view';
import letter from '../../../../consultations/student/letter.ejs';
import type { Act } from '../../model/attempt';
import type { Reader } from '../../model/translate';
import type { Drawing } from '../page';

export interface OpenedLetter {
  /** Of the attempt. */
  id: string;
  consultation: OpenedConsultation;
  /** Of a reply that may be written, so that sending it twice writes it once. */
  replyId: string;
}

export interface LetterForms {
  typed?: string | undefined;
  errors?: Record<string, string>;
  isInDanger?: boolean;
  keptIn?: 'phone' | 'tab';
}

export const drawLetter = (
  reader: Reader,
  { consultation, replyId }: OpenedLetter,
  forms: LetterForms = {},
): Drawing => ({ view: letter, locals: consultationView(consultation, { replyId, ...forms }, reader) });

/** What a form of the letter asks to be sent, or what is wrong with it. */
export type Sent = { act: Act } | { forms: LetterForms };

export function replyOf({ id: attemptId, replyId }: OpenedLetter, code: string, typed: unknown): Sent {
  const text = String(typed ?? '').trim();
  const fault = text === '' ? 'noReply' : text.length > longestReply ? 'longReply' : null;
  if (fault) return { forms: { typed: text, errors: { text: `consultations:errors.${fault}` } } };
  return { act: { key: `reply ${replyId}`, attemptId, code, kind: 'reply', reply: { id: replyId, text } } };
}

export function helpedOf({ id: attemptId }: OpenedLetter, code: string, helped: unknown): Sent {
  if (!helpedAnswers.includes(helped as HelpedAnswer))
    return { forms: { errors: { helped: 'consultations:errors.noChoice' } } };
  return { act: { key: `helped ${attemptId}`, attemptId, code, kind: 'helped', helped: String(helped) } };
}
