/** When the crisis card stands on a page that shows a conversation. */
import type { FindDanger } from '../danger/danger-words';
import type { Instant } from '../text/days';

interface Conversation {
  published: { publishedAt: Instant } | null;
  replies: { text: string; sentAt: Instant }[];
}

/** Whether one of the messages that no letter has answered yet has danger words. */
export function isInDanger({ published, replies }: Conversation, findDanger: FindDanger): boolean {
  const answeredAt = published ? new Date(published.publishedAt).getTime() : 0;
  return replies.some(({ text, sentAt }) => new Date(sentAt).getTime() >= answeredAt && findDanger(text));
}
