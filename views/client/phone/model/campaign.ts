/** What a phone keeps of a campaign's link, so that it opens without network. */
import type { Language } from '../../../../server/core/definition/types';

export interface CampaignFacts {
  slug: string;
  name: string;
  kind: 'school' | 'class' | 'region' | 'event';
  region: string | null;
  language: Language | null;
  /** What it asks, `<id>/<version>`; empty where the link could not be looked at yet. */
  questionnaire: string;
  hasConsents: boolean;
  looksAtHigh: boolean;
  isTryOut: boolean;
  state: 'planned' | 'open' | 'ended';
}
