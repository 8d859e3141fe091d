/** What of a conversation is a letter and what a reply, as the pages speak of them. Pure. */
import type { Language } from '../../core/definition/types';
import type { Author, Draft, Message } from './case.types';

export interface Letter {
  id: string;
  /** Among those it was asked for, from 1: the second one is the first correction. */
  number: number;
  text: string;
  language: Language;
  author: Author;
  signedOffBy: Author | null;
  publishedAt: Date;
  readAt: Date | null;
}

export interface Reply {
  id: string;
  text: string;
  sentAt: Date;
}

/** In one document: letters of the greatest length, sealed, take 10 of the 16 MB that it may have. */
export const mostMessages = 300;

export const isAbout =
  (attemptId: string | undefined) =>
  ({ attemptIds }: Pick<Message, 'attemptIds'>): boolean =>
    attemptId === undefined || attemptIds.includes(attemptId);

/** @param attemptId without it the letters of the whole case */
export function lettersOf(messages: Message[], attemptId?: string): Letter[] {
  return messages
    .filter(isAbout(attemptId))
    .flatMap((message) => {
      const { id, kind, text, language, author, signedOffBy, receivedAt, readAt } = message;
      return kind === 'letter' && text !== null && language && author
        ? [{ id, text, language, author, signedOffBy, publishedAt: receivedAt, readAt }]
        : [];
    })
    .map((letter, index) => ({ ...letter, number: index + 1 }));
}

/** @param attemptId without it the replies of the whole case */
export function repliesOf(messages: Message[], attemptId?: string): Reply[] {
  return messages
    .filter(isAbout(attemptId))
    .flatMap(({ id, kind, text, receivedAt }) =>
      kind === 'reply' && text !== null ? [{ id, text, sentAt: receivedAt }] : [],
    );
}

/** @returns when the newest message with danger words came; null where a letter was written after it */
export function unansweredDanger(
  messages: Pick<Message, 'kind' | 'hasDanger' | 'receivedAt' | 'writtenAt'>[],
): Date | null {
  const danger = messages.findLast(({ hasDanger }) => hasDanger);
  const letter = messages.findLast(({ kind }) => kind === 'letter');
  return danger && !(letter && letter.writtenAt >= danger.receivedAt) ? danger.receivedAt : null;
}

const fromStudent = {
  side: 'student',
  author: null,
  signedOffBy: null,
  language: null,
  readAt: null,
  corrects: null,
  withdrawnAt: null,
} as const;

/** One of an attempt: asked for again it is the same message. */
export const requestFor = (attemptId: string, now: Date): Message => ({
  ...fromStudent,
  id: attemptId,
  kind: 'request',
  attemptIds: [attemptId],
  writtenAt: now,
  receivedAt: now,
  text: null,
  hasDanger: false,
});

export const replyFor = (
  attemptId: string,
  { id, text, sentAt, hasDanger }: Reply & Pick<Message, 'hasDanger'>,
): Message => ({
  ...fromStudent,
  id,
  kind: 'reply',
  attemptIds: [attemptId],
  writtenAt: sentAt,
  receivedAt: sentAt,
  text,
  hasDanger,
});

export const letterFrom = (
  { text, language, savedAt, corrects }: Draft,
  rest: Pick<Message, 'id' | 'attemptIds' | 'author' | 'signedOffBy'> & { now: Date },
): Message => {
  const { now, ...made } = rest;
  return {
    ...made,
    side: 'psychologist',
    kind: 'letter',
    language,
    writtenAt: savedAt,
    receivedAt: now,
    text,
    hasDanger: false,
    readAt: null,
    corrects,
    withdrawnAt: null,
  };
};
