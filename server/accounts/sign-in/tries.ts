/**
 * Tries at passwords and codes, counted before they are looked at, so that tries at the same moment cannot slip
 * through. A stranger closes only their own way in: a browser that is known to the account has a count of its own.
 */
import { keyedHash } from '../../shared/sealing';
import { wrongTries } from '../accounts.rules';
import type { TriesStore } from './tries.store';

/** Who tries, and at what. */
interface Try {
  /** What is tried: a login, or what else is guessed at. */
  at: string;
  /** The address's print. */
  from: string;
  /** Of a browser from which this account was signed in to before. */
  knownBrowser: string | null;
  now: Date;
}

/** `closed`: this place tried too often; `addressClosed`: its address did, at whatever; `slowed`: many places did. */
type TriesFault = 'closed' | 'addressClosed' | 'slowed';
export interface Refused {
  fault: TriesFault;
  waitSeconds: number;
}

interface Counted {
  /** What to answer if it was wrong, when it was the last one. */
  last: Refused | null;
  /** After a right one. */
  forget(): Promise<void>;
}

export type CountTry = (attempt: Try) => Promise<Refused | Counted>;

export function countTries(tries: TriesStore, key: Buffer): CountTry {
  const { windowMs, mostFromOnePlace, mostFromOneAddress, mostAtOneLogin, slowMs } = wrongTries;
  const idOf = (...parts: string[]) => keyedHash(key, parts.join('\n'));

  return async ({ at, from, knownBrowser, now }) => {
    const refuse = (fault: TriesFault, until: Date): Refused => ({
      fault,
      waitSeconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
    });
    const place = knownBrowser === null ? idOf('place', at, from) : idOf('browser', at, knownBrowser);
    const here = await tries.add(place, windowMs, now);
    const closed = refuse('closed', here.expiresAt);
    if (here.count > mostFromOnePlace) return closed;
    const last = here.count === mostFromOnePlace ? closed : null;
    if (knownBrowser !== null) return { last, forget: () => tries.clear(place) };

    const address = idOf('address', from);
    const login = idOf('login', at);
    const byAddress = await tries.add(address, windowMs, now);
    if (byAddress.count > mostFromOneAddress) return refuse('addressClosed', byAddress.expiresAt);
    const atLogin = await tries.add(login, windowMs, now);
    if (atLogin.count > mostAtOneLogin) {
      const span = await tries.add(idOf('span', at), slowMs, now);
      if (span.count > 1) {
        // Who had to wait has tried nothing.
        await Promise.all([tries.takeBack(place), tries.takeBack(address)]);
        return refuse('slowed', span.expiresAt);
      }
    }
    return {
      last,
      async forget() {
        await Promise.all([tries.clear(place), tries.takeBack(address), tries.takeBack(login)]);
      },
    };
  };
}
