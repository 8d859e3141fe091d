/** What the holder of the code sees of the case. Pure. */
import { defined } from '../../core/defined';
import { localDay } from '../../shared/clock';
import type { Case, CaseForStudent, Message, MessageForStudent } from '../case/case.types';
import { isAbout, leftOn, lettersOf, repliesOf } from '../case/messages.rules';
import { ourStates } from '../case/order.rules';

/** Whether anything was said about the attempt: one that only joined was not asked about. */
export const isAsked = ({ messages }: Pick<Case, 'messages'>, attemptId: string): boolean =>
  messages.filter(isAbout(attemptId)).some(({ kind }) => kind !== 'joined');

export function shownToStudent(one: Case, attemptId: string, now: Date): CaseForStudent {
  const { attempts, messages } = one;
  const { helped, dueAt } = defined(
    attempts.find(({ id }) => id === attemptId),
    'the attempt in its case',
  );
  const latest = lettersOf(messages, attemptId).at(-1);
  const leftToday = leftOn(messages, now);
  return {
    state: latest ? 'answered' : 'waiting',
    promisedBy: localDay(one.dueAt ?? dueAt),
    published: latest
      ? {
          number: latest.number,
          text: latest.text,
          language: latest.language,
          publishedAt: latest.publishedAt,
          isRead: latest.readAt !== null,
        }
      : null,
    replies: repliesOf(messages, attemptId),
    canReply: leftToday > 0,
    helped,
    messages: messages.filter(hasWords).map(shownMessage),
    turn: turnOf(one),
    leftToday,
  };
}

function turnOf({ state }: Case): CaseForStudent['turn'] {
  if (ourStates.includes(state)) return 'ours';
  return state === 'closed' ? 'closed' : 'student';
}

const hasWords = ({ kind }: Message): boolean => kind === 'letter' || kind === 'reply';

function shownMessage(message: Message, place: number, all: Message[]): MessageForStudent {
  const before = all.slice(0, place).findLast(({ kind }) => kind === 'letter');
  const { id, side, language, author, writtenAt, receivedAt, readAt, corrects, withdrawnAt } = message;
  const isWithdrawn = withdrawnAt !== null;
  return {
    ...{ id, side, language, writtenAt, receivedAt, readAt, corrects, isWithdrawn },
    text: isWithdrawn ? null : message.text,
    by: author?.signsAs ?? null,
    isOther: before !== undefined && author !== null && author.id !== before.author?.id,
  };
}
