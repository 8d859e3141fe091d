/** Reads second copies, when one is needed. */
import { readSecondCopy } from '../../model/read-second-copy';
import type { SecondCopy } from '../../model/second-copy';
import { idIn, inTurn, remove } from './forget-second';
import { hasSecondPlace, secondPlace } from './second-place';

async function readAll(): Promise<SecondCopy[]> {
  if (!(await hasSecondPlace())) return [];
  const cache = await caches.open(secondPlace);
  const newest = new Map<string, SecondCopy>();
  const unread = new Set<string>();
  for (const request of await cache.keys()) {
    const copy = readSecondCopy((await (await cache.match(request))?.text()) ?? '');
    if (copy === 'newer') continue;
    if (!copy || copy.id !== idIn(request)) unread.add(request.url);
    else if (copy.revision >= (newest.get(copy.id)?.revision ?? 0)) newest.set(copy.id, copy);
  }
  await remove(({ url }) => unread.has(url));
  return [...newest.values()];
}

/** The newest of each attempt. What cannot be read is removed, unless a newer script can read it. */
export const readSecondCopies = (): Promise<SecondCopy[]> => inTurn(readAll).catch(() => []);
