/** A campaign's link, so that it opens without network. */

import type { CampaignFacts } from '../model/campaign';
import { lazyChunk } from '../parts/lazy';
import { storage } from '../storage/storage';

/**
 * The campaign of a link. What the server's page brought along is newest; otherwise what this phone knows is enough.
 * @param facts as the server's page carries them
 */
export async function openCampaign(slug: string | undefined, facts?: string): Promise<CampaignFacts | null> {
  if (slug === undefined) return null;
  if (facts === undefined) return (await lazyChunk()).knownCampaign(slug);
  const campaign: CampaignFacts = JSON.parse(facts);
  await storage.putCampaign(campaign).catch(() => undefined);
  return campaign;
}
