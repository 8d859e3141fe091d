/**
 * The cookie that says which accounts were signed in to in this browser before (OWASP's device cookies): up to five,
 * because laptops are shared. Each is a random id and its HMAC with the account, so that it names nobody.
 */
import { newToken } from '../../shared/ids';
import { keyedHash } from '../../shared/sealing';

const mostAccounts = 5;
const between = '~';

const entryOf = (key: Buffer, accountId: string, id: string) =>
  `${id}.${keyedHash(key, `known browser ${accountId} ${id}`)}`;

const entriesIn = (cookie: string | undefined) =>
  (cookie ?? '').split(between).slice(0, mostAccounts).filter(Boolean);

/** @returns the browser's id with this account; null where it is new to it. */
export function knownBrowserIn(cookie: string | undefined, key: Buffer, accountId: string): string | null {
  const ids = entriesIn(cookie).map((entry) => ({ entry, id: entry.split('.')[0] ?? '' }));
  return ids.find(({ entry, id }) => entry === entryOf(key, accountId, id))?.id ?? null;
}

/** @returns what the browser keeps after the account was signed in to. */
export function withKnownBrowser(cookie: string | undefined, key: Buffer, accountId: string): string {
  const known = knownBrowserIn(cookie, key, accountId);
  const own = entryOf(key, accountId, known ?? newToken());
  const others = entriesIn(cookie).filter((entry) => entry !== own);
  return [own, ...others].slice(0, mostAccounts).join(between);
}
