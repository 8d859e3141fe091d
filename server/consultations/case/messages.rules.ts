/** What of a conversation is a letter and what a reply, as the pages speak of them. Pure. */
import type { Language } from '../../core/definition/types';
import { localDay, minuteMs } from '../../shared/clock';
import type { Author, Case, Message } from './case.types';

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

export const isAbout =
  (attemptId: string | undefined) =>
  ({ attemptIds }: Pick<Message, 'attemptIds'>): boolean =>
    attemptId === undefined || attemptIds.includes(attemptId);

/** Those that stand. @param attemptId without it the letters of the whole case */
export function lettersOf(messages: Message[], attemptId?: string): Letter[] {
  return messages
    .filter(isAbout(attemptId))
    .flatMap((message) => {
      const { id, kind, text, language, author, signedOffBy, receivedAt, readAt, withdrawnAt } = message;
      return kind === 'letter' && text !== null && language && author && withdrawnAt === null
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

const fromStudent = {
  side: 'student',
  author: null,
  signedOffBy: null,
  language: null,
  readAt: null,
  readBy: null,
  corrects: null,
  withdrawnAt: null,
  answers: [],
  dueAt: null,
} as const;

/** That an attempt came; one of an attempt and kind, so that asked for again it is the same message. */
export const arrivalOf = (
  { id }: { id: string },
  kind: 'request' | 'lookedAt' | 'joined',
  now: Date,
): Message => ({
  ...fromStudent,
  answers: [],
  id: kind === 'request' ? id : `${kind} ${id}`,
  kind,
  attemptIds: [id],
  writtenAt: now,
  receivedAt: now,
  text: null,
  hasDanger: false,
});

export const messageFrom = ({
  attemptId,
  ...sent
}: Pick<Message, 'id' | 'text' | 'writtenAt' | 'receivedAt' | 'hasDanger'> & {
  attemptId: string;
}): Message => ({ ...fromStudent, answers: [], kind: 'reply', attemptIds: [attemptId], ...sent });

/** Messages a day, by the server's day; told before anything is typed. */
export const mostADay = 10;
/** With danger words, or written without network: several days may arrive at once. */
export const mostUrgentADay = 50;
/** What took longer than this to arrive was written without network. */
const waitedMs = 5 * minuteMs;

const wasWrittenOffline = ({ writtenAt, receivedAt }: Pick<Message, 'writtenAt' | 'receivedAt'>): boolean =>
  receivedAt.getTime() - writtenAt.getTime() >= waitedMs;

const sentOn = (messages: Pick<Message, 'kind' | 'receivedAt'>[], day: string): number =>
  messages.filter(({ kind, receivedAt }) => kind === 'reply' && localDay(receivedAt) === day).length;

/** How many ordinary ones may still be sent today. */
export const leftOn = (messages: Pick<Message, 'kind' | 'receivedAt'>[], now: Date): number =>
  Math.max(0, mostADay - sentOn(messages, localDay(now)));

export function isOneTooMany(messages: Message[], sent: Message): boolean {
  const most = sent.hasDanger || wasWrittenOffline(sent) ? mostUrgentADay : mostADay;
  return sentOn(messages, localDay(sent.receivedAt)) >= most;
}

/** As the phone says, but never later than it came: a phone's clock may be wrong. */
export const writtenAtOf = (told: Date | undefined, now: Date): Date =>
  told && told.getTime() < now.getTime() ? told : now;

/**
 * Of the student's messages that nobody had opened, that this psychologist did; the very same case where there are none.
 */
export function openedBy(one: Case, { accountId, now }: { accountId: string; now: Date }): Case {
  const isNew = ({ side, readAt }: Message) => side === 'student' && readAt === null;
  if (!one.messages.some(isNew)) return one;
  const mark = { readAt: now, readBy: accountId };
  return {
    ...one,
    messages: one.messages.map((message) => (isNew(message) ? { ...message, ...mark } : message)),
  };
}

/** Of the letters that the student had not read, that they did; the very same case where there are none. */
export function readBy(one: Case, now: Date): Case {
  const isNew = ({ kind, readAt, withdrawnAt }: Message) =>
    kind === 'letter' && readAt === null && withdrawnAt === null;
  const read = one.messages.filter(isNew);
  if (read.length === 0) return one;
  return {
    ...one,
    messages: one.messages.map((message) => (isNew(message) ? { ...message, readAt: now } : message)),
    events: [
      ...one.events,
      ...read.map(({ id }) => ({ act: 'read' as const, by: null, at: now, message: id })),
    ],
  };
}
