import { randomBytes } from 'node:crypto';
import type { AuditService } from '../audit/audit.service';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import type { Campaign, CampaignPlan } from './campaign';
import { slugFrom } from './campaigns.rules';
import type { CampaignsStore } from './campaigns.store';

export interface CampaignsService {
  create(act: { plan: CampaignPlan; actor: Actor; now: Date }): Promise<Campaign>;
  /** @throws Problem changedMeanwhile when someone else changed it first. */
  change(act: {
    id: string;
    version: number;
    plan: CampaignPlan;
    actor: Actor;
    now: Date;
  }): Promise<Campaign>;
  end(act: { id: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  reopen(act: { id: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  find(slug: string): Promise<Campaign | null>;
  get(id: string): Promise<Campaign>;
  list(): Promise<Campaign[]>;
}

const slugTries = 5;

export function campaignsService({
  store,
  audit,
}: {
  store: CampaignsStore;
  audit: AuditService;
}): CampaignsService {
  const changed = async (campaign: Campaign, actor: Actor, now: Date): Promise<Campaign> => {
    await audit.record({ act: 'campaignChanged', actor, target: campaign.id, now });
    return campaign;
  };
  return {
    async create({ plan, actor, now }) {
      for (let attempt = 0; attempt < slugTries; attempt += 1) {
        const slug = slugFrom(randomBytes(16));
        const record = {
          ...plan,
          slug,
          endedAt: null,
          createdBy: actor.accountId,
          createdAt: now,
          version: 0,
        };
        const campaign = await store.insert(record);
        if (!campaign) continue;
        await audit.record({ act: 'campaignCreated', actor, target: campaign.id, now });
        return campaign;
      }
      throw new Problem('unexpected');
    },
    async change({ id, version, plan, actor, now }) {
      return changed(await store.change(id, version, plan), actor, now);
    },
    async end({ id, version, actor, now }) {
      return changed(await store.change(id, version, { endedAt: now }), actor, now);
    },
    async reopen({ id, version, actor, now }) {
      return changed(await store.change(id, version, { endedAt: null }), actor, now);
    },
    find: (slug) => store.findBySlug(slug),
    get: (id) => store.getById(id),
    list: () => store.list(),
  };
}
