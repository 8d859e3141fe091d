/**
 * Where second copies lie: in the browser's store of files, since that shares neither files nor fate with its databases and
 * has what it took even where the browser dies in the next instant (localStorage waits for seconds). Why there is one: see
 * server/decisions.
 */

/** Tells nobody what the site is about. */
export const secondPlace = 'second';

export const hasSecondPlace = async (): Promise<boolean> =>
  'caches' in globalThis && caches.has(secondPlace).catch(() => false);
