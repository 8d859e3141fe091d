/** A campaign's link, so that it opens without network. */
import { lazyChunk } from '../lazy';
import type { CampaignFacts } from '../model/campaign';
import { storage } from '../storage/storage';

/** A link that could not be looked at yet. */
const uncheckedCampaign = (slug: string): CampaignFacts => ({
  ...{ slug, name: '', kind: 'school', region: null, language: null },
  ...{ hasConsents: false, looksAtHigh: false, isTryOut: false, state: 'open' },
});

/**
 * The campaign of a link. What the server's page brought along is newest; otherwise what this phone knows is enough, and
 * a link that nobody could look at yet is taken as it is: the server will say when the answers arrive.
 * @param facts as the server's page carries them
 */
export async function openCampaign(slug: string | undefined, facts?: string): Promise<CampaignFacts | null> {
  if (slug === undefined) return null;
  if (facts !== undefined) {
    const campaign: CampaignFacts = JSON.parse(facts);
    await storage.putCampaign(campaign).catch(() => undefined);
    return campaign;
  }
  const known = await storage.campaign(slug).catch(() => undefined);
  void lazyChunk()
    .then(({ reportOpened }) => reportOpened(slug))
    .catch(() => undefined);
  return known ?? uncheckedCampaign(slug);
}
