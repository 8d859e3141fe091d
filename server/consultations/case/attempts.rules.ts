/** How the attempts of a code stand together in its one case. Pure. */
import { defined } from '../../core/defined';
import type { Case, CaseAttempt, CaseState, Message, Standing } from './case.types';
import { rankOf } from './priority';

type Conversation = Pick<Case, 'attempts' | 'messages'>;

/** What is stored of a message beside its text; enough for everything here, so that no text is opened for it. */
type Heads = { attempts: CaseAttempt[]; messages: Omit<Message, 'text'>[] };

export const newestAttempt = <One>({ attempts }: { attempts: One[] }): One =>
  defined(attempts.at(-1), 'an attempt of the case');

/** The first letter after it was asked for. */
const answerTo = ({ messages }: Pick<Heads, 'messages'>, attemptId: string) =>
  messages.find(({ kind, attemptIds }) => kind === 'letter' && attemptIds.includes(attemptId));

const unanswered = (one: Heads): CaseAttempt[] =>
  one.attempts.filter(({ id }) => answerTo(one, id) === undefined);

/** What a letter is about: every attempt that waits, and what the corrected one was about. */
export function answeredBy(one: Conversation, corrects: string | null): string[] {
  const corrected = one.messages.find(({ id }) => id === corrects)?.attemptIds ?? [];
  return [...new Set([...corrected, ...unanswered(one).map(({ id }) => id)])];
}

export function standingOf(one: Heads): Standing {
  const newest = newestAttempt(one);
  const [longest = newest, ...others] = unanswered(one);
  const { region, age, language, bands } = newest;
  const counted = [longest, ...others];
  const answer = answerTo(one, longest.id);
  return {
    ...{ region, age, language, bands },
    flags: [...new Set(counted.flatMap(({ flags }) => flags))],
    askedAt: longest.askedAt,
    dueAt: new Date(Math.min(...counted.map(({ dueAt }) => dueAt.getTime()))),
    answeredAt: answer?.receivedAt ?? null,
  };
}

/** The most pressing one decides; a rank is a moment, the earlier the sooner to be answered. */
export const firstRank = (one: Heads): Date => {
  const waiting = unanswered(one);
  const counted = waiting.length > 0 ? waiting : [newestAttempt(one)];
  return new Date(Math.min(...counted.map((attempt) => rankOf(attempt, attempt.askedAt).getTime())));
};

/** Where a case stands when nothing is being written: by what the student did with the latest letter. */
export function stateWhenIdle(one: Heads): CaseState {
  if (unanswered(one).length > 0) return 'waiting';
  const latest = defined(
    one.messages.findLast(({ kind }) => kind === 'letter'),
    'an answer',
  );
  const hasReply = one.messages.some(
    ({ kind, receivedAt }) => kind === 'reply' && receivedAt.getTime() >= latest.receivedAt.getTime(),
  );
  if (hasReply) return 'replied';
  return latest.readAt ? 'read' : 'published';
}

type Worked = Pick<Case, 'state' | 'author' | 'claimExpiresAt' | 'draft' | 'returnNote'>;

const nobodyWrites = { author: null, claimExpiresAt: null, draft: null, returnNote: null } as const;

/** A further attempt joins. Whoever is writing goes on, also where it came from another region; an answered case waits again. */
export function withAttempt(
  one: Heads & Worked & Pick<Case, 'region'>,
  attempt: CaseAttempt,
): Standing & Worked {
  const standing = standingOf({ ...one, attempts: [...one.attempts, attempt] });
  const { state, author, claimExpiresAt, draft, returnNote, region } = one;
  const isBeingWritten = state === 'claimed' || state === 'draft' || state === 'inReview';
  if (isBeingWritten) return { ...standing, region, state, author, claimExpiresAt, draft, returnNote };
  return { ...standing, ...nobodyWrites, draft: state === 'waiting' ? draft : null, state: 'waiting' };
}

/**
 * What is left when an attempt was erased: without what was said about it alone, and without what is being written, which
 * may speak of it. @returns null when nothing is left
 */
export function withoutAttempt<M extends Omit<Message, 'text'>>(
  one: { attempts: CaseAttempt[]; messages: M[] } & Worked,
  attemptId: string,
) {
  const attempts = one.attempts.filter(({ id }) => id !== attemptId);
  if (attempts.length === 0) return null;
  const messages = one.messages
    .map((message) => ({ ...message, attemptIds: message.attemptIds.filter((id) => id !== attemptId) }))
    .filter(({ attemptIds }) => attemptIds.length > 0);
  const left = { attempts, messages };
  const isClosed = one.state === 'closed' && unanswered(left).length === 0;
  const author = messages.findLast(({ kind }) => kind === 'letter')?.author ?? null;
  return {
    ...left,
    ...standingOf(left),
    ...nobodyWrites,
    author,
    state: isClosed ? ('closed' as const) : stateWhenIdle(left),
  };
}
