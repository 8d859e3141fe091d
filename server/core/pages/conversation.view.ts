/**
 * The conversation of a code with the psychologists, as its student reads it. Pure and without `Intl`, so that a phone draws
 * it from `/api/attempts/:id/consultation`, with what waits there to be sent.
 */
import type { Language } from '../definition/types';
import { dayText, weekdayText } from '../text/day-text';
import { type Day, dayOf, type Instant } from '../text/days';
import type { Reader, Translate } from '../text/translate';
import { type HelpedAnswer, helpedAnswers } from './conversation';
import type { FieldErrors } from './form';

/** As the store has it, or as JSON brings it. */
export interface SpokenMessage {
  id: string;
  side: 'student' | 'psychologist';
  /** null for a letter that was withdrawn. */
  text: string | null;
  language: Language | null;
  by: string | null;
  isOther: boolean;
  receivedAt: Instant;
  readAt: Instant | null;
  corrects: string | null;
  isWithdrawn: boolean;
}

export interface Conversation {
  messages: SpokenMessage[];
  turn: 'ours' | 'student' | 'closed';
  promisedBy: Day;
  leftToday: number;
  helped: HelpedAnswer | null;
}

/** Written here and not sent yet. */
interface PendingMessage {
  id: string;
  text: string;
}

export interface ConversationForms {
  messageId: string;
  typed?: string | undefined;
  errors?: FieldErrors;
  /** The crisis card stands beside the box. */
  isInDanger?: boolean;
  /** Where what is typed stays until it is sent; told before anything is typed. */
  keptIn?: 'phone' | 'tab';
  pending?: PendingMessage[];
  /** By the server's clock. */
  now: Date;
}

interface Letter {
  text: string;
  language: Language;
  receivedAt: Instant;
  by: string | null;
  isCorrection: boolean;
}

/** A letter as a student who reads `language` sees it; also the psychologist's preview, in the letter's language. */
export function letterView({ text, language, receivedAt, by, isCorrection }: Letter, reader: Reader) {
  const { t } = reader;
  const day = dayText(t, dayOf(receivedAt));
  const name = by ?? t('consultations:letter.psychologist', { lng: reader.language });
  const kind = isCorrection ? 'corrected' : 'meta';
  return { text, language, meta: t(`consultations:letter.${kind}`, { day, name, lng: reader.language }) };
}

export function conversationView(
  one: Conversation,
  { messageId, typed = '', errors = {}, isInDanger = false, keptIn, pending = [], now }: ConversationForms,
  reader: Reader,
) {
  const { t } = reader;
  const errorOf = (name: string) => errors[name] && t(errors[name]);
  const hasLetter = one.messages.some(({ side, isWithdrawn }) => side === 'psychologist' && !isWithdrawn);
  return {
    title: t('consultations:letter.title'),
    errors: Object.entries(errors).map(([name, key]) => ({
      href: `#${name === 'text' ? 'reply' : name}`,
      text: t(key),
    })),
    status: statusOf(one, hasLetter, now, t),
    messages: one.messages.map((message) => messageView(message, one.messages, reader)),
    pending: pending.map(({ text }) => ({ text, mark: t('consultations:letter.notSent') })),
    messageId,
    isInDanger,
    replyField: {
      id: 'reply',
      name: 'text',
      kind: 'textarea',
      label: t(`consultations:letter.${hasLetter ? 'reply' : 'firstReply'}`),
      hint: [
        t('consultations:letter.replyHint'),
        leftText(one.leftToday, t),
        ...(keptIn ? [t(`consultations:letter.keptIn.${keptIn}`)] : []),
      ].join(' '),
      value: typed,
      error: errorOf('text'),
      rows: 5,
    },
    hasLetter,
    isRated: one.helped !== null,
    helped: {
      id: 'helped',
      name: 'helped',
      legend: t('consultations:letter.helpedTitle'),
      isInline: true,
      error: errorOf('helped'),
      choices: helpedAnswers.map((value) => ({
        value,
        label: t(`consultations:letter.helped.${value}`),
        isChecked: value === one.helped,
      })),
    },
  };
}

const leftText = (left: number, t: Translate): string =>
  left > 0 ? t('consultations:letter.leftToday', { count: left }) : t('consultations:letter.noneLeft');

/** Whose turn it is; a case that was closed without a letter was read all the same. */
function statusOf({ turn, promisedBy }: Conversation, hasLetter: boolean, now: Date, t: Translate): string {
  if (turn === 'closed') return t(`consultations:letter.${hasLetter ? 'closed' : 'closedUnanswered'}`);
  if (turn === 'student') return '';
  if (dayOf(now) > promisedBy) return t('consultations:my.lateText');
  return t('consultations:letter.waiting', { day: weekdayText(t, promisedBy) });
}

function messageView(message: SpokenMessage, all: SpokenMessage[], reader: Reader) {
  const { t } = reader;
  const { id, side, text, receivedAt, readAt, isWithdrawn } = message;
  if (side === 'student') {
    const mark = readAt
      ? t('consultations:letter.opened', { day: dayText(t, dayOf(readAt)) })
      : t('consultations:letter.sent');
    const own = { text: text ?? '', meta: dayText(t, dayOf(receivedAt)), mark };
    return { id, own, letter: null, notes: [] };
  }
  const letter = letterView(
    {
      ...{ text: text ?? '', receivedAt, by: message.by, isCorrection: message.corrects !== null },
      language: message.language ?? reader.language,
    },
    reader,
  );
  const isCorrected = all.some(({ corrects, isWithdrawn: isGone }) => corrects === id && !isGone);
  const notes = [
    ...(message.isOther ? [t('consultations:letter.other')] : []),
    ...(isWithdrawn ? [t('consultations:letter.withdrawn')] : []),
    ...(isCorrected && !isWithdrawn ? [t('consultations:letter.correctedBelow')] : []),
  ];
  return { id, own: null, letter: isWithdrawn ? null : letter, notes };
}
