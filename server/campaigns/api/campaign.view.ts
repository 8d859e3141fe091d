import type { Campaign } from '../campaign.types';
import { campaignState } from '../campaigns.rules';

/**
 * What a phone needs of a campaign to go on without network; nothing of its school, class or plan.
 * @param given whether psychologists look at high results now, see CampaignsService
 */
export function campaignInfo(campaign: Campaign, { looksAtHigh, now }: { looksAtHigh: boolean; now: Date }) {
  const { slug, name, kind, region, language, questionnaire, hasConsents, isTryOut } = campaign;
  const state = campaignState(campaign, now);
  return { slug, name, kind, region, language, questionnaire, hasConsents, looksAtHigh, isTryOut, state };
}
