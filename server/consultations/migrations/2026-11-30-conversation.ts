import type { Migration } from '../../shared/migration';

/** As they lay there before, as far as it matters here. */
interface Said {
  id: string;
  kind: string;
  attemptIds: string[];
  writtenAt: Date;
  receivedAt: Date;
  hasDanger: boolean;
  corrects: string | null;
  answers: string[];
}

interface Before {
  attempts: { id: string; flags: string[]; askedAt: Date }[];
  messages: Said[];
  events: { act: string }[];
  state: string;
  dueAt: Date;
  answeredAt: Date | null;
  flags: string[];
  author: object | null;
  draft: object | null;
  claimExpiresAt: Date | null;
}

const dayMs = 86_400_000;

const states: Record<string, string> = { draft: 'claimed', published: 'answered', read: 'answered' };
const acts: Record<string, string> = {
  ask: 'request',
  reply: 'message',
  send: 'sendToReview',
  save: 'saveDraft',
  revise: 'correct',
};

/** That an attempt was looked at is a message like a request, before everything that came later. */
function withArrivals({ attempts, messages }: Before): Said[] {
  return attempts.reduce((all, { id, askedAt }) => {
    if (messages.some((one) => one.kind === 'request' && one.attemptIds.includes(id))) return all;
    const arrival = {
      ...{ id: `lookedAt ${id}`, side: 'student', kind: 'lookedAt', attemptIds: [id] },
      ...{
        author: null,
        signedOffBy: null,
        language: null,
        writtenAt: askedAt,
        receivedAt: askedAt,
        text: null,
      },
      ...{ hasDanger: false, readAt: null, corrects: null, withdrawnAt: null, answers: [] },
    };
    const place = all.findIndex(({ receivedAt }) => receivedAt >= askedAt);
    return all.toSpliced(place < 0 ? all.length : place, 0, arrival);
  }, messages);
}

/** A letter answered what had come when it was written, a correction what the corrected one did. */
function withAnswers(messages: Said[]): Said[] {
  const open = new Set<string>();
  const answers = new Map<string, string[]>();
  for (const { id, kind, receivedAt } of messages) {
    if (kind !== 'letter') open.add(id);
    else {
      const letter = messages.find((one) => one.id === id);
      const ids = messages
        .filter((one) => open.has(one.id) && one.receivedAt <= (letter?.writtenAt ?? receivedAt))
        .map((one) => one.id);
      answers.set(id, [...(answers.get(letter?.corrects ?? '') ?? []), ...ids]);
      for (const one of ids) open.delete(one);
    }
  }
  return messages.map((one) => ({ ...one, answers: answers.get(one.id) ?? [], dueAt: null }));
}

/** Calendar days for working days: what was promised before this stays, and the rest is soon answered. */
function dueOf(waiting: Said[], { answeredAt, dueAt, flags }: Before): Date | null {
  const [oldest] = waiting;
  if (!oldest) return null;
  if (!answeredAt) return dueAt;
  const isUrgent = flags.length > 0 || waiting.some(({ hasDanger }) => hasDanger);
  return new Date(oldest.receivedAt.getTime() + (isUrgent ? 1 : 7) * dayMs);
}

const stateOf = (state: string, waiting: Said[]): string => {
  const named = states[state] ?? state;
  return named === 'answered' && waiting.length > 0 ? 'replied' : named;
};

function changesAt(
  state: string,
  dueAt: Date | null,
  { claimExpiresAt }: Before,
  messages: Said[],
): Date | null {
  if (state === 'answered') return new Date((messages.at(-1)?.receivedAt.getTime() ?? 0) + 60 * dayMs);
  const times = [dueAt, state === 'claimed' ? claimExpiresAt : null].filter((one) => one !== null);
  return times.length > 0 ? new Date(Math.min(...times.map((one) => one.getTime()))) : null;
}

const isOurs = (state: string): boolean => !['answered', 'closed'].includes(state);

/** A letter was the latest of a case; from here on messages of both sides answer each other, each with its own deadline. */
export const conversation: Migration = {
  id: '2026-11-30-conversation',
  fields: [
    ...['attempts', 'messages', 'events', 'state', 'dueAt', 'answeredAt', 'flags', 'dangerAt', 'author'],
    ...['draft', 'claimExpiresAt', 'outcome'],
  ],
  change(document) {
    // A tombstone has nothing of it.
    if (document.outcome !== undefined || document.messages === undefined) return null;
    const before = document as unknown as Before;
    const messages = withAnswers(withArrivals(before));
    const answered = new Set(messages.flatMap(({ answers }) => answers));
    const waiting = messages.filter(({ id, kind }) => kind !== 'letter' && !answered.has(id));
    const state = stateOf(before.state, waiting);
    const dueAt = state === 'closed' ? null : dueOf(waiting, before);
    const dangerAt = waiting.find(({ hasDanger }) => hasDanger)?.receivedAt ?? null;
    const group = dangerAt ? 1 : before.flags.length > 0 ? 2 : 3;
    return {
      set: {
        ...{ messages, state, dueAt, dangerAt },
        events: before.events.map((event) => ({ ...event, act: acts[event.act] ?? event.act })),
        author: before.author && { ...before.author, signsAs: null },
        draft: before.draft && { ...before.draft, seen: messages.length },
        ...{ outcome: state === 'closed' ? 'other' : null, closing: null, isOverdue: false },
        ...{ claimedAt: null, reservedUntil: null, lastAct: null },
        group: isOurs(state) ? group : null,
        changesAt: changesAt(state, dueAt, before, messages),
      },
      unset: ['answeredAt'],
    };
  },
};
