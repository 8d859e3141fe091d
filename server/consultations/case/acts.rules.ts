/** What each act makes of a case: pure, from a case to a case. Whether it is allowed stands in `case.rules.ts`. */
import type { Language } from '../../core/definition/types';
import type { Calendar } from '../../settings/holidays/working-days';
import { dayMs } from '../../shared/clock';
import type { Author, Case, CaseAttempt, CaseEvent, Draft, Message, Outcome } from './case.types';
import { hasOtherLead, isThere, type Present } from './coverage.rules';
import { arrivalOf } from './messages.rules';
import {
  aboutWhat,
  answeredUpTo,
  dueOf,
  dueOfUnanswered,
  needsSecondPair,
  sooner,
  standingLetters,
  standingOf,
  unanswered,
  workingDaysToAnswer,
} from './standing.rules';
import { silentDays, silentOutcome } from './table.rules';
import { addWorkingHours, deadlineAfter, workingHoursBetween } from './working-time';

/** A claim ends after two working hours without a save, so that nobody's absence holds a student up. */
const claimWorkingHours = 2;
/** And after a working day, where the answer is late already. */
const longestClaimWorkingHours = 8;

const heldByNobody = { claimedAt: null, claimExpiresAt: null, returnNote: null, closing: null } as const;

/** With what follows from attempts and messages. */
const derived = (one: Case): Case => ({ ...one, ...standingOf(one) });

const noted = (one: Case, event: CaseEvent): Case => ({ ...one, events: [...one.events, event] });

/** Held for a working day and past its deadline, somebody else shall have it; a returned letter has its own time. */
function longestClaim({ returnNote, claimedAt, dueAt }: Case, isWorkingDay: Calendar): Date | null {
  if (returnNote !== null || !claimedAt || !dueAt) return null;
  const longest = addWorkingHours(claimedAt, longestClaimWorkingHours, isWorkingDay);
  return longest > dueAt ? longest : dueAt;
}

const claimEnds = (one: Case, savedAt: Date, isWorkingDay: Calendar): Date | null =>
  one.returnNote === null
    ? sooner(addWorkingHours(savedAt, claimWorkingHours, isWorkingDay), longestClaim(one, isWorkingDay))
    : one.claimExpiresAt;

/** Claimed by somebody from now on, with whatever draft there is. */
function heldBy(one: Case, { by, now, isWorkingDay }: Deed): Case {
  const held = { ...one, ...heldByNobody, state: 'claimed' as const, author: by, claimedAt: now };
  return { ...held, reservedUntil: null, outcome: null, claimExpiresAt: claimEnds(held, now, isWorkingDay) };
}

/** Nobody holds it any more; the draft stays for whoever goes on. */
function freed(one: Case): Case {
  const free = { ...one, ...heldByNobody };
  if (unanswered(one.messages).length > 0) return { ...free, state: 'waiting', author: null };
  const author = standingLetters(one.messages).at(-1)?.author ?? null;
  return { ...free, state: 'answered', author, dueAt: null, isOverdue: false };
}

export interface Deed {
  by: Author;
  now: Date;
  /** Which days are worked. */
  isWorkingDay: Calendar;
}

const happened = (one: Case, act: CaseEvent['act'], { by, now }: Deed, more: Partial<CaseEvent> = {}): Case =>
  noted(one, { act, by: by.name, at: now, ...more });

export const claimed = (one: Case, deed: Deed): Case => happened(heldBy(one, deed), 'claim', deed);

export const takenOver = (one: Case, deed: Deed): Case => happened(heldBy(one, deed), 'takeOver', deed);

export const handedOver = (one: Case, { to, note, ...deed }: Deed & { to: Author; note: string }): Case =>
  happened(heldBy(one, { ...deed, by: to }), 'handOver', deed, { note });

export const released = (one: Case, deed: Deed): Case => happened(freed(one), 'release', deed);

export interface Typed {
  text: string;
  language: Language;
  /** How many messages the page had. */
  seen: number;
}

/** Saving happens every few seconds; the history tells what matters. */
export function saved(
  one: Case,
  { now, isWorkingDay, text, language, seen }: Omit<Deed, 'by'> & Typed,
): Case {
  const draft = { text, language, seen, savedAt: now, corrects: one.draft?.corrects ?? null };
  return {
    ...one,
    draft,
    ...(one.state === 'claimed' && { claimExpiresAt: claimEnds(one, now, isWorkingDay) }),
  };
}

const underReview = { claimExpiresAt: null, returnNote: null } as const;

export const sentToReview = (one: Case, deed: Deed): Case =>
  happened({ ...one, ...underReview, state: 'inReview', closing: null }, 'sendToReview', deed);

export function returned(one: Case, { note, ...deed }: Deed & { note: string }): Case {
  const held = { ...one, state: 'claimed' as const, closing: null, claimedAt: deed.now, returnNote: note };
  const claimExpiresAt = deadlineAfter(deed.now, workingDaysToAnswer(true), deed.isWorkingDay);
  return happened({ ...held, claimExpiresAt }, 'return', deed);
}

export interface Publishing extends Deed {
  draft: Draft;
  letterId: string;
  /** Messages that came while it was written are answered too. */
  answersAll: boolean;
  /** Where the author publishes what nobody could read over. */
  note?: string;
}

export function published(
  one: Case,
  { draft, letterId, answersAll, note, ...deed }: Publishing,
  present: Present,
): Case {
  const { by, now } = deed;
  const upTo = answersAll ? one.messages.length : draft.seen;
  const answered = answeredUpTo(one.messages, upTo);
  const corrected = one.messages.find(({ id }) => id === draft.corrects);
  const author = one.author ?? by;
  const letter: Message = {
    id: letterId,
    side: 'psychologist',
    kind: 'letter',
    attemptIds: aboutWhat(one, answered, upTo, corrected),
    author,
    signedOffBy: author.id === by.id ? null : by,
    language: draft.language,
    writtenAt: draft.savedAt,
    receivedAt: now,
    text: draft.text,
    hasDanger: false,
    readAt: null,
    readBy: null,
    corrects: draft.corrects,
    withdrawnAt: null,
    answers: [...(corrected?.answers ?? []), ...answered.map(({ id }) => id)],
    dueAt: one.dueAt,
  };
  const said = derived({ ...one, ...heldByNobody, draft: null, author, messages: [...one.messages, letter] });
  const dueAt = dueOfUnanswered(said, deed.isWorkingDay);
  const out: Case = { ...said, state: dueAt ? 'replied' : 'answered', dueAt };
  const reserved = { ...out, reservedUntil: reservedUntil(out, present) };
  return happened(reserved, 'publish', deed, { message: letterId, ...(note && { note }) });
}

interface ClosingAs {
  outcome: Outcome;
  note?: string;
}

const closedAs = (one: Case, outcome: Outcome): Case => ({
  ...one,
  ...heldByNobody,
  state: 'closed',
  outcome,
  dueAt: null,
  isOverdue: false,
  reservedUntil: null,
});

/** With something open that a second pair of eyes must see it only asks for it. */
export function closed(one: Case, { outcome, ...deed }: Deed & ClosingAs): Case {
  const asked = { ...one, ...underReview, state: 'inReview' as const, author: deed.by, closing: { outcome } };
  if (needsSecondPair(one)) return happened(asked, 'close', deed);
  return happened(closedAs(one, outcome), 'close', deed);
}

export const closingConfirmed = (one: Case, { note, ...deed }: Deed & { note?: string }): Case =>
  happened(closedAs(one, one.closing?.outcome ?? 'other'), 'confirmClosing', deed, note ? { note } : {});

export function writtenOn(one: Case, deed: Deed): Case {
  const held = heldBy({ ...one, dueAt: null }, deed);
  return happened({ ...held, draft: one.draft && { ...one.draft, corrects: null } }, 'writeOn', deed);
}

/** What was begun of the same correction goes on; else the letter is the beginning. */
export function corrected(one: Case, { letter, ...deed }: Deed & { letter: Message }): Case {
  const { id, text, language } = letter;
  const begun = one.draft?.corrects === id ? one.draft : null;
  const draft = begun ?? {
    text: text ?? '',
    language: language ?? one.language,
    savedAt: deed.now,
    corrects: id,
    seen: one.messages.length,
  };
  return happened({ ...heldBy({ ...one, dueAt: null }, deed), draft }, 'correct', deed, {
    message: id,
  });
}

/** What it answered is unanswered again, with what was left of its time then, a working day at least. */
export function withdrawn(one: Case, { letter, ...deed }: Deed & { letter: Message }): Case {
  const { now, isWorkingDay } = deed;
  const messages = one.messages.map((message) =>
    message.id === letter.id ? { ...message, withdrawnAt: now } : message,
  );
  const open = { ...one, messages };
  const isOpen = unanswered(messages).length > 0;
  const left = letter.dueAt ? workingHoursBetween(letter.receivedAt, letter.dueAt, isWorkingDay) : 0;
  const least = deadlineAfter(now, workingDaysToAnswer(true), isWorkingDay);
  const rest = addWorkingHours(now, left, isWorkingDay);
  const dueAt = isOpen ? (rest > least ? rest : least) : null;
  const held = heldBy(derived({ ...open, dueAt }), deed);
  return happened(held, 'withdraw', deed, { message: letter.id });
}

/** The earlier author goes first for half of the time left, never with danger words. */
function reservedUntil(one: Case, present: Present): Date | null {
  const { state, author, dangerAt, dueAt } = one;
  const isReserved = state === 'replied' && dangerAt === null && dueAt && isThere(author?.id, present);
  if (!isReserved) return null;
  const { now, isWorkingDay } = present;
  return addWorkingHours(now, workingHoursBetween(now, dueAt, isWorkingDay) / 2, isWorkingDay);
}

const arrived = ({ kind, receivedAt }: Message): CaseEvent => ({
  act: kind === 'request' || kind === 'lookedAt' || kind === 'joined' ? kind : 'message',
  by: null,
  at: receivedAt,
});

/** Whatever a student says is taken in every state; where it was their turn, it is ours again. */
export function said(one: Case, message: Message, present: Present): Case {
  const isNew = one.state === 'answered' || one.state === 'closed';
  const due = dueOf(message, one.attempts, present.isWorkingDay);
  const dueAt = isNew ? due : sooner(one.dueAt, due);
  const more = derived({
    ...one,
    messages: [...one.messages, message],
    dueAt,
    ...(isNew && { state: 'replied' as const, outcome: null }),
  });
  const claimExpiresAt = sooner(
    more.claimExpiresAt,
    more.claimExpiresAt && longestClaim(more, present.isWorkingDay),
  );
  const first = isNew ? reservedUntil(more, present) : more.reservedUntil;
  return noted({ ...more, claimExpiresAt, reservedUntil: more.dangerAt ? null : first }, arrived(message));
}

/** An attempt comes: asked about, looked at, or only so that whoever answers sees it. */
export function joinedBy(
  one: Case,
  attempt: CaseAttempt,
  kind: 'request' | 'lookedAt' | 'joined',
  present: Present,
): Case {
  const { now, isWorkingDay } = present;
  const isThereAlready = one.attempts.some(({ id }) => id === attempt.id);
  const more = isThereAlready ? one : { ...one, attempts: [...one.attempts, attempt] };
  const arrival = arrivalOf(attempt, kind, now);
  if (kind !== 'joined') return said(more, arrival, present);
  const isNewFlag = attempt.flags.length > 0 && one.dueAt !== null;
  const dueAt = isNewFlag
    ? sooner(one.dueAt, deadlineAfter(now, workingDaysToAnswer(true), isWorkingDay))
    : one.dueAt;
  const taken = derived({ ...more, messages: [...one.messages, arrival], dueAt });
  return noted(taken, arrived(arrival));
}

/** The first thing that comes makes the case. */
export function opened(
  id: string,
  attempt: CaseAttempt,
  message: Message,
  { isWorkingDay }: Pick<Present, 'isWorkingDay'>,
): Case {
  const heads = { attempts: [attempt], messages: [message] };
  return {
    id,
    ...heads,
    ...standingOf(heads),
    state: 'waiting',
    outcome: null,
    ...heldByNobody,
    dueAt: dueOf(message, [attempt], isWorkingDay),
    isOverdue: false,
    version: 1,
    author: null,
    reservedUntil: null,
    draft: null,
    events: [arrived(message)],
    lastAct: null,
  };
}

/**
 * What is left when an attempt was erased: without what was said about it alone, and without what is being written, which
 * may speak of it. Open pages are stale from now on. @returns null when nothing is left
 */
export function withoutAttempt(one: Case, attemptId: string, isWorkingDay: Calendar): Case | null {
  const attempts = one.attempts.filter(({ id }) => id !== attemptId);
  if (attempts.length === 0) return null;
  const about = one.messages
    .map((message) => ({ ...message, attemptIds: message.attemptIds.filter((id) => id !== attemptId) }))
    .filter(({ attemptIds }) => attemptIds.length > 0);
  const ids = new Set(about.map(({ id }) => id));
  const messages = about.map((message) => ({
    ...message,
    answers: message.answers.filter((id) => ids.has(id)),
  }));
  const events = one.events.filter(({ message }) => message === undefined || ids.has(message));
  const left = { ...one, attempts, messages, events, draft: null, version: one.version + 1 };
  const free = derived({ ...freed(left), dueAt: dueOfUnanswered(left, isWorkingDay), reservedUntil: null });
  return one.state === 'closed' && free.dueAt === null
    ? { ...free, state: 'closed', author: one.author }
    : free;
}

const isPast = (moment: Date | null, now: Date): boolean => moment !== null && moment <= now;

/** When a case in which nobody writes is closed. */
const silentFrom = ({ messages }: Pick<Case, 'messages'>): Date | null => {
  const last = messages.at(-1)?.receivedAt;
  return last ? new Date(last.getTime() + silentDays * dayMs) : null;
};

/** What time alone has done to a case since it was written. Returns the very same one where that is nothing. */
export function settled(one: Case, present: Present): Case {
  const { now } = present;
  const event = (act: CaseEvent['act']): CaseEvent => ({ act, by: null, at: now });
  const isLate = isPast(one.dueAt, now);
  const current = isLate === one.isOverdue ? one : { ...one, isOverdue: isLate };
  const isAuthorGone = current.author !== null && !isThere(current.author.id, present);
  if (current.state === 'claimed') {
    if (isAuthorGone) return noted(freed(current), event('authorGone'));
    if (isPast(current.claimExpiresAt, now)) return noted(freed(current), event('expire'));
  }
  if (current.state === 'inReview' && isAuthorGone && !hasOtherLead(current.author?.id, present))
    return noted({ ...current, ...heldByNobody, state: 'waiting', author: null }, event('authorGone'));
  if (current.state === 'answered' && isPast(silentFrom(current), now))
    return noted(closedAs(current, silentOutcome), event('silence'));
  return current;
}

/** When time alone changes it next; null for never. */
export function nextMoment(one: Case): Date | null {
  if (one.state === 'answered') return silentFrom(one);
  const overdueFrom = one.isOverdue ? null : one.dueAt;
  return one.state === 'claimed' ? sooner(overdueFrom, one.claimExpiresAt) : overdueFrom;
}
