/** What a phone keeps of a campaign's link, so that it opens without network. */
import type { Language } from '../../../server/core/definition/types';
import { store } from './store';

export interface CampaignFacts {
  slug: string;
  name: string;
  kind: 'school' | 'class' | 'region' | 'event';
  region: string | null;
  language: Language | null;
  hasConsents: boolean;
  looksAtHigh: boolean;
  isTryOut: boolean;
  state: 'planned' | 'open' | 'ended';
}

/** A link that could not be looked at yet. */
const uncheckedCampaign = (slug: string): CampaignFacts => ({
  ...{ slug, name: '', kind: 'school', region: null, language: null },
  ...{ hasConsents: false, looksAtHigh: false, isTryOut: false, state: 'open' },
});

/** null when the server knows no such link. @throws TypeError without network */
async function fetchCampaign(slug: string): Promise<CampaignFacts | null> {
  const response = await fetch(`/api/campaigns/${slug}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new TypeError('not now');
  return response.json();
}

/**
 * The campaign of a link. What the server's page brought along is newest; otherwise what this phone knows is enough, and
 * a link that nobody could look at yet is taken as it is: the server will say when the answers arrive.
 * @param facts as the server's page carries them
 */
export async function openCampaign(slug: string | undefined, facts?: string): Promise<CampaignFacts | null> {
  if (slug === undefined) return null;
  if (facts !== undefined) {
    const campaign: CampaignFacts = JSON.parse(facts);
    await store.putCampaign(campaign).catch(() => undefined);
    return campaign;
  }
  const known = await store.campaign(slug).catch(() => undefined);
  void tellOpened(slug).catch(() => undefined);
  return known ?? uncheckedCampaign(slug);
}

/** The server did not see this phone open the link. */
async function tellOpened(slug: string): Promise<void> {
  if (await store.campaign(slug)) return;
  const campaign = await fetchCampaign(slug);
  if (!campaign) return;
  await fetch(`/api/campaigns/${slug}/opened`, { method: 'POST' });
  await store.putCampaign(campaign);
}
