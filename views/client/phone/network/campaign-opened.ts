/** A campaign's link that the server did not see this phone open. */
import type { CampaignFacts } from '../model/campaign';
import { read } from '../storage/database';
import { storage } from '../storage/storage';

/** A link that could not be looked at yet. */
const uncheckedCampaign = (slug: string): CampaignFacts => ({
  ...{ slug, name: '', kind: 'school', region: null, language: null, questionnaire: '' },
  ...{ hasConsents: false, looksAtHigh: false, isTryOut: false, state: 'open' },
});

/** A link that nobody could look at yet is taken as it is: the server will say when the answers arrive. */
export async function knownCampaign(slug: string): Promise<CampaignFacts> {
  const known = await read('campaigns', slug).catch(() => undefined);
  void reportOpened(slug).catch(() => undefined);
  return known ?? uncheckedCampaign(slug);
}

/** null when the server knows no such link. @throws TypeError without network */
async function fetchCampaign(slug: string): Promise<CampaignFacts | null> {
  const response = await fetch(`/api/campaigns/${slug}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new TypeError('not now');
  return response.json();
}

/** Counted, and kept for the next time. @throws TypeError without network */
async function reportOpened(slug: string): Promise<void> {
  if (await read('campaigns', slug)) return;
  const campaign = await fetchCampaign(slug);
  if (!campaign) return;
  await fetch(`/api/campaigns/${slug}/opened`, { method: 'POST' });
  await storage.putCampaign(campaign);
}
