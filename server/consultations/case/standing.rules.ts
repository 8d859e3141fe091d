/** What is unanswered in a conversation, until when, and what follows for its place in the queue. Pure. */
import { defined } from '../../core/defined';
import type { Calendar } from '../../settings/holidays/working-days';
import type { CaseAttempt, Message, Standing } from './case.types';
import { rankOf } from './priority';
import { deadlineAfter } from './working-time';

/** What is stored of a message beside its text; enough for everything here, so that no text is opened for it. */
export type Head = Omit<Message, 'text'>;
export interface Heads {
  attempts: CaseAttempt[];
  messages: Head[];
}

export const newestAttempt = <One>({ attempts }: { attempts: One[] }): One =>
  defined(attempts.at(-1), 'an attempt of the case');

/** A withdrawn letter answers nothing any more. */
export const standingLetters = <One extends Head>(messages: One[]): One[] =>
  messages.filter(({ kind, withdrawnAt }) => kind === 'letter' && withdrawnAt === null);

/** An attempt that only joined asks for no answer. */
export const awaitsAnswer = ({ kind }: Pick<Head, 'kind'>): boolean =>
  kind === 'request' || kind === 'lookedAt' || kind === 'reply';

export function unanswered<One extends Head>(messages: One[]): One[] {
  const answered = new Set(standingLetters(messages).flatMap(({ answers }) => answers));
  return messages.filter((message) => awaitsAnswer(message) && !answered.has(message.id));
}

/** No letter that stands is about it. */
const withoutLetter = ({ attempts, messages }: Heads): CaseAttempt[] => {
  const told = new Set(standingLetters(messages).flatMap(({ attemptIds }) => attemptIds));
  return attempts.filter(({ id }) => !told.has(id));
};

/** Working days until the promised answer. */
export const workingDaysToAnswer = (isUrgent: boolean): number => (isUrgent ? 1 : 5);

const flagsOf = (attempts: CaseAttempt[], ids: readonly string[]): string[] =>
  attempts.filter(({ id }) => ids.includes(id)).flatMap(({ flags }) => flags);

/** When an answer to one message is due. */
export function dueOf(message: Head, attempts: CaseAttempt[], isWorkingDay: Calendar): Date {
  const isUrgent = message.hasDanger || flagsOf(attempts, message.attemptIds).length > 0;
  return deadlineAfter(message.receivedAt, workingDaysToAnswer(isUrgent), isWorkingDay);
}

export const sooner = (one: Date | null, other: Date | null): Date | null =>
  one && other ? new Date(Math.min(one.getTime(), other.getTime())) : (one ?? other);

/** Of everything that is unanswered; null where nothing is. */
export const dueOfUnanswered = ({ attempts, messages }: Heads, isWorkingDay: Calendar): Date | null =>
  unanswered(messages)
    .map((message) => dueOf(message, attempts, isWorkingDay))
    .reduce(sooner, null);

/**
 * A lead reads the first letter after a new flag and the first after new danger words: as long as no letter stands that
 * answers them, a letter and a closing wait for a second pair of eyes.
 */
export const needsSecondPair = (one: Heads): boolean =>
  withoutLetter(one).some(({ flags }) => flags.length > 0) ||
  unanswered(one.messages).some(({ hasDanger }) => hasDanger);

export function standingOf(one: Heads): Standing {
  const newest = newestAttempt(one);
  const waiting = unanswered(one.messages);
  const about = [
    ...waiting.flatMap(({ attemptIds }) => attemptIds),
    ...withoutLetter(one).map(({ id }) => id),
  ];
  const { region, age, language, bands } = newest;
  return {
    ...{ region, age, language, bands },
    flags: [...new Set(flagsOf(one.attempts, about.length > 0 ? about : [newest.id]))],
    askedAt: waiting[0]?.receivedAt ?? newest.askedAt,
    dangerAt: waiting.find(({ hasDanger }) => hasDanger)?.receivedAt ?? null,
  };
}

/** The most pressing one decides; a rank is a moment, the earlier the sooner to be answered. */
export function firstRank(one: Heads): Date {
  const newest = newestAttempt(one);
  const ranks = unanswered(one.messages).map(({ attemptIds, receivedAt }) => {
    const points = one.attempts.filter(({ id }) => attemptIds.includes(id)).map((attempt) => attempt.points);
    return rankOf({ points: Math.max(newest.points, ...points) }, receivedAt);
  });
  return ranks.reduce<Date | null>(sooner, null) ?? rankOf(newest, newest.askedAt);
}

/**
 * What a letter answers: what its writer had seen unanswered, and where they say so also what came since.
 * @param upTo how many messages count
 */
export const answeredUpTo = <One extends Head>(messages: One[], upTo: number): One[] => {
  const counted = new Set(messages.slice(0, upTo).map(({ id }) => id));
  return unanswered(messages).filter(({ id }) => counted.has(id));
};

/** What a letter is about: what it answers, every attempt without a letter that its writer had seen, what the corrected one was about. */
export function aboutWhat(one: Heads, answered: Head[], upTo: number, corrected: Head | undefined): string[] {
  const seen = new Set(one.messages.slice(0, upTo).flatMap(({ attemptIds }) => attemptIds));
  const open = withoutLetter(one).filter(({ id }) => seen.has(id));
  const ids = [
    ...(corrected?.attemptIds ?? []),
    ...open.map(({ id }) => id),
    ...answered.flatMap(({ attemptIds }) => attemptIds),
  ];
  return ids.length > 0 ? [...new Set(ids)] : [newestAttempt(one).id];
}
