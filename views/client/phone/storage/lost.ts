/** Second copies beside what lies here: every write has one, and only what falls short of its copy is to be brought back. */

import { keptAttempts } from './kept-attempts';
import { tellOtherWindows } from './other-windows';
import { secondCopies } from './second/second-copies';
import { mirrorTo } from './storage';

/** From now on each attempt that is written has a second copy, and other windows hear of it. */
export function followWrites(): void {
  mirrorTo((attempt) => {
    secondCopies.put(attempt);
    tellOtherWindows();
  });
}

/** An attempt that is gone or older than its copy; its wiping may have been cut short, too. */
export async function hasLost(): Promise<boolean> {
  const revisions = new Map((await keptAttempts.all()).map(({ id, revision }) => [id, revision]));
  return (await secondCopies.held()).some(({ id, revision }) => revision > (revisions.get(id) ?? -1));
}

/** Those that were written when nothing followed the writes. */
export async function addMissingCopies(): Promise<void> {
  const held = await secondCopies.held();
  for (const attempt of await keptAttempts.all()) {
    const isHeld = held.some(({ id, revision }) => id === attempt.id && revision >= attempt.revision);
    if (!isHeld || attempt.isSharedPhone) secondCopies.put(attempt);
  }
}
