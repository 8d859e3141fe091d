/**
 * The end of an attempt on this phone: its second copy goes before the first, so that what is wiped only half is still seen
 * and wiped again. A second copy that outlives its wiping all the same, as after a power cut, is known by the attempt's id.
 */
import type { Act } from '../model/attempt';
import type { Sealed } from '../model/kept';
import type { PhoneSession } from '../model/session';
import { settled, write } from './database';
import { forgetSecond } from './second/forget-second';
import { type StoreOf, storedIn } from './storage';

/** So many that a browser which dies while somebody finishes with several forgets none. */
const longestWiped = 16;

/** What waits to be sent for an attempt goes with it. */
async function removeActsOf(attemptId: string, acts: IDBObjectStore): Promise<void> {
  for (const act of await settled<Act[]>(acts.getAll()))
    if (act.attemptId === attemptId) acts.delete(act.key);
}

async function wipe(id: string, of: StoreOf): Promise<void> {
  of('attempts').delete(id);
  await removeActsOf(id, of('acts'));
}

/** On a shared phone there is no second copy, and nothing tells that somebody was here. A full disk keeps nobody from wiping. */
async function remember(id: string): Promise<void> {
  const mark = write(['attempts', 'facts'], async (of) => {
    const phones = await settled<PhoneSession | undefined>(of('facts').get('session'));
    const attempt = await storedIn(of, id);
    // A guest's may stand in another window too.
    if (!attempt || (attempt.isSharedPhone && phones?.isSharedPhone !== false)) return;
    const wiped = (await settled<string[] | undefined>(of('facts').get('wiped'))) ?? [];
    of('facts').put([...wiped, id].slice(-longestWiped), 'wiped');
  });
  await mark.catch(() => undefined);
}

/** With everything that waits to be sent for it; from every window. */
export async function removeAttempt(id: string): Promise<void> {
  await remember(id);
  await tidyAttempt(id);
}

/** A window that goes on with it all the same writes it anew. */
export async function tidyAttempt(id: string): Promise<void> {
  await forgetSecond(id);
  await write(['attempts', 'acts'], (of) => wipe(id, of));
}

/** Puts a sealed copy in the place of what could be read, in one step. */
export async function sealAttempt(sealed: Sealed): Promise<void> {
  await remember(sealed.id);
  await forgetSecond(sealed.id);
  await write(['attempts', 'acts', 'sealed'], (of) => {
    of('sealed').put(sealed);
    return wipe(sealed.id, of);
  });
}
