import { randomUUID } from 'node:crypto';
import type { Language } from '../../../core/text/languages';
import { Problem } from '../../../shared/problems';
import type { Actor } from '../../../shared/roles';
import { inOrder, mayChange, maySee, mayShare, mostSnippets, type Snippet } from './snippets.rules';
import type { SnippetsStore } from './snippets.store';

type SnippetPlan = Pick<Snippet, 'isShared' | 'language' | 'title' | 'text'>;

export interface SnippetsService {
  /** One's own first, then the shared ones. */
  list(actor: Actor, language: Language): Promise<Snippet[]>;
  /** @throws Problem notAllowedNow where there are too many, forbidden */
  add(act: { plan: SnippetPlan; actor: Actor }): Promise<void>;
  /** @throws Problem notFound, forbidden, changedMeanwhile */
  change(act: { id: string; version: number; plan: SnippetPlan; actor: Actor }): Promise<void>;
  /** @throws Problem notFound, forbidden */
  remove(act: { id: string; actor: Actor }): Promise<void>;
}

export function snippetsService(store: SnippetsStore): SnippetsService {
  async function getFor(id: string, actor: Actor): Promise<Snippet> {
    const found = await store.find(id);
    if (!found || !maySee(found, actor)) throw new Problem('notFound');
    if (!mayChange(found, actor)) throw new Problem('forbidden');
    return found;
  }

  function refuseSharing({ isShared }: SnippetPlan, actor: Actor): void {
    if (isShared && !mayShare(actor)) throw new Problem('forbidden');
  }

  return {
    list: async ({ accountId }, language) => inOrder(await store.seenBy(accountId), language),

    async add({ plan, actor }) {
      refuseSharing(plan, actor);
      const own = (await store.seenBy(actor.accountId)).filter(({ ownerId }) => ownerId === actor.accountId);
      if (own.length >= mostSnippets) throw new Problem('notAllowedNow');
      await store.insert({ ...plan, id: randomUUID(), ownerId: actor.accountId, version: 1 });
    },

    async change({ id, version, plan, actor }) {
      const found = await getFor(id, actor);
      refuseSharing(plan, actor);
      if (found.version !== version) throw new Problem('changedMeanwhile');
      await store.change(found, { ...plan, ownerId: found.ownerId });
    },

    async remove({ id, actor }) {
      await store.remove((await getFor(id, actor)).id);
    },
  };
}
