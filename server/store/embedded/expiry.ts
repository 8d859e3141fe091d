// TTL indexes: documents whose date is older than the index allows are removed, as MongoDB does once a minute.
import type { Collection } from './collection';
import type { Engine } from './commands/command';
import type { StoreIndex } from './store-index';
import { removeFound, writeMany } from './write';

export async function removeExpired({ catalogue, storage }: Engine, now: Date): Promise<void> {
  for (const collection of catalogue.all())
    for (const index of collection.indexes)
      if (index.definition.expireAfterSeconds !== undefined) await removeBy(index, collection);

  async function removeBy({ definition }: StoreIndex, { namespace }: Collection): Promise<void> {
    const [path] = Object.keys(definition.key);
    const limit = new Date(now.getTime() - definition.expireAfterSeconds! * 1000);
    const filter = { $and: [{ [path!]: { $lte: limit } }, definition.partialFilterExpression ?? {}] };
    await writeMany({ storage, catalogue, namespace, query: { filter }, change: removeFound });
  }
}
