/** The conversation with the psychologists, with the forms for a message and for whether it helped. */
import {
  type HelpedAnswer,
  helpedAnswers,
  messageFault,
} from '../../../../../server/core/pages/conversation';
import {
  type Conversation,
  type ConversationForms,
  conversationView,
} from '../../../../../server/core/pages/conversation.view';
import { typedText } from '../../../../../server/core/text/typed-text';
import letter from '../../../../consultations/student/letter.ejs';
import type { Act } from '../../model/attempt';
import type { Reader } from '../../model/translate';
import type { Drawing } from '../page';

export interface OpenedLetter {
  /** Of the attempt. */
  id: string;
  consultation: Conversation;
  /** Of a message that may be written, so that sending it twice writes it once. */
  replyId: string;
  /** By the server's clock. */
  now: Date;
}

export type LetterForms = Omit<Partial<ConversationForms>, 'messageId' | 'now'>;

export const drawLetter = (
  reader: Reader,
  { consultation, replyId: messageId, now }: OpenedLetter,
  forms: LetterForms = {},
): Drawing => ({
  view: letter,
  locals: conversationView(consultation, { messageId, now, ...forms }, reader),
});

/** What a form of the letter asks to be sent, or what is wrong with it. */
export type Sent = { act: Act } | { forms: LetterForms };

export function replyOf({ id: attemptId, replyId }: OpenedLetter, code: string, typed: unknown): Sent {
  const text = typedText(String(typed ?? ''));
  const fault = messageFault(text);
  if (fault) return { forms: { typed: text, errors: { text: fault } } };
  const reply = { id: replyId, text, writtenAt: new Date().toISOString() };
  return { act: { key: `reply ${replyId}`, attemptId, code, kind: 'reply', reply } };
}

export function helpedOf({ id: attemptId }: OpenedLetter, code: string, helped: unknown): Sent {
  if (!helpedAnswers.includes(helped as HelpedAnswer))
    return { forms: { errors: { helped: 'consultations:errors.noChoice' } } };
  return { act: { key: `helped ${attemptId}`, attemptId, code, kind: 'helped', helped: String(helped) } };
}
