/** When the crisis card stands on a page that shows a conversation. */
import type { FindDanger } from '../danger/danger-words';
import type { SpokenMessage } from './conversation.view';

type Said = Pick<SpokenMessage, 'side' | 'text' | 'isWithdrawn'>;

/** Whether one of the student's messages behind the last letter that stands has danger words. */
export function isInDanger(messages: Said[], findDanger: FindDanger): boolean {
  const answered = messages.findLastIndex(({ side, isWithdrawn }) => side === 'psychologist' && !isWithdrawn);
  return messages
    .slice(answered + 1)
    .some(({ side, text }) => side === 'student' && text !== null && findDanger(text) !== null);
}
