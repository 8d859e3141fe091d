import { randomBytes } from 'node:crypto';
import { tokenHash } from '../accounts/sign-in/tokens';
import type { AuditService } from '../audit/audit.service';
import { newToken } from '../shared/ids';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import type { Campaign, CampaignPlan } from './campaign.types';
import { isOpen, slugFrom } from './campaigns.rules';
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
  /**
   * A secret for the teacher's link to the board; one that was given out before stops. Only its digest is kept.
   * @throws Problem changedMeanwhile
   */
  makeTeacherLink(act: { id: string; version: number; actor: Actor; now: Date }): Promise<string>;
  withdrawTeacherLink(act: { id: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  /** null for a secret that was never given out, was replaced or withdrawn. */
  findByTeacherLink(token: string): Promise<Campaign | null>;
  /** One more phone opened the link; while the campaign is not open nothing is counted. @throws Problem unknownCampaign */
  countOpened(act: { slug: string; now: Date }): Promise<void>;
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
    async makeTeacherLink({ id, version, actor, now }) {
      const token = newToken();
      await store.setTeacherLink(id, version, tokenHash(token));
      await audit.record({ act: 'teacherLinkMade', actor, target: id, now });
      return token;
    },
    async withdrawTeacherLink({ id, version, actor, now }) {
      const campaign = await store.setTeacherLink(id, version, null);
      await audit.record({ act: 'teacherLinkWithdrawn', actor, target: id, now });
      return campaign;
    },
    findByTeacherLink: (token) => store.findByTeacherLink(tokenHash(token)),
    async countOpened({ slug, now }) {
      const campaign = await store.findBySlug(slug);
      if (!campaign) throw new Problem('unknownCampaign');
      if (isOpen(campaign, now)) await store.countOpened(campaign.id);
    },
    find: (slug) => store.findBySlug(slug),
    get: (id) => store.getById(id),
    list: () => store.list(),
  };
}
