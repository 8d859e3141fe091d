/** Sending from memory, on a phone that keeps nothing more. */
import { isSafelySent, type LocalAttempt } from '../../model/attempt';
import { type Sending, sendAttempt, sendingOf } from './upload';

/** What a page holds of an attempt; null where nothing is, or where the storage has it. */
export interface Memory {
  held(): LocalAttempt | null;
  /** null where it was erased. */
  hold(attempt: LocalAttempt | null): void;
}

/** When the answer comes, the page may hold another attempt. */
function heldAs(memory: Memory, id: string): LocalAttempt | null {
  const held = memory.held();
  return held?.id === id ? held : null;
}

export async function sendHeld(memory: Memory): Promise<Sending> {
  const attempt = memory.held();
  if (!attempt || isSafelySent(attempt)) return sendingOf({ kind: 'done' });
  const outcome = await sendAttempt(attempt, {
    async changeAttempt(id, change) {
      const held = heldAs(memory, id);
      const next = held && change(held);
      if (next) memory.hold(next);
      return next;
    },
    async removeAttempt(id) {
      if (heldAs(memory, id)) memory.hold(null);
    },
  });
  return sendingOf(outcome);
}
