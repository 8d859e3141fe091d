import type { Migration } from '../../shared/migration';

type Messages = readonly { readBy?: string | null }[] | undefined;

/** Who opened a message first was not noted, and nobody knows it any more. */
export const readBy: Migration = {
  id: '2026-12-01-read-by',
  fields: ['messages'],
  change(document) {
    const messages = document.messages as Messages;
    // A tombstone has none.
    if (!messages || messages.every((message) => message.readBy !== undefined)) return null;
    return { set: { messages: messages.map((message) => ({ readBy: null, ...message })) } };
  },
};
