import { localDay } from '../shared/clock';
import type { Campaign } from './campaign.types';

export const campaignStates = ['planned', 'open', 'ended'] as const;
type CampaignState = (typeof campaignStates)[number];

/** New starts are taken while a campaign is open; uploads of what was started are taken always. */
export function campaignState(
  campaign: Pick<Campaign, 'startsOn' | 'endsOn' | 'endedAt'>,
  now: Date,
): CampaignState {
  const today = localDay(now);
  if (campaign.endedAt !== null && campaign.endedAt <= now) return 'ended';
  if (campaign.endsOn !== null && campaign.endsOn < today) return 'ended';
  if (campaign.startsOn !== null && campaign.startsOn > today) return 'planned';
  return 'open';
}

export function isOpen(campaign: Pick<Campaign, 'startsOn' | 'endsOn' | 'endedAt'>, now: Date): boolean {
  return campaignState(campaign, now) === 'open';
}

/** Letters and digits that are hard to mistake when read from a board. */
const slugAlphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const slugLength = 7;

/** @param random at least seven random bytes. 31^7 links, about 2.7 * 10^10. */
export function slugFrom(random: Uint8Array): string {
  return [...random.subarray(0, slugLength)].map((byte) => slugAlphabet[byte % slugAlphabet.length]).join('');
}
