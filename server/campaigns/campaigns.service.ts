import { randomBytes } from 'node:crypto';
import { tokenHash } from '../accounts/sign-in/tokens';
import type { AuditService } from '../audit/audit.service';
import type { Offer } from '../core/definition/offer';
import { type Catalogue, offerOf } from '../questionnaires/catalogue';
import { newToken } from '../shared/ids';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import type { Campaign, CampaignPlan } from './campaign.types';
import { isOpen, slugFrom } from './campaigns.rules';
import type { CampaignsStore } from './campaigns.store';

export interface CampaignsService {
  /** What a new campaign can ask. */
  offered: readonly Offer[];
  askedIn(campaign: Pick<Campaign, 'questionnaire'>): Offer;
  /** What this one can ask: besides its own nothing, once somebody has begun it. */
  offeredFor(campaign: Campaign): Promise<readonly Offer[]>;
  create(act: { plan: CampaignPlan; actor: Actor; now: Date }): Promise<Campaign>;
  /** @throws Problem changedMeanwhile when someone else changed it first; notAllowedNow for another questionnaire */
  change(act: {
    slug: string;
    version: number;
    plan: CampaignPlan;
    actor: Actor;
    now: Date;
  }): Promise<Campaign>;
  end(act: { slug: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  reopen(act: { slug: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  /**
   * A secret for the teacher's link to the board; one that was given out before stops. Only its digest is kept.
   * @throws Problem changedMeanwhile
   */
  makeTeacherLink(act: { slug: string; version: number; actor: Actor; now: Date }): Promise<string>;
  withdrawTeacherLink(act: { slug: string; version: number; actor: Actor; now: Date }): Promise<Campaign>;
  /** null for a secret that was never given out, was replaced or withdrawn. */
  findByTeacherLink(token: string): Promise<Campaign | null>;
  /** One more phone opened the link; while the campaign is not open nothing is counted. @throws Problem unknownCampaign */
  countOpened(act: { slug: string; now: Date }): Promise<void>;
  /**
   * Whether psychologists look at its high results now. Not before it is written down who acts for a child in danger: the
   * people of a campaign may be under 18.
   */
  looksAtHigh(campaign: Pick<Campaign, 'looksAtHigh'>): Promise<boolean>;
  /** Whether it is written down who acts for a child in danger; before that nobody under 18 is offered a psychologist. */
  isPrepared(): Promise<boolean>;
  find(slug: string): Promise<Campaign | null>;
  get(slug: string): Promise<Campaign>;
  list(): Promise<Campaign[]>;
}

const slugTries = 5;

interface Parts {
  store: CampaignsStore;
  audit: AuditService;
  catalogue: Pick<Catalogue, 'versions' | 'offered'>;
  /** Whether somebody has begun, by the campaign's slug. */
  hasAttempts: (slug: string) => Promise<boolean>;
  /** Whether it is written down who acts for a child in danger, and how. */
  isPrepared: () => Promise<boolean>;
}

export function campaignsService({
  store,
  audit,
  catalogue,
  hasAttempts,
  isPrepared,
}: Parts): CampaignsService {
  const { versions, offered } = catalogue;

  const askedIn: CampaignsService['askedIn'] = ({ questionnaire }) => offerOf(versions, questionnaire);

  const offeredFor: CampaignsService['offeredFor'] = async ({ slug, questionnaire }) => {
    const others = (await hasAttempts(slug)) ? [] : offered.filter(({ name }) => name !== questionnaire);
    return [askedIn({ questionnaire }), ...others];
  };

  const changed = async (campaign: Campaign, actor: Actor, now: Date): Promise<Campaign> => {
    await audit.record({ act: 'campaignChanged', actor, target: campaign.slug, now });
    return campaign;
  };
  return {
    offered,
    askedIn,
    offeredFor,
    async create({ plan, actor, now }) {
      for (let attempt = 0; attempt < slugTries; attempt += 1) {
        const slug = slugFrom(randomBytes(16));
        const record = {
          ...plan,
          slug,
          project: null,
          endedAt: null,
          createdBy: actor.accountId,
          createdAt: now,
          version: 0,
        };
        const campaign = await store.insert(record);
        if (!campaign) continue;
        await audit.record({ act: 'campaignCreated', actor, target: campaign.slug, now });
        return campaign;
      }
      throw new Problem('unexpected');
    },
    async change({ slug, version, plan, actor, now }) {
      const allowed = await offeredFor(await store.get(slug));
      if (!allowed.some(({ name }) => name === plan.questionnaire)) throw new Problem('notAllowedNow');
      return changed(await store.change(slug, version, plan), actor, now);
    },
    async end({ slug, version, actor, now }) {
      return changed(await store.change(slug, version, { endedAt: now }), actor, now);
    },
    async reopen({ slug, version, actor, now }) {
      return changed(await store.change(slug, version, { endedAt: null }), actor, now);
    },
    async makeTeacherLink({ slug, version, actor, now }) {
      const token = newToken();
      await store.setTeacherLink(slug, version, tokenHash(token));
      await audit.record({ act: 'teacherLinkMade', actor, target: slug, now });
      return token;
    },
    async withdrawTeacherLink({ slug, version, actor, now }) {
      const campaign = await store.setTeacherLink(slug, version, null);
      await audit.record({ act: 'teacherLinkWithdrawn', actor, target: slug, now });
      return campaign;
    },
    findByTeacherLink: (token) => store.findByTeacherLink(tokenHash(token)),
    async countOpened({ slug, now }) {
      const campaign = await store.find(slug);
      if (!campaign) throw new Problem('unknownCampaign');
      if (isOpen(campaign, now)) await store.countOpened(slug);
    },
    looksAtHigh: async (campaign) => campaign.looksAtHigh && isPrepared(),
    isPrepared,
    find: (slug) => store.find(slug),
    get: (slug) => store.get(slug),
    list: () => store.list(),
  };
}
