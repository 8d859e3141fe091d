/** Campaigns made as a coordinator makes them, without the form. */
import type { Campaign, CampaignPlan } from '../../../server/campaigns/campaign.types';
import type { Actor } from '../../../server/shared/roles';
import type { Site } from '../site/site';

const plan: CampaignPlan = {
  ...{ name: 'Талғар, № 3 мектеп, 9 «А»', kind: 'class', region: '190000000', school: null, className: null },
  ...{ language: null, questionnaire: 'self-diagnosis/v1', target: 40, startsOn: null, endsOn: null },
  ...{ isTryOut: false, hasConsents: true, looksAtHigh: false },
};

const actor: Actor = {
  ...{ accountId: '65f0c0ffee65f0c0ffee65f0', sessionId: 's', name: 'Үйлестіруші' },
  ...{ role: 'coordinator', regions: [], mustChangePassword: false },
};

export const aCampaign = (site: Site, changes: Partial<CampaignPlan> = {}): Promise<Campaign> =>
  site.services.campaigns.create({ plan: { ...plan, ...changes }, actor, now: site.clock.now });
