// TTL indexes: documents whose date is older than the index allows are removed, as MongoDB does once a minute.

import { toDouble } from '../bson/numbers';
import type { Catalogue } from '../storage/catalogue';
import type { Storage } from '../storage/storage';
import { removeFound, writeMany } from './write';

const secondMs = 1000;

export async function removeExpired(
  { catalogue, storage }: { catalogue: Catalogue; storage: Storage },
  now: Date,
): Promise<void> {
  for (const { namespace, indexes } of catalogue.all())
    for (const { definition } of indexes) {
      const { key, expireAfterSeconds } = definition;
      const [path] = Object.keys(key);
      if (expireAfterSeconds === undefined || path === undefined) continue;
      const limit = new Date(now.getTime() - toDouble(expireAfterSeconds) * secondMs);
      const filter = { [path]: { $lte: limit } };
      await writeMany({ storage, catalogue, namespace, filter, change: removeFound });
    }
}
